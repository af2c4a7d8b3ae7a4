import { currentLang } from "./localize.ts";

/** A text of Node.js or of a library, and how oint says the same. */
export type Phrase = readonly [text: RegExp, say: (...parts: readonly string[]) => string];

/**
 * Says what Node.js or a library said in the language in effect.
 *
 * @param text their text, in English
 * @param phrases those that oint can say; the groups of each pattern are the parts for its sentence
 * @returns the sentence; the text itself in English, and where no pattern fits
 */
export function rephrase(text: string, phrases: readonly Phrase[]): string {
  if (currentLang() === "en") return text;
  for (const [pattern, say] of phrases) {
    const [match, ...parts] = pattern.exec(text) ?? [];
    if (match !== undefined) return say(...parts);
  }
  return text;
}
