import { distance } from "fastest-levenshtein";

/** Finds the candidate closest to a word, ignoring case; `undefined` if none is similar. */
export function suggest(word: string, candidates: readonly string[]): string | undefined {
  const distanceTo = (candidate: string) => distance(word.toLowerCase(), candidate.toLowerCase());
  const [closest] = candidates.toSorted((a, b) => distanceTo(a) - distanceTo(b));
  return closest !== undefined && distanceTo(closest) <= Math.max(2, word.length / 3) ? closest : undefined;
}
