import { Failure, invalid } from "../failure.ts";
import type { Handler } from "../handler.ts";
import { number, type Params } from "../server/parameters.ts";
import type { Post } from "../state/model.ts";
import { find, nextId, now, removeFrom, type State } from "../state/store.ts";
import { isDuplicate } from "./guid.ts";

const maxMedia = 10;
const maxRepostLength = 4096;

function addPost(state: State, post: Omit<Post, "id" | "likes" | "reposts">): number {
  const id = nextId(state, `post${post.owner_id}`);
  state.posts.push({ ...post, id, likes: [], reposts: 0 });
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
  const duplicate = state.posts.find(
    existing => existing.owner_id === owner_id && isDuplicate(guid, existing, existing.createdAt),
  );
  if (duplicate) return { post_id: duplicate.id };

  const date = number(params, "publish_date", createdAt);
  const forCommunity = owner_id < 0 && params.from_group === "1";
  const post_id = addPost(state, {
    owner_id,
    from_id: forCommunity ? owner_id : userId,
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
  const existing = find(state.posts, number(params, "owner_id", userId), number(params, "post_id"));
  if (!existing) throw new Failure(104);
  removeFrom(state.posts, existing);
  return 1;
};

const repost: Handler = (params, { state, userId }) => {
  const { object = "", message: text = "" } = params;
  const [, owner, id] = /^wall(-?\d+)_(\d+)$/.exec(object) ?? [];
  const original = find(state.posts, Number(owner), Number(id));
  if (!original) throw invalid("object not found");
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
  const post_id = addPost(state, { ...shared, owner_id, from_id: owner_id, marked_as_ads });
  original.reposts++;
  state.activity.push({ owner_id: original.owner_id, kind: "copy", date: createdAt });
  return {
    success: 1,
    post_id,
    reposts_count: original.reposts,
    wall_repost_count: original.reposts,
    mail_repost_count: 0,
    likes_count: original.likes.length,
  };
};

const createComment: Handler = (params, { state, userId }) => {
  const owner_id = number(params, "owner_id", userId);
  const post_id = number(params, "post_id");
  const { message: text = "", guid = "" } = params;
  const commentedPost = find(state.posts, owner_id, post_id);
  if (!commentedPost) throw new Failure(212);
  if (commentedPost.close_comments) throw new Failure(213);
  if (!text && !params.attachments && !params.sticker_id) throw invalid("message is undefined");
  const duplicate = state.comments.find(comment => isDuplicate(guid, comment, comment.date));
  if (duplicate) return { comment_id: duplicate.id, parents_stack: [] };
  const group = number(params, "from_group");
  const id = nextId(state, `post${owner_id}`);
  state.comments.push({ id, owner_id, post_id, from_id: group ? -group : userId, date: now(), text, guid });
  state.activity.push({ owner_id, kind: "comment", date: now() });
  return { comment_id: id, parents_stack: [] };
};

/** Methods of the VK section `wall`. */
export const wall: Readonly<Record<string, Handler>> = {
  "wall.post": post,
  "wall.delete": deletePost,
  "wall.repost": repost,
  "wall.createComment": createComment,
};
