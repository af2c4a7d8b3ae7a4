import type { Comment, Topic } from "../state/model/index.ts";
import type { Viewer } from "./viewer.ts";

/** Which comments of a discussion its object shows, and how many of their characters (0: all). */
export interface TopicPreview {
  readonly first: boolean;
  readonly last: boolean;
  readonly length: number;
}

/** A discussion object of the VK API. */
export function topicObject(topic: Topic, { first, last, length }: TopicPreview, { state }: Viewer): object {
  const { id, group_id, title, created, created_by, updated, updated_by, closed, fixed } = topic;
  const about = ["topic", -group_id, id] as const;
  const text = (comment: Comment | undefined) => {
    const characters = [...(comment?.text ?? "")];
    return (length > 0 ? characters.slice(0, length) : characters).join("");
  };
  return {
    id,
    title,
    created,
    created_by,
    updated,
    updated_by,
    is_closed: closed ? 1 : 0,
    is_fixed: fixed ? 1 : 0,
    comments: state.comments.count("object", ...about),
    ...(first ? { first_comment: text(state.comments.first("object", ...about)) } : {}),
    ...(last ? { last_comment: text(state.comments.last("object", ...about)) } : {}),
  };
}
