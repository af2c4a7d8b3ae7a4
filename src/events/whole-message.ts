import type { Auth } from "../core/auth.ts";
import { callMethod } from "../core/call-method.ts";
import type { AnyEvent } from "./event.ts";

interface Message {
  readonly id?: number;
  readonly is_cropped?: boolean;
}

/** Where an event has its message: message_new has it in a field, since 5.103. */
function messageOf({ type, object }: AnyEvent): Message | undefined {
  if (!type.startsWith("message_")) return undefined;
  const { message } = object as { message?: Message }; // VK's events of messages have objects
  return message ?? (object as Message);
}

/** Whether VK has left out a part of the message, because it is too long for an event. */
export function isCropped(event: AnyEvent): boolean {
  const message = messageOf(event);
  return message?.is_cropped === true && message.id !== undefined;
}

/** Gets the whole message of an event. */
export async function withWholeMessage(auth: Auth, event: AnyEvent): Promise<AnyEvent> {
  const message = messageOf(event);
  const params = { message_ids: `${message?.id}`, group_id: event.group_id };
  const { response } = await callMethod("messages.getById", params, auth);
  const [whole] = (response as { items: readonly Message[] }).items;
  if (!whole) return event;
  const object = event.object as { message?: Message }; // as messageOf found it
  return { ...event, object: object.message ? { ...object, message: whole } : whole };
}
