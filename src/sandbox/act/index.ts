import { addComment } from "../actions/comments.ts";
import { addLead } from "../actions/leads.ts";
import { addLike, isLikable, type LikeOf, removeLike } from "../actions/likes.ts";
import { joinGroup, leaveGroup } from "../actions/members.ts";
import { placeOrder } from "../actions/orders.ts";
import { addVote } from "../actions/polls.ts";
import { addPost } from "../actions/posts.ts";
import { now } from "../state/clock.ts";
import type { CommentedType, Happening, LikedType } from "../state/model/index.ts";
import { openGroup } from "../state/people.ts";
import type { State } from "../state/schema.ts";
import type { Viewer } from "../views/viewer.ts";
import { ActError, type Input, readInput } from "./input.ts";
import { messageActs } from "./message-acts.ts";
import type { ActName, CommentFields } from "./types.ts";

type Act<N extends ActName> = (viewer: Viewer, input: Input<N>) => void;

/** Fails when there is nothing that a user could act on. */
function demand(object: { readonly deleted?: boolean } | undefined, what: string): void {
  if (!object || object.deleted) throw new ActError(`there is no ${what}`);
}

const comment = (
  viewer: Viewer,
  type: CommentedType,
  object_id: number,
  { from_id, group_id, text = "", attachments = "", reply_to_comment }: CommentFields & Input<"group_join">,
): void => {
  const owner_id = -group_id;
  if (!text && !attachments) throw new ActError("a comment needs a text or attachments");
  if (reply_to_comment !== undefined)
    demand(viewer.state.comments.get(type, owner_id, reply_to_comment), `comment ${reply_to_comment}`);
  addComment(viewer, {
    type,
    owner_id,
    object_id,
    from_id,
    text,
    attachments: attachments.split(",").filter(Boolean),
    ...(reply_to_comment === undefined ? {} : { reply_to_comment }),
  });
};

function likeOf({ from_id, group_id, object_type = "post", object_id }: Input<"like_add">): LikeOf {
  return { type: object_type as LikedType, owner_id: -group_id, item_id: object_id, user_id: from_id };
}

