import { distance } from "fastest-levenshtein";

/** The word that is most like the given one, whatever its capitals; `undefined` when none is near. */
export function suggest(word: string, words: readonly string[]): string | undefined {
  const away = (item: string) => distance(word.toLowerCase(), item.toLowerCase());
  const [best] = words.toSorted((a, b) => away(a) - away(b));
  return best !== undefined && away(best) <= Math.max(2, word.length / 3) ? best : undefined;
}
