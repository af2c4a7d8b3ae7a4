import { UsageError } from "../../errors.ts";
import { type Lang, langs, localize } from "../../i18n/localize.ts";

export type { Lang };

/** Translates a text; one that the catalogue lacks stays as it is. */
export type Translate = (text: string) => string;

/**
 * Reads the value of `--lang`.
 *
 * @throws {UsageError} when it is no language that oint speaks
 */
export function readLang(value: string): Lang {
  const word = value.toLowerCase().split(/[-_.]/)[0];
  const lang = langs.find(item => item === word);
  if (lang) return lang;
  throw new UsageError(`--lang: ${localize("got {value}, expected en or ru", { value: `"${value}"` })}`);
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
