import type { AnyEvent } from "./event.ts";

/** Fields that tell whom an event is about, the most exact first. */
const fields = ["peer_id", "user_id", "from_id", "liker_id", "post_id", "topic_id", "owner_id"] as const;

type Fields = Readonly<Partial<Record<(typeof fields)[number], unknown>>>;

/** Whom an event is about; the events of one peer are handled in their order. */
export function peerOf({ type, object }: AnyEvent): string {
  const { message, ...rest } = (object ?? {}) as Fields & { message?: Fields }; // VK's objects have these fields
  const about = message ?? rest;
  const field = fields.find(name => about[name] !== undefined);
  if (field === undefined) return type;
  // A conversation with a person has the person's ID.
  const isPerson = field === "peer_id" || field === "user_id" || field === "from_id" || field === "liker_id";
  return `${isPerson ? "peer" : field} ${about[field]}`;
}
