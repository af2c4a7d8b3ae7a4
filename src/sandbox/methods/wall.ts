import { Failure, invalid } from "../failure.ts";
import type { Handler } from "../handler.ts";
import { number, type Params } from "../server/parameters.ts";
import { countActivity } from "../state/activity.ts";
import { now } from "../state/clock.ts";
import { nextId } from "../state/ids.ts";
import type { Post } from "../state/model/index.ts";
import type { State } from "../state/schema.ts";
import { isRecent } from "./guid.ts";

const maxMedia = 10;
const maxRepostLength = 4096;

function addPost(state: State, post: Omit<Post, "id" | "post_type">): number {
  const id = nextId(state, `post${post.owner_id}`);
  state.posts.add({ ...post, id, post_type: "post" });
  return id;
}

function readAttachments(params: Params): string[] {
  const attachments = (params.attachments ?? "").split(",").filter(Boolean);
  const links = attachments.filter(attachment => /^https?:\/\//.test(attachment));
  if (links.length > 1) throw invalid("only one link can be attached");
  const invalidAttachment = attachments.find(
    attachment => !links.includes(attachment) && !/^[a-z_]+-?\d+_\d+(_\w+)?$/.test(attachment),
  );
  if (invalidAttachment) throw invalid(`attachments: ${invalidAttachment} is not an attachment`);
  if (attachments.length - links.length > maxMedia) throw invalid(`attachments: more than ${maxMedia}`);
  return attachments;
}

const post: Handler = (params, { state, userId }) => {
  const owner_id = number(params, "owner_id", userId);
  const attachments = readAttachments(params);
  const { message: text = "", guid = "" } = params;
  if (!text && attachments.length === 0) throw invalid("message or attachments should be passed");
  // Since August 2025, VK rejects a post that contains nothing but a poll.
  if (!text && attachments.every(attachment => attachment.startsWith("poll")))
    throw invalid("a post can not hold a poll alone");

  const createdAt = now();
  const duplicate = state.posts.last("guid", owner_id, guid);
  if (duplicate && isRecent(duplicate.createdAt)) return { post_id: duplicate.id };

  const date = number(params, "publish_date", createdAt);
  const forCommunity = owner_id < 0 && params.from_group === "1";
  const post_id = addPost(state, {
    owner_id,
    from_id: forCommunity ? owner_id : userId,
    created_by: userId,
    date,
    text,
    attachments,
    marked_as_ads: forCommunity && params.mark_as_ads === "1" ? 1 : 0,
    close_comments: params.close_comments === "1" ? 1 : 0,
    postponed: date > createdAt,
    guid,
    createdAt,
  });
  return { post_id };
};

const deletePost: Handler = (params, { state, userId }) => {
  const existing = state.posts.get(number(params, "owner_id", userId), number(params, "post_id"));
  if (!existing || existing.deleted) throw new Failure(104);
  state.posts.update(existing, { deleted: true });
  return 1;
};

const repost: Handler = (params, { state, userId }) => {
  const { object = "", message: text = "" } = params;
  const [, owner, id] = /^wall(-?\d+)_(\d+)$/.exec(object) ?? [];
  const original = state.posts.get(Number(owner), Number(id));
  if (!original || original.deleted) throw invalid("object not found");
  if (text.length > maxRepostLength) throw invalid("message is too long");
  const group = number(params, "group_id");
  const createdAt = now();
  const shared = {
    date: createdAt,
    createdAt,
    text,
    attachments: [],
    close_comments: 0,
    postponed: false,
    guid: "",
    shares: object,
  } as const;
  const owner_id = group ? -group : userId;
  const marked_as_ads = params.mark_as_ads === "1" ? 1 : 0;
  const post_id = addPost(state, {
    ...shared,
    owner_id,
    from_id: owner_id,
    created_by: userId,
    marked_as_ads,
  });
  countActivity(state, original.owner_id, "copy");
  const reposts = state.posts.count("shares", object);
  return {
    success: 1,
    post_id,
    reposts_count: reposts,
    wall_repost_count: reposts,
    mail_repost_count: 0,
    likes_count: state.likes.count("object", "post", original.owner_id, original.id),
  };
};

const createComment: Handler = (params, { state, userId }) => {
  const owner_id = number(params, "owner_id", userId);
  const post_id = number(params, "post_id");
  const { message: text = "", guid = "" } = params;
  const commentedPost = state.posts.get(owner_id, post_id);
  if (!commentedPost || commentedPost.deleted) throw new Failure(212);
  if (commentedPost.close_comments) throw new Failure(213);
  if (!text && !params.attachments && !params.sticker_id) throw invalid("message is undefined");
  const duplicate = state.comments.last("guid", "post", owner_id, guid);
  if (duplicate && isRecent(duplicate.date)) return { comment_id: duplicate.id, parents_stack: [] };
  const group = number(params, "from_group");
  const id = nextId(state, `post${owner_id}`);
  state.comments.add({
    id,
    type: "post",
    owner_id,
    object_id: post_id,
    from_id: group ? -group : userId,
    date: now(),
    text,
    attachments: readAttachments(params),
    guid,
    parents_stack: [],
  });
  countActivity(state, owner_id, "comment");
  return { comment_id: id, parents_stack: [] };
};

/** Methods of the VK section `wall`. */
export const wall: Readonly<Record<string, Handler>> = {
  "wall.post": post,
  "wall.delete": deletePost,
  "wall.repost": repost,
  "wall.createComment": createComment,
};
