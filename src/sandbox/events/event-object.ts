import type { Happening } from "../state/model/index.ts";

/** What a message must not be longer than to stand whole in an event, as JSON. VK documents that there is a limit, not which. */
const maxMessageLength = 20_000;

/** Whether a version of the API is at least another one: 5.103 is later than 5.9. */
function isSince(version: string, first: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [firstMajor = 0, firstMinor = 0] = first.split(".").map(Number);
  return major > firstMajor || (major === firstMajor && minor >= firstMinor);
}

/**
 * VK's object of an event in a version of the API. Source of what changed: https://dev.vk.com/ru/reference/versions, 5.102 and 5.103
 */
function objectIn(version: string, { type, object }: Happening): unknown {
  if (type !== "message_new") return object;
  const message = cropped(object.message as Record<string, unknown>, version); // as writeMessage made it
  return isSince(version, "5.103") ? { ...object, message } : message;
}

/** A message without what makes it too long for an event: the bot has to ask for the whole one. */
function cropped(message: Record<string, unknown>, version: string): Record<string, unknown> {
  if (!isSince(version, "5.102") || JSON.stringify(message).length <= maxMessageLength) return message;
  const { reply_message: _, ...rest } = message;
  return { ...rest, attachments: [], fwd_messages: [], is_cropped: true };
}

/** An event, as VK sends it to bots by Long Poll and to their servers. */
export function eventObject(happening: Happening, version: string): Record<string, unknown> {
  const { group_id, type, event_id } = happening;
  return { group_id, type, event_id, v: version, object: objectIn(version, happening) };
}
