/**
 * Looks up a key in a table. Keys that every object inherits (`constructor`, `toString`) are not found.
 *
 * @param table the table
 * @param key any string or number
 * @returns the value; `undefined` if the table has no such key
 */
export function own<T>(table: Readonly<Record<string, T>>, key: string | number): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
