import { ArgumentError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";

/**
 * What stands between the cells of CSV. Ask before a call is made: one that was made must not fail for this.
 *
 * @param delimiter one character; `tab` and `\t` are a tab
 * @returns the character
 * @throws {ArgumentError} when it is not one character, or one that RFC 4180 needs for other things
 */
export function csvDelimiter(delimiter: string): string {
  const character = delimiter === "tab" || delimiter === "\\t" ? "\t" : delimiter;
  if ([...character].length !== 1 || /["\r\n]/.test(character)) {
    throw new ArgumentError(
      "csv-delimiter",
      localize("got {value}, expected one character such as ; or tab", { value: JSON.stringify(delimiter) }),
    );
  }
  return character;
}