const actions: { readonly [N in ActName]: Act<N> } = {
  ...messageActs,
  wall_post_new(viewer, { from_id, group_id, text = "", attachments = "" }) {
    if (!text && !attachments) throw new ActError("a post needs a text or attachments");
    addPost(viewer, {
      owner_id: -group_id,
      from_id,
      created_by: from_id,
      text,
      attachments: attachments.split(",").filter(Boolean),
      post_type: "suggest",
    });
  },
  wall_repost(viewer, { from_id, group_id, post_id, text = "" }) {
    demand(viewer.state.posts.get(-group_id, post_id), `post ${post_id} of community ${group_id}`);
    const author = { owner_id: from_id, from_id, created_by: from_id };
    addPost(viewer, { ...author, text, shares: `wall-${group_id}_${post_id}` });
  },
  wall_reply_new(viewer, input) {
    const post = viewer.state.posts.get(-input.group_id, input.post_id);
    demand(post, `post ${input.post_id} of community ${input.group_id}`);
    if (post?.close_comments) throw new ActError(`the comments of post ${input.post_id} are closed`);
    comment(viewer, "post", input.post_id, input);
  },
  photo_comment_new(viewer, input) {
    demand(viewer.state.photos.get(-input.group_id, input.photo_id), `photo ${input.photo_id}`);
    comment(viewer, "photo", input.photo_id, input);
  },
  video_comment_new(viewer, input) {
    demand(viewer.state.videos.get(-input.group_id, input.video_id), `video ${input.video_id}`);
    comment(viewer, "video", input.video_id, input);
  },
  market_comment_new(viewer, input) {
    demand(viewer.state.items.get(-input.group_id, input.item_id), `product ${input.item_id}`);
    comment(viewer, "market", input.item_id, input);
  },
  board_post_new(viewer, input) {
    const topic = viewer.state.topics.get(input.group_id, input.topic_id);
    demand(topic && {}, `discussion ${input.topic_id}`);
    if (topic?.closed) throw new ActError(`discussion ${input.topic_id} is closed`);
    comment(viewer, "topic", input.topic_id, input);
  },
  like_add({ state }, input) {
    const like = likeOf(input);
    if (!isLikable(state, like)) throw new ActError(`there is no ${like.type} ${like.item_id} to like`);
    if (state.likes.get(like.type, like.owner_id, like.item_id, like.user_id))
      throw new ActError(`user ${like.user_id} likes ${like.type} ${like.item_id} already`);
    addLike(state, like);
  },
  like_remove({ state }, input) {
    const like = likeOf(input);
    if (!state.likes.get(like.type, like.owner_id, like.item_id, like.user_id))
      throw new ActError(`user ${like.user_id} does not like ${like.type} ${like.item_id}`);
    removeLike(state, like);
  },
  poll_vote_new({ state }, { from_id: user_id, group_id, poll_id, answer_ids }) {
    const owner_id = -group_id;
    const poll = state.polls.get(owner_id, poll_id);
    demand(poll && {}, `poll ${poll_id} of community ${group_id}`);
    const unknown = answer_ids.find(id => !poll?.answers.some(answer => answer.id === id));
    if (unknown) throw new ActError(`poll ${poll_id} has no answer ${unknown}`);
    if (answer_ids.length > 1 && !poll?.multiple)
      throw new ActError(`poll ${poll_id} accepts one answer only`);
    if (state.pollVotes.get(owner_id, poll_id, user_id))
      throw new ActError(`user ${user_id} voted in poll ${poll_id} already`);
    addVote(state, { owner_id, poll_id, user_id, answer_ids });
  },
  group_join({ state }, { from_id, group_id }) {
    if (!joinGroup(state, group_id, from_id))
      throw new ActError(`user ${from_id} is a member of community ${group_id} already`);
  },
  group_leave({ state }, { from_id, group_id }) {
    if (!leaveGroup(state, group_id, from_id))
      throw new ActError(`user ${from_id} is not a member of community ${group_id}`);
  },
  market_order_new(viewer, { from_id, group_id, items, address, comment: customerComment }) {
    for (const { item_id, quantity } of items) {
      demand(viewer.state.items.get(-group_id, item_id), `product ${item_id} of community ${group_id}`);
      if (!Number.isSafeInteger(quantity) || quantity < 1)
        throw new ActError(`the quantity of product ${item_id} should be a positive whole number`);
    }
    placeOrder(viewer, {
      group_id,
      user_id: from_id,
      items,
      ...(address === undefined ? {} : { address }),
      ...(customerComment === undefined ? {} : { comment: customerComment }),
    });
  },
  lead_forms_new({ state }, { from_id: user_id, group_id, form_id, answers }) {
    const form = state.leadForms.get(group_id, form_id);
    if (!form) throw new ActError(`community ${group_id} has no form ${form_id}`);
    const keys = form.questions.map(({ key }) => key);
    const unknown = answers.find(({ key }) => !keys.includes(key));
    if (unknown)
      throw new ActError(`form ${form_id} has no question ${unknown.key}; it has ${keys.join(", ")}`);
    addLead(state, form, user_id, answers);
  },
};

/**
 * Lets a user act.
 *
 * @returns the events that VK makes of it
 * @throws {ActError} when a field is wrong, or there is nothing that the act is about
 */
export function act<N extends ActName>(
  viewer: Viewer,
  name: N,
  fields: Readonly<Record<string, unknown>>,
): Happening[] {
  const { state } = viewer;
  const input = readInput(name, fields);
  const { from_id, group_id } = input;
  if (isBanned(state, group_id, from_id) && name !== "group_leave")
    throw new ActError(`community ${group_id} banned user ${from_id}`);
  openGroup(state, group_id);
  const before = state.lastIds.get("happening")?.id ?? 0;
  actions[name](viewer, input);
  const after = state.lastIds.get("happening")?.id ?? 0;
  return Array.from({ length: after - before }, (_, i) => state.happenings.get(before + 1 + i)).filter(
    happening => happening !== undefined,
  );
}

function isBanned({ bans }: State, group_id: number, user_id: number): boolean {
  const ban = bans.get(group_id, user_id);
  return ban !== undefined && (ban.end_date === 0 || ban.end_date > now());
}
