import { html } from "hono/html";
import type { ActName } from "../../act/types.ts";
import type { Comment, CommentedType, LikedType } from "../../state/model/index.ts";
import { likedTypes } from "../comment.ts";
import type { Html } from "../frame.ts";
import { attachmentsView } from "./attachments.ts";
import { actButton, actForm, folded, textField } from "./forms.ts";
import { ownerLink, type PageView, timeView } from "./view.ts";

/** How many of the last comments of an object, and of the replies in a thread, are shown. */
const maxShown = 10;

/** The act of commenting, and its field with the ID of the object. */
const commentActs: Readonly<Record<CommentedType, readonly [event: ActName, idField: string]>> = {
  post: ["wall_reply_new", "post_id"],
  photo: ["photo_comment_new", "photo_id"],
  video: ["video_comment_new", "video_id"],
  market: ["market_comment_new", "item_id"],
  topic: ["board_post_new", "topic_id"],
};

/** What is commented. */
export interface Commented {
  readonly type: CommentedType;
  readonly owner_id: number;
  readonly id: number;
  /** Whether no comments are accepted. */
  readonly closed?: boolean;
}

/** The last comments of an object, and forms for more. */
export function commentsView(view: PageView, { type, owner_id, id, closed }: Commented): Html {
  const comments = view.state.comments.by("object", type, owner_id, id);
  const topLevel = comments.filter(({ parents_stack }) => parents_stack.length === 0);
  const more = topLevel.length - maxShown;
  const shown = topLevel.slice(-maxShown);
  const [event, idField] = commentActs[type];
  const isCommunity = owner_id < 0;
  const write = (fields: Record<string, number>) =>
    actForm(
      view,
      event,
      { [idField]: id, ...fields },
      html`${textField("text", view.t("Text"))}<button class="small">${view.t("Send")}</button>`,
    );
  const commentItem = (comment: Comment): Html => {
    const replies = view.state.comments.by("thread", type, owner_id, comment.id);
    const reply =
      isCommunity && !closed ? folded(view.t("Reply"), write({ reply_to_comment: comment.id })) : "";
    return html`<li>${commentView(view, comment)}${reply}
      ${replies.length > 0 ? html`<ul class="plain thread">${replies.slice(-maxShown).map(item => html`<li>${commentView(view, item)}</li>`)}</ul>` : ""}</li>`;
  };
  return html`${more > 0 ? html`<p class="quiet">${view.t("More")}: ${more}</p>` : ""}
    ${shown.length > 0 ? html`<ul class="plain comments">${shown.map(commentItem)}</ul>` : ""}
    ${isCommunity && !closed ? folded(view.t("Comment"), write({})) : ""}`;
}

function commentView(view: PageView, comment: Comment): Html {
  const { type, owner_id, id, from_id, text, date, attachments, sticker_id } = comment;
  return html`<div class="reply" data-comment="${id}">${ownerLink(view, from_id)} ${timeView(view, date)}
    <p class="text">${text}${sticker_id ? html`<code>sticker${sticker_id}</code>` : ""}</p>
    ${attachmentsView(view, attachments, `${view.t("Comment")} ${id}`)}
    ${likeButton(view, likedTypes[type], owner_id, id)}</div>`;
}

/** A button that likes an object, or removes the like, with the number of likes. */
export function likeButton(
  view: PageView,
  object_type: LikedType,
  owner_id: number,
  object_id: number,
): Html {
  const { state, t, userId } = view;
  const count = state.likes.count("object", object_type, owner_id, object_id);
  const isLiked = state.likes.get(object_type, owner_id, object_id, userId) !== undefined;
  const label = `${isLiked ? "♥" : "♡"} ${count}`;
  if (owner_id > 0) return html`<span>${label}</span>`;
  const title = `${isLiked ? t("Unlike") : t("Like")}: ${count}`;
  return actButton(view, isLiked ? "like_remove" : "like_add", { object_type, object_id }, label, title);
}
