import { ArgumentError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import { asArray } from "./arrays.ts";
import { formatValue } from "./format.ts";
import { text } from "./strings.ts";

/** An ID: a number or a string of digits, with a leading minus for a community. */
export type IdInput = number | string;

/** Requires an ID; the sign is kept. */
export function id(argument: string, value: unknown): number {
  const trimmed = typeof value === "string" ? value.trim() : value;
  const number = typeof trimmed === "string" && /^-?\d+$/.test(trimmed) ? Number(trimmed) : trimmed;
  if (typeof number !== "number" || !Number.isSafeInteger(number) || number === 0) {
    throw new ArgumentError(
      argument,
      localize("got {value}, expected an ID such as {example}", { value: formatValue(value), example: 42 }),
    );
  }
  return number;
}

/** Requires an ID that can only be positive, such as a community ID or a post ID. A leading minus is dropped. */
export function positiveId(argument: string, value: unknown): number {
  return Math.abs(id(argument, value));
}

/** Requires one or more positive IDs. */
export function ids(argument: string, value: unknown): number[] {
  const numbers = asArray(argument, value).map(item => positiveId(argument, item));
  if (numbers.length === 0) throw new ArgumentError(argument, localize("is empty, expected at least one ID"));
  return numbers;
}

/**
 * Requires one or more recipients of messages: users, chats (2000000000 and the number of the chat), or communities with a
 * minus. A repeated one counts once.
 */
export function peerIds(argument: string, value: unknown): number[] {
  const numbers = asArray(argument, value).map(item => id(argument, item));
  if (numbers.length === 0) throw new ArgumentError(argument, localize("is empty, expected at least one ID"));
  return [...new Set(numbers)];
}

const attachmentPattern =
  /^(photo|video|audio|doc|poll|page|note|album|market|market_album|audio_playlist|wall|story|question|clip|article|podcast|graffiti)-?\d+_\d+(_[\w-]+)?$/;

/** Whether a string is a VK attachment. */
export function isAttachment(name: string): boolean {
  return attachmentPattern.test(name);
}

/** Requires a VK attachment: its type, the owner ID, an underscore and the object ID, such as `photo-1_2`. */
export function attachment(argument: string, value: unknown): string {
  const name = text(argument, value).trim();
  if (!isAttachment(name)) {
    throw new ArgumentError(
      argument,
      localize("got {value}, expected an attachment such as photo-218861756_457239017", {
        value: formatValue(name),
      }),
    );
  }
  return name;
}
