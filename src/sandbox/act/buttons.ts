import type { Message } from "../state/model/index.ts";
import type { State } from "../state/schema.ts";
import { ActError } from "./input.ts";

/** A button of a keyboard. */
export interface Button {
  readonly type: string;
  readonly label: string;
  /** A JSON string; absent when the button has none. */
  readonly payload?: string;
  /** URL of a button that opens a link. */
  readonly link?: string;
}

/** A button and the message whose keyboard has it. */
export interface FoundButton {
  readonly button: Button;
  readonly message: Message;
}

interface KeyboardButton {
  readonly action: {
    readonly type: string;
    readonly label?: string;
    readonly payload?: unknown;
    readonly link?: string;
  };
}

/** The buttons of a message's keyboard, row by row. */
export function buttonsOf({ keyboard }: Message): Button[][] {
  const { buttons = [] } = (keyboard ?? {}) as { buttons?: KeyboardButton[][] }; // messages.send checked it
  return buttons.map(row =>
    row.map(({ action: { type, label = "", payload, link } }) => ({
      type,
      label,
      ...(payload === undefined ? {} : { payload: payloadText(payload) }),
      ...(link === undefined ? {} : { link }),
    })),
  );
}

/** Clients send a payload as a JSON string, or as the object itself. */
function payloadText(payload: unknown): string {
  return typeof payload === "string" ? payload : JSON.stringify(payload);
}

/**
 * Finds a button in the last keyboard of a conversation that has it.
 *
 * @param label label of the button; `undefined` for the first one of this type
 * @param message_id the message to look in; `undefined` for any
 */
export function findButton(
  { messages }: State,
  [account_id, peer_id]: readonly [account: number, peer: number],
  type: "text" | "callback",
  label: string | undefined,
  message_id: number | undefined,
): FoundButton {
  for (const message of messages.by("peer", account_id, peer_id).toReversed()) {
    if (message_id !== undefined && message.id !== message_id) continue;
    const buttons = buttonsOf(message).flat();
    const button = buttons.find(item => item.type === type && (label ?? item.label) === item.label);
    if (button) return { button, message };
  }
  const named = label === undefined ? "" : ` ${JSON.stringify(label)}`;
  throw new ActError(`no keyboard of the conversation with ${peer_id} has the ${type} button${named}`);
}
