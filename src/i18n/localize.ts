import { readFileSync } from "node:fs";

/** The languages of messages. */
export const langs = ["en", "ru"] as const;

/** A language of messages. */
export type Lang = (typeof langs)[number];

/** What fills the places of a template: `{argument}` is a place. */
type Places<Template extends string> = Template extends `${string}{${infer Name}}${infer Rest}`
  ? { readonly [K in Name]: string | number } & Places<Rest>
  : unknown;

let langOfSettings: () => Lang | undefined = () => undefined;

/** Sets who says which language is in effect: the settings, which are above this folder. */
export function setLangSource(source: () => Lang | undefined): void {
  langOfSettings = source;
}

let defaultLang: Lang = "en";

/** Sets the language where the settings name none. */
export function setDefaultLang(lang: Lang): void {
  defaultLang = lang;
}

/** The language in effect. */
export function currentLang(): Lang {
  return langOfSettings() ?? defaultLang;
}

/**
 * A message in the language in effect. `npm run generated` finds the templates here in the code, and requires a Russian text
 * with the same places for each.
 *
 * @param template the message in English, a literal; what is in braces is a place
 * @param places what fills the places
 * @returns the message
 */
export function localize<Template extends string>(
  template: Template,
  ...[places]: unknown extends Places<Template> ? [] : [Places<Template>]
): string {
  const text = currentLang() === "ru" ? (russian()[template] ?? template) : template;
  return places === undefined ? text : fill(text, places as Readonly<Record<string, string | number>>); // so by its type
}

let catalog: Readonly<Record<string, string>> | undefined;

/** The Russian texts by their templates. They are read when the first one is needed, at once: many functions are synchronous. */
function russian(): Readonly<Record<string, string>> {
  catalog ??= JSON.parse(readFileSync(new URL("./ru.json", import.meta.url), "utf8")) as typeof catalog &
    object; // checked by tools/russian.ts
  return catalog;
}

/** A place, or the form of a word for the number in a place, as ICU writes it: `{count, plural, one {файл} few {файла} …}`. */
const place = /\{(\w+)(?:, plural,((?: \w+ \{[^{}]*\})+))?\}/g;

function fill(text: string, places: Readonly<Record<string, string | number>>): string {
  return text.replace(place, (whole, name: string, forms: string | undefined) => {
    if (!Object.hasOwn(places, name)) return whole;
    return forms === undefined ? String(places[name]) : pluralForm(forms, Number(places[name]));
  });
}

let russianRules: Intl.PluralRules | undefined;

function pluralForm(forms: string, number: number): string {
  russianRules ??= new Intl.PluralRules("ru");
  const form = new RegExp(`(?:^| )${russianRules.select(number)} \\{([^{}]*)\\}`).exec(forms);
  return form?.[1] ?? "";
}

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
