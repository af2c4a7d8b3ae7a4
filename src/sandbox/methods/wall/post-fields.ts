import { invalid } from "../../failure.ts";
import { flag, number, type Params } from "../../server/parameters.ts";
import { now } from "../../state/clock.ts";
import type { Post } from "../../state/model/index.ts";
import { readAttachments } from "../attachments.ts";

/** Reads the text and the attachments of a post, which cannot both be missing. */
export function readContent(params: Params): Pick<Post, "text" | "attachments"> {
  const attachments = readAttachments(params);
  const { message: text = "" } = params;
  if (!text && attachments.length === 0) throw invalid("message or attachments should be passed");
  // Since August 2025, VK rejects a post that contains nothing but a poll.
  if (!text && attachments.every(attachment => attachment.startsWith("poll")))
    throw invalid("a post can not hold a poll alone");
  return { text, attachments };
}

/** Reads when a post is published; `undefined` for now. */
export function readPublishDate(params: Params): number | undefined {
  if (!params.publish_date) return undefined;
  const date = number(params, "publish_date");
  if (date <= now()) throw invalid("publish_date is in the past");
  return date;
}

/** Reads the fields that posts and edits of posts have in common. */
export function readDetails(params: Params): Partial<Post> {
  const place = params.lat && params.long;
  return {
    ...(params.copyright ? { copyright: params.copyright } : {}),
    ...(params.close_comments ? { close_comments: flag(params, "close_comments") ? 1 : 0 } : {}),
    ...(place ? { geo: { latitude: number(params, "lat"), longitude: number(params, "long") } } : {}),
  };
}
