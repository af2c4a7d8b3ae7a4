import { chunk } from "../core/pagination.ts";
import { ArgumentError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import { asArray } from "../validation/arrays.ts";
import { stringOfLength } from "../validation/strings.ts";

/** VK's limits for a keyboard. Source: https://dev.vk.com/ru/api/bots/development/keyboard */
const maxButtons = 40;
const maxInRow = 5;
const maxLabelLength = 40;

/**
 * Creates a keyboard for a message: text buttons, up to five in a row.
 *
 * @category Others
 * @russian СформироватьКлавиатуру
 * @short b
 * @param buttons Labels of the buttons, 1 to 40, up to 40 characters each
 * @returns the keyboard, a JSON string for writeMessage
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @example
 * ```ts
 * const keyboard = OPI_VK.formKeyboard(["Yes", "No"]);
 * ```
 * @example
 * ```bash
 * oint vk formKeyboard --buttons "['Yes','No']"
 * ```
 * @see https://dev.vk.com/ru/api/bots/development/keyboard
 */
export function formKeyboard(buttons: readonly string[] | string): string {
  const labels = asArray("buttons", buttons).map(label =>
    stringOfLength("buttons", label, 1, maxLabelLength),
  );
  if (labels.length < 1 || labels.length > maxButtons) {
    const got = { count: labels.length, max: maxButtons };
    throw new ArgumentError("buttons", localize("got {count} buttons, expected 1 to {max}", got));
  }
  const rows = chunk(labels, maxInRow).map(row => row.map(label => ({ action: { type: "text", label } })));
  return JSON.stringify({ buttons: rows, one_time: false });
}
