import { UsageError } from "../../errors.ts";

/** Languages of the help, the messages and the documentation. */
export type Lang = "en" | "ru";

/** Translates a text; one that the catalogue lacks stays as it is. */
export type Translate = (text: string) => string;

/**
 * Reads the value of `--lang`.
 *
 * @throws {UsageError} when it is no language that oint speaks
 */
export function readLang(value: string): Lang {
  const lang = value.toLowerCase().split(/[-_.]/)[0];
  if (lang === "en" || lang === "ru") return lang;
  throw new UsageError(`--lang: got "${value}", expected en or ru`);
}

/** The language of the locale: Russian where that is Russian, else English. */
export function languageOfLocale({ LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv): Lang {
  return /^ru/i.test(LC_ALL || LC_MESSAGES || LANG || "") ? "ru" : "en";
}

/** What translates into a language. English is what the code says; the catalogue holds the Russian for it. */
export async function translator(lang: Lang): Promise<Translate> {
  if (lang === "en") return text => text;
  const { default: json } = await import("./ru.json", { with: { type: "json" } });
  const catalogue = new Map(Object.entries(json));
  return text => catalogue.get(text) ?? text;
}
