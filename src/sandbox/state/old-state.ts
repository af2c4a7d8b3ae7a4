import { existsSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import type { LogRecord } from "./journal.ts";
import { unreadable } from "./log.ts";
import { sandboxGroupId } from "./people.ts";

/** An object of the old format, whose types no longer exist. */
// biome-ignore lint/suspicious/noExplicitAny: see above
type Old = Record<string, any>;
type OldState = { readonly lastIds?: Readonly<Record<string, number>> } & Readonly<Record<string, Old[]>>;

const fileName = "state.json";

/** Reads a state in the format before the log, one JSON file, as records of the log; none when there is no such file. */
export function readOldState(folder: string): LogRecord[] {
  const path = join(folder, fileName);
  if (!existsSync(path)) return [];
  try {
    const converted = convert(JSON.parse(readFileSync(path, "utf8")) as OldState); // written by an older sandbox
    return Object.entries(converted).flatMap(([name, objects]) =>
      objects.map((object): LogRecord => [name, object]),
    );
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** Renames a state in the old format that the log has taken over, so that it is not read again. */
export function retireOldState(folder: string): void {
  const path = join(folder, fileName);
  if (existsSync(path)) renameSync(path, `${path}.old`);
}

function convert(old: OldState): Readonly<Record<string, readonly Old[]>> {
  const list = (name: string): Old[] => old[name] ?? [];
  const lastIds = {
    ...old.lastIds,
    order: Math.max(0, ...list("orders").map(({ id }) => id)),
    ...lastOf(list("topicMessages").map(({ group_id }) => `board${group_id}`)),
  };
  const messages = numbered(list("messages"), "peer_id", "conversation_message_id");
  const account_id = -sandboxGroupId;
  return {
    lastIds: Object.entries(lastIds).map(([kind, id]) => ({ kind, id })),
    posts: list("posts").map(({ likes: _, reposts: __, ...post }) => ({
      ...post,
      created_by: Math.max(0, post.from_id),
      post_type: "post",
    })),
    likes: list("posts").flatMap(({ owner_id, id, likes, createdAt }) =>
      likes.map((user_id: number) => ({ type: "post", owner_id, item_id: id, user_id, date: createdAt })),
    ),
    comments: [
      ...list("comments").map(comment => ({ ...comment, ...commentFields("post", comment.post_id) })),
      ...numbered(list("topicMessages"), "group_id").map(message => ({
        ...message,
        owner_id: -message.group_id,
        ...commentFields("topic", message.topic_id),
      })),
    ],
    polls: list("polls").map(poll => ({
      ...poll,
      author_id: Math.max(0, poll.owner_id),
      answers: poll.answers.map((text: string, i: number) => ({ id: poll.id * 10 + i, text })),
      disable_unvote: false,
      end_date: 0,
    })),
    photos: list("photos").map(photo => ({ ...photo, user_id: Math.max(0, photo.owner_id) })),
    albums: list("albums").map(album => ({ ...album, updated: album.created, thumb_id: 0 })),
    videos: list("videos").map(video => ({ ...video, user_id: Math.max(0, video.owner_id) })),
    topics: list("topics").map(topic => ({
      ...topic,
      created_by: 0,
      updated: topic.created,
      updated_by: 0,
      fixed: false,
    })),
    links: list("links").map(link => ({ ...link, user_id: 0, date: 0, views: 0 })),
    stories: list("stories").map(story => ({ ...story, type: "photo", expires_at: story.date + 24 * 3600 })),
    activity: countedByDay(list("activity")),
    messages: messages.map(({ buttons, ...message }) => ({
      ...message,
      account_id,
      from_id: account_id,
      out: 1,
      attachments: [],
      forward: [],
      ...(buttons.length > 0 ? { keyboard: keyboardOf(buttons) } : {}),
    })),
    // Of the messages of a conversation, the last one stays.
    conversations: messages.map(({ peer_id, id, conversation_message_id }) => ({
      account_id,
      peer_id,
      last_message_id: id,
      last_conversation_message_id: conversation_message_id,
      in_read: 0,
      out_read: 0,
    })),
    items: list("items"),
    marketAlbums: list("marketAlbums").map(({ items: _, ...album }) => album),
    marketAlbumItems: list("marketAlbums").flatMap(({ owner_id, id: album_id, items }) =>
      items.map((item_id: number) => ({ owner_id, album_id, item_id })),
    ),
    properties: list("properties").map(({ variants: _, ...property }) => property),
    variants: list("properties").flatMap(({ id: property_id, group_id, variants }) =>
      variants.map((variant: Old) => ({ ...variant, group_id, property_id })),
    ),
    orders: list("orders"),
    campaigns: list("campaigns"),
    ads: list("ads"),
    tokens: list("tokens"),
    codes: list("codes"),
  };
}

const commentFields = (type: string, object_id: number) => ({
  type,
  object_id,
  attachments: [],
  parents_stack: [],
});

/** How often each kind occurs: the last ID of objects that are numbered from 1. */
function lastOf(kinds: readonly string[]): Record<string, number> {
  const last: Record<string, number> = {};
  for (const kind of kinds) last[kind] = (last[kind] ?? 0) + 1;
  return last;
}

/** Numbers objects from 1 within those that have the same value in a field. */
function numbered(objects: readonly Old[], within: string, field = "id"): Old[] {
  const last: Record<string, number> = {};
  return objects.map(object => {
    const group = String(object[within]);
    last[group] = (last[group] ?? 0) + 1;
    return { ...object, [field]: last[group] };
  });
}

function keyboardOf(rows: ReadonlyArray<readonly string[]>): object {
  return {
    one_time: false,
    buttons: rows.map(row => row.map(label => ({ action: { type: "text", label } }))),
  };
}

function countedByDay(events: readonly Old[]): Old[] {
  const days = new Map<string, Old>();
  for (const { owner_id, kind, date } of events) {
    const day = date - (date % (24 * 3600));
    const key = `${owner_id} ${kind} ${day}`;
    days.set(key, { owner_id, kind, day, count: (days.get(key)?.count ?? 0) + 1 });
  }
  return [...days.values()];
}
