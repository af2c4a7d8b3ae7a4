/**
 * Looks a word up in a table: only what the table itself has is found, not what every object has (`constructor`, `toString`).
 *
 * @param table the table
 * @param word any text
 * @returns what stands there; `undefined` when the table has no such word
 */
export function own<T>(table: Readonly<Record<string, T>>, word: string | number): T | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined;
}
