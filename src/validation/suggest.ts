import { distance } from "fastest-levenshtein";
import { localize } from "../i18n/localize.ts";

/** Finds the candidate closest to a word, ignoring case; `undefined` if none is similar. */
export function suggest(word: string, candidates: readonly string[]): string | undefined {
  const distanceTo = (candidate: string) => distance(word.toLowerCase(), candidate.toLowerCase());
  const [closest] = candidates.toSorted((a, b) => distanceTo(a) - distanceTo(b));
  return closest !== undefined && distanceTo(closest) <= Math.max(2, word.length / 3) ? closest : undefined;
}

/** What follows an error about an unknown word: the closest candidate, if there is one. */
export function didYouMean(suggestion: string | undefined): string {
  return suggestion === undefined ? "" : localize("; did you mean {suggestion}?", { suggestion });
}
