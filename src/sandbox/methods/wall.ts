import { Failure, invalid } from "../failure.ts";
import type { Handler } from "../handler.ts";
import { json, number, type Params } from "../server/parameters.ts";
import type { Post } from "../state/model.ts";
import { find, nextId, now, removeFrom, type State } from "../state/store.ts";

/** For how long VK recognises a repeated `guid`, in seconds. Source: https://dev.vk.com/ru/method/wall.post */
export const guidLife = 3600;
const maxMedia = 10;
const maxRepostLength = 4096;

function add(state: State, post: Omit<Post, "id" | "likes" | "reposts">): number {
  const id = nextId(state, `post${post.owner_id}`);
  state.posts.push({ ...post, id, likes: [], reposts: 0 });
  return id;
}

function readAttachments(params: Params): string[] {
  const attachments = (params.attachments ?? "").split(",").filter(Boolean);
  const links = attachments.filter(attachment => /^https?:\/\//.test(attachment));
  if (links.length > 1) throw invalid("only one link can be attached");
  const odd = attachments.find(item => !links.includes(item) && !/^[a-z_]+-?\d+_\d+(_\w+)?$/.test(item));
  if (odd) throw invalid(`attachments: ${odd} is not an attachment`);
  if (attachments.length - links.length > maxMedia) throw invalid(`attachments: more than ${maxMedia}`);
  return attachments;
}

const post: Handler = (params, { state, userId }) => {
  const owner_id = number(params, "owner_id", userId);
  const attachments = readAttachments(params);
  const { message: text = "", guid = "" } = params;
  if (!text && attachments.length === 0) throw invalid("message or attachments should be passed");
  // Since August 2025 a poll does not make a post by itself.
  if (!text && attachments.every(candidate => candidate.startsWith("poll")))
    throw invalid("a post can not hold a poll alone");

  const createdAt = now();
  const duplicate =
    guid &&
    state.posts.find(
      entry => entry.guid === guid && entry.owner_id === owner_id && entry.createdAt > createdAt - guidLife,
    );
  if (duplicate) return { post_id: duplicate.id };

  const date = number(params, "publish_date", createdAt);
  const forCommunity = owner_id < 0 && params.from_group === "1";
  const post_id = add(state, {
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

const remove: Handler = (params, { state, userId }) => {
  const found = find(state.posts, number(params, "owner_id", userId), number(params, "post_id"));
  if (!found) throw new Failure(104);
  removeFrom(state.posts, found);
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
  const post_id = add(state, { ...shared, owner_id, from_id: owner_id, marked_as_ads });
  original.reposts++;
  state.activity.push({ owner_id: original.owner_id, what: "copy", date: createdAt });
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
  const commented = find(state.posts, owner_id, post_id);
  if (!commented) throw new Failure(212);
  if (commented.close_comments) throw new Failure(213);
  if (!text && !params.attachments && !params.sticker_id) throw invalid("message is undefined");
  const duplicate =
    guid && state.comments.find(comment => comment.guid === guid && comment.date > now() - guidLife);
  if (duplicate) return { comment_id: duplicate.id, parents_stack: [] };
  const group = number(params, "from_group");
  const id = nextId(state, `post${owner_id}`);
  state.comments.push({ id, owner_id, post_id, from_id: group ? -group : userId, date: now(), text, guid });
  state.activity.push({ owner_id, what: "comment", date: now() });
  return { comment_id: id, parents_stack: [] };
};

const like: Handler = (params, { state, userId }) => {
  const owner_id = number(params, "owner_id", userId);
  if (params.type !== "post") throw new Failure(33, "the sandbox has likes for posts only");
  const liked = find(state.posts, owner_id, number(params, "item_id"));
  if (!liked) throw invalid("object not found");
  if (!liked.likes.includes(userId)) {
    liked.likes.push(userId);
    state.activity.push({ owner_id, what: "like", date: now() });
  }
  return { likes: liked.likes.length };
};

/** Source: https://dev.vk.com/ru/method/polls.create */
const maxAnswers = 10;

const createPoll: Handler = (params, { state, userId }) => {
  const answers = json(params, "add_answers");
  const { question = "" } = params;
  if (!question) throw invalid("question is undefined");
  if (!Array.isArray(answers) || answers.length < 1 || answers.length > maxAnswers) {
    throw invalid(`add_answers should hold 1 to ${maxAnswers} answers`);
  }
  const owner_id = number(params, "owner_id", userId);
  const anonymous = params.is_anonymous === "1";
  const multiple = params.is_multiple === "1";
  const poll = {
    id: nextId(state, "poll"),
    owner_id,
    question,
    answers: answers.map(String),
    created: now(),
    anonymous,
    multiple,
  };
  state.polls.push(poll);
  return {
    ...poll,
    answers: poll.answers.map((text, i) => ({ id: poll.id * 10 + i, text, votes: 0, rate: 0 })),
    votes: 0,
    end_date: number(params, "end_date"),
    closed: false,
    is_board: false,
    can_edit: true,
    can_vote: true,
    can_report: false,
    can_share: true,
    author_id: userId,
    disable_unvote: params.disable_unvote === "1",
  };
};

export const wall: Readonly<Record<string, Handler>> = {
  "wall.post": post,
  "wall.delete": remove,
  "wall.repost": repost,
  "wall.createComment": createComment,
  "likes.add": like,
  "polls.create": createPoll,
};
