import { ArgumentError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import { formatValue } from "./format.ts";
import { exact } from "./numbers.ts";
import { lengthProblem } from "./strings.ts";

/** Buttons under a message: JSON as formKeyboard returns it, or the structure itself; an empty string: none. */
export type Keyboard = string | object;

/** VK's limit. Source: https://dev.vk.com/ru/api/bots/development/keyboard */
export const maxButtons = 40;
/** VK's limit. Source: the same. */
export const maxInRow = 5;
const limits = {
  normal: { rows: 10, buttons: maxButtons },
  inline: { rows: 6, buttons: 10 },
} as const;
const maxLabel = 40;
const maxPayload = 255;

/** Any JSON. */
type Json = Readonly<Record<string, unknown>>;

/**
 * Reads a keyboard and checks VK's limits.
 *
 * @returns its JSON; `undefined` if it is empty
 * @throws {ArgumentError} if it is not a keyboard, or VK would refuse it
 */
export function optionalKeyboard(argument: string, keyboard: Keyboard): string | undefined {
  if (keyboard === "") return undefined;
  const value = typeof keyboard === "string" ? parseJson(keyboard) : keyboard;
  if (!isObject(value) || !Array.isArray(value.buttons)) throw notKeyboard(argument, keyboard);
  checkKeyboard(argument, value);
  // JSON goes as it came: a button's payload may hold numbers that JavaScript would change.
  return typeof keyboard === "string" ? keyboard : JSON.stringify(value, (_, item) => exact(argument, item));
}

function notKeyboard(argument: string, keyboard: Keyboard): ArgumentError {
  return new ArgumentError(
    argument,
    localize("got {value}, expected {example}, as formKeyboard returns it", {
      value: formatValue(JSON.stringify(keyboard)),
      example: '{"buttons":[[{"action":{"type":"text","label":"Yes"}}]]}',
    }),
  );
}

/**
 * Checks the limits of a keyboard: the number of its rows and buttons, the labels and the payloads.
 *
 * @throws {ArgumentError} if VK would refuse it
 */
export function checkKeyboard(argument: string, keyboard: object): void {
  const { buttons = [], inline, one_time } = keyboard as Json; // any object
  const rows: unknown[] = Array.isArray(buttons) ? buttons : [];
  const refuse = (problem: string) => {
    throw new ArgumentError(argument, problem);
  };
  if (inline === true && one_time === true) refuse(localize("a keyboard is either inline or shown once"));
  const max = inline === true ? limits.inline : limits.normal;
  const count = rows.flat().length;
  if (count > max.buttons)
    refuse(localize("got {count} buttons, expected 1 to {max}", { count, max: max.buttons }));
  if (rows.length > max.rows) {
    const got = { count: rows.length, max: max.rows };
    refuse(localize("got {count} rows of buttons, expected at most {max}", got));
  }
  const wide = rows.find(row => Array.isArray(row) && row.length > maxInRow);
  if (Array.isArray(wide))
    refuse(
      localize("got {count} buttons in a row, expected at most {max}", { count: wide.length, max: maxInRow }),
    );
  for (const button of rows.flat()) checkAction(argument, (button as { action?: unknown } | null)?.action); // any JSON
}

function checkAction(argument: string, action: unknown): void {
  if (!isObject(action)) return;
  const { label, payload } = action;
  if (typeof label === "string") checkLength(argument, label, 1, maxLabel);
  const data = typeof payload === "string" ? payload : JSON.stringify(payload ?? "");
  checkLength(argument, data, 0, maxPayload);
}

function checkLength(argument: string, text: string, min: number, max: number): void {
  const { length } = [...text];
  if (length < min || length > max)
    throw new ArgumentError(argument, lengthProblem(formatValue(text), length, min, max));
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
