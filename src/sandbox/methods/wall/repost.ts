import { isLikable } from "../../actions/likes.ts";
import { addPost } from "../../actions/posts.ts";
import { invalid } from "../../failure.ts";
import type { Handler } from "../../handler.ts";
import { flag, number } from "../../server/parameters.ts";
import type { LikedType } from "../../state/model/index.ts";

const maxRepostLength = 4096;

/** What can be shared, in the names of attachments, and what it is called by likes. */
const sharedTypes: Readonly<Record<string, LikedType>> = {
  wall: "post",
  photo: "photo",
  video: "video",
  market: "market",
};

const repost: Handler = (params, context) => {
  const { state, userId } = context;
  const { object = "", message: text = "" } = params;
  const [, kind = "", owner, id] = /^(wall|photo|video|market)(-?\d+)_(\d+)$/.exec(object) ?? [];
  const type = sharedTypes[kind];
  const original = { owner_id: Number(owner), item_id: Number(id) };
  if (!type || !isLikable(state, { type, ...original, user_id: userId })) throw invalid("object not found");
  if (text.length > maxRepostLength) throw invalid("message is too long");
  const group = number(params, "group_id");
  const owner_id = group ? -group : userId;
  const { id: post_id } = addPost(context, {
    owner_id,
    from_id: owner_id,
    created_by: userId,
    text,
    marked_as_ads: flag(params, "mark_as_ads") ? 1 : 0,
    // VK shows a post inside the new one, and attaches another object to it.
    ...(type === "post" ? { shares: object } : { attachments: [object] }),
  });
  const reposts = type === "post" ? state.posts.count("shares", object) : 1;
  return {
    success: 1,
    post_id,
    reposts_count: reposts,
    wall_repost_count: reposts,
    mail_repost_count: 0,
    likes_count: state.likes.count("object", type, original.owner_id, original.item_id),
  };
};

/** Methods that share objects. */
export const wallReposts: Readonly<Record<string, Handler>> = { "wall.repost": repost };
