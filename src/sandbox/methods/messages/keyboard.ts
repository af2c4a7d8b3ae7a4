import { Failure } from "../../failure.ts";
import type { Message } from "../../state/model/index.ts";

/** Source: https://dev.vk.com/ru/api/bots/development/keyboard */
const limits = {
  normal: { rows: 10, buttons: 40 },
  inline: { rows: 6, buttons: 10 },
  buttonsInRow: 5,
  label: 40,
  payload: 255,
};
const colors = new Set(["primary", "secondary", "default", "negative", "positive"]);

type Json = Readonly<Record<string, unknown>>;

/** What the action of a button needs, by its type. Source: the same. */
const actionChecks: Readonly<Record<string, (action: Json) => boolean>> = {
  text: hasLabel,
  callback: hasLabel,
  open_link: action => hasLabel(action) && URL.canParse(String(action.link)),
  open_app: action => hasLabel(action) && Number(action.app_id) > 0,
  vkpay: ({ hash }) => typeof hash === "string",
  location: () => true,
  open_photo: () => true,
  intent_subscribe: ({ intent }) => typeof intent === "string",
  intent_unsubscribe: ({ intent }) => typeof intent === "string",
};

function hasLabel({ label }: Json): boolean {
  return typeof label === "string" && label !== "" && [...label].length <= limits.label;
}

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isFlag = (value: unknown) => value === undefined || typeof value === "boolean";

/** VK takes a payload as a text, and as an object that it makes a text of. */
function isPayload(payload: unknown): boolean {
  const text = typeof payload === "string" ? payload : JSON.stringify(payload ?? "");
  return text.length <= limits.payload;
}

/** Whether VK accepts a button. */
export function isButton(button: unknown): boolean {
  if (!isObject(button) || !isObject(button.action)) return false;
  const { action, color } = button;
  const check = actionChecks[String(action.type)];
  if (!check?.(action) || !isPayload(action.payload)) return false;
  return color === undefined || colors.has(String(color));
}

function isRow(row: unknown): row is unknown[] {
  return Array.isArray(row) && row.length > 0 && row.length <= limits.buttonsInRow && row.every(isButton);
}

function isKeyboard(keyboard: unknown): keyboard is NonNullable<Message["keyboard"]> {
  if (!isObject(keyboard) || !isFlag(keyboard.one_time) || !isFlag(keyboard.inline)) return false;
  if (keyboard.one_time && keyboard.inline) return false;
  const { rows, buttons } = keyboard.inline ? limits.inline : limits.normal;
  const list: unknown = keyboard.buttons;
  return Array.isArray(list) && list.length <= rows && list.every(isRow) && list.flat().length <= buttons;
}

/** Reads a keyboard, or fails with VK's error 911. */
export function readKeyboard(text: string | undefined): Message["keyboard"] {
  if (!text) return undefined;
  const keyboard = parsed(text);
  if (!isKeyboard(keyboard)) throw new Failure(911);
  return keyboard;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Failure(911);
  }
}

/** Limits of a carousel. Source: https://dev.vk.com/ru/api/bots/development/messages */
const carousel = { elements: 10, buttons: 3, text: 80 };

function isElement(element: unknown): boolean {
  if (!isObject(element)) return false;
  const { title, description, photo_id, buttons = [] } = element;
  const texts = [title, description].filter(text => text !== undefined);
  return (
    (texts.length > 0 || photo_id !== undefined) &&
    texts.every(text => typeof text === "string" && [...text].length <= carousel.text) &&
    Array.isArray(buttons) &&
    buttons.length <= carousel.buttons &&
    buttons.every(isButton)
  );
}

/** Reads a template, which is a carousel, or fails with VK's error 911. */
export function readTemplate(text: string | undefined): Message["template"] {
  if (!text) return undefined;
  const template = parsed(text);
  if (!isObject(template) || template.type !== "carousel") throw new Failure(911);
  const { elements } = template;
  if (!Array.isArray(elements) || elements.length === 0 || elements.length > carousel.elements)
    throw new Failure(911);
  if (!elements.every(isElement)) throw new Failure(911);
  return template;
}
