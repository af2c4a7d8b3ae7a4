import { ArgumentError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import { asArray } from "../validation/arrays.ts";
import { oneOf } from "../validation/choices.ts";
import { formatValue } from "../validation/format.ts";
import { type IdInput, id, positiveId } from "../validation/ids.ts";
import { checkKeyboard, maxButtons, maxInRow } from "../validation/keyboard.ts";
import { type BooleanInput, exact, toBooleanFlag } from "../validation/numbers.ts";
import { nonEmptyString, requiredUrl, text } from "../validation/strings.ts";

/** Color of a button: blue, white, red, or green. */
export type ButtonColor = "primary" | "secondary" | "negative" | "positive";

const colors: readonly ButtonColor[] = ["primary", "secondary", "negative", "positive"];

/** A button of a keyboard. Without `link`, `app`, `location` or `pay`, it sends its text as a message of the user. */
export interface KeyboardButton {
  /** Label, up to 40 characters. A button with `location` or `pay` has none. */
  readonly text?: string;
  /** Data that comes back when the button is pressed, up to 255 characters as JSON. */
  readonly payload?: string | object;
  /** Color of a button that sends a message or a callback. Empty: white. */
  readonly color?: ButtonColor;
  /** URL that the button opens. */
  readonly link?: string;
  /** `true`: pressing sends the community an event instead of a message; answerButton answers it. */
  readonly callback?: BooleanInput;
  /** ID of the mini app that the button opens. */
  readonly app?: IdInput;
  /** With `app`: where it is opened, the ID of a community with a minus or of a user. */
  readonly owner?: IdInput;
  /** With `app`: what follows the # of its URL. */
  readonly hash?: string;
  /** `true`: pressing sends the user's location. */
  readonly location?: BooleanInput;
  /** Payment parameters of VK Pay, as `action=pay-to-group&group_id=1&amount=10`. */
  readonly pay?: string;
}

/** A button, or the label of one that sends it as a message. */
export type ButtonInput = string | KeyboardButton;

/** A button, or a row of buttons. */
export type ButtonOrRow = ButtonInput | readonly ButtonInput[];

/**
 * Creates a keyboard for a message.
 *
 * A button is its label, which pressing sends as a message, or a structure with the keys `text` (the label), `payload` (data
 * that comes back), `color` (primary, secondary, negative, positive) and one of: `link` (a URL to open), `callback` (true: an
 * event instead of a message), `app` with `owner` and `hash` (a mini app), `location` (true), `pay` (VK Pay parameters).
 *
 * Rows are filled with up to five buttons; those with a link, an app, a location or a payment get a row of their own. An
 * array in the array is a row.
 *
 * @category Others
 * @russian СформироватьКлавиатуру
 * @short b, i, o
 * @param buttons Buttons: labels of up to 40 characters, or structures. 1 to 40 in up to 10 rows; inline, up to 10 in 6 rows
 * @param inline Show the keyboard inside the message
 * @param onetime Hide the keyboard after a button was pressed
 * @returns the keyboard, a JSON string for sendMessage and writeMessage
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @example
 * ```ts
 * const yes = { text: "Yes", color: "positive", payload: { answer: 1 } } as const;
 * const keyboard = OPI_VK.formKeyboard([yes, "No", { text: "Rules", link: "https://vk.com/terms" }], true);
 * ```
 * @example
 * ```bash
 * oint vk formKeyboard --buttons "['Yes','No',{'text':'Rules','link':'https://vk.com/terms'}]" --inline
 * ```
 * @see https://dev.vk.com/ru/api/bots/development/keyboard
 */
export function formKeyboard(
  buttons: readonly ButtonOrRow[] | string,
  inline: BooleanInput = false,
  onetime: BooleanInput = false,
): string {
  const rows = rowsOf(asArray<ButtonOrRow>("buttons", buttons));
  if (rows.length === 0) {
    const got = { count: 0, max: maxButtons };
    throw new ArgumentError("buttons", localize("got {count} buttons, expected 1 to {max}", got));
  }
  const isInline = toBooleanFlag("inline", inline) === 1;
  const isOneTime = toBooleanFlag("onetime", onetime) === 1;
  if (isInline && isOneTime) {
    throw new ArgumentError("onetime", localize("does not go with inline"));
  }
  const keyboard = { buttons: rows, ...(isInline ? { inline: true } : { one_time: isOneTime }) };
  checkKeyboard("buttons", keyboard);
  return JSON.stringify(keyboard);
}

/** A button as VK describes it. */
interface VkButton {
  readonly action: { readonly type: string; readonly [field: string]: unknown };
  readonly color?: ButtonColor;
}

/** Types of buttons that are as wide as the message. Source: https://dev.vk.com/ru/api/bots/development/keyboard */
const wideTypes = ["open_link", "open_app", "location", "vkpay"];

function rowsOf(items: readonly ButtonOrRow[]): VkButton[][] {
  const rows: VkButton[][] = [];
  /** The row that takes the next button. */
  let open: VkButton[] | undefined;
  for (const item of items) {
    if (isRow(item)) {
      rows.push(item.map(readButton));
      open = undefined;
      continue;
    }
    const button = readButton(item);
    const isWide = wideTypes.includes(button.action.type);
    if (open && open.length < maxInRow && !isWide) open.push(button);
    else {
      const row = [button];
      rows.push(row);
      open = isWide ? undefined : row;
    }
  }
  return rows;
}

function isRow(item: ButtonOrRow): item is readonly ButtonInput[] {
  return Array.isArray(item);
}

/** The keys of a button that say what pressing it does; one has at most one of them. */
const actions: Readonly<Record<string, (button: KeyboardButton) => object>> = {
  link: ({ link }) => ({ type: "open_link", link: requiredUrl("buttons.link", link) }),
  callback: () => ({ type: "callback" }),
  app: ({ app, owner, hash }) => ({
    type: "open_app",
    app_id: positiveId("buttons.app", app),
    ...(owner === undefined ? {} : { owner_id: id("buttons.owner", owner) }),
    ...(hash === undefined ? {} : { hash: text("buttons.hash", hash) }),
  }),
  location: () => ({ type: "location" }),
  pay: ({ pay }) => ({ type: "vkpay", hash: nonEmptyString("buttons.pay", pay) }),
};

const flags = ["callback", "location"];
const unlabeled = ["location", "pay"];
const keys = ["text", "payload", "color", "owner", "hash", ...Object.keys(actions)];

function readButton(input: ButtonInput): VkButton {
  if (typeof input !== "object" || input === null) {
    return { action: { type: "text", label: nonEmptyString("buttons", input) } };
  }
  const button = readKeys(input);
  const chosen = Object.keys(actions).filter(key => isChosen(key, button));
  if (chosen.length > 1) {
    const got = { keys: chosen.join(", ") };
    throw new ArgumentError("buttons", localize("got a button with {keys}, expected one of these", got));
  }
  const [action = "text"] = chosen;
  const { payload, color } = button;
  return {
    action: {
      type: "text",
      ...actions[action]?.(button),
      ...(unlabeled.includes(action) ? {} : { label: nonEmptyString("buttons.text", button.text) }),
      ...(payload === undefined ? {} : { payload: payloadJson(payload) }),
    },
    ...(color === undefined ? {} : { color: oneOf("buttons.color", color, colors) }),
  };
}

function isChosen(key: string, button: KeyboardButton): boolean {
  const value = button[key as keyof KeyboardButton]; // a key of a button
  if (value === undefined || value === "") return false;
  return !flags.includes(key) || toBooleanFlag(`buttons.${key}`, value) === 1;
}

/** Reads the keys of a button; British English spells one of them with another letter. */
function readKeys(input: object): KeyboardButton {
  const button = Object.entries(input).map(
    ([key, value]) => [key.replace(/^colou?r$/, "color"), value] as const,
  );
  if (button.every(([key]) => keys.includes(key))) return Object.fromEntries(button);
  const got = { value: formatValue(input), keys: keys.join(", ") };
  throw new ArgumentError(
    "buttons",
    localize("got {value}, expected a label, or a structure with these keys: {keys}", got),
  );
}

/** VK takes a payload as text that is JSON. */
function payloadJson(payload: string | object): string {
  if (typeof payload === "string" && isJson(payload)) return payload;
  return JSON.stringify(payload, (_, value) => exact("buttons.payload", value));
}

function isJson(value: string): boolean {
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}
