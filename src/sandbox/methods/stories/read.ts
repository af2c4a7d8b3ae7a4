import { Failure, invalid } from "../../failure.ts";
import type { Context, Handler } from "../../handler.ts";
import { flag, number, type Params, page } from "../../server/parameters.ts";
import type { Story } from "../../state/model/index.ts";
import { userOf } from "../../state/people.ts";
import { profilesOf } from "../../views/profiles.ts";
import { isExpired, storyObject } from "../../views/story.ts";
import { userObject } from "../../views/user.ts";
import { words } from "../names.ts";
import { objectIds } from "../object-ids.ts";

/** Source: https://dev.vk.com/ru/method/stories.getViewers */
const maxViewers = 200;
const maxStories = 100;

/** Whose stories a user sees: their own, and those of friends and of communities. */
function sources({ state, userId }: Context): number[] {
  const friends = state.friends.by("user", userId).map(({ friend_id }) => friend_id);
  const groups = state.members.by("user", userId).map(({ group_id }) => -group_id);
  return [userId, ...friends, ...groups];
}

const get: Handler = (params, context) => {
  const owners = params.owner_id ? [number(params, "owner_id")] : sources(context);
  const items = owners.flatMap(owner => feedItem(owner, context));
  const response = { count: items.length, items, need_upload_screen: false };
  if (!flag(params, "extended")) return response;
  const shown = items.map(({ owner_id }) => owner_id);
  return { ...response, ...profilesOf(shown, words(params, "fields"), context) };
};

/** The stories of an owner, which VK shows one after another. */
function feedItem(owner_id: number, context: Context) {
  const shown = context.state.stories.by("owner", owner_id).filter(story => !isExpired(story));
  if (shown.length === 0) return [];
  const stories = shown.map(story => storyObject(story, context));
  const has_unseen = stories.some(({ seen }) => seen === 0);
  return [{ type: "stories", id: `stories${owner_id}`, owner_id, stories, has_unseen }];
}

/** VK gives an error for a single story that has expired. */
const getById: Handler = (params, context) => {
  const ids = objectIds(params, "stories");
  if (ids.length > maxStories) throw invalid(`stories: more than ${maxStories}`);
  const found = ids.flatMap(({ owner_id, id }) => context.state.stories.get(owner_id, id) ?? []);
  const [first] = found;
  if (first && ids.length === 1 && isExpired(first)) throw new Failure(1600);
  const owners = found.map(({ owner_id }) => owner_id);
  return {
    count: found.length,
    items: found.map(story => storyObject(story, context)),
    ...profilesOf(owners, words(params, "fields"), context),
  };
};

/** Finds the story of a call, or fails with VK's error 100. */
function storyOf(params: Params, { state, userId }: Context): Story {
  const story = state.stories.get(number(params, "owner_id", userId), number(params, "story_id"));
  if (!story || story.deleted) throw invalid("story not found");
  return story;
}

/** The sandbox has replies, shares and pressed links of stories only as zeros: nobody does these there. */
const getStats: Handler = (params, context) => {
  const { state } = context;
  const { owner_id, id, link } = storyOf(params, context);
  const on = (count: number) => ({ state: "on", count });
  return {
    views: on(state.storyViews.count("story", owner_id, id)),
    likes: on(state.likes.count("object", "story", owner_id, id)),
    replies: on(0),
    answer: on(0),
    shares: on(0),
    subscribers: on(0),
    bans: on(0),
    open_link: link ? on(0) : { state: "off" },
  };
};

const getViewers: Handler = (params, context) => {
  const { state } = context;
  const { owner_id, id } = storyOf(params, context);
  const { count, items } = page(params, state.storyViews.by("story", owner_id, id), 100, maxViewers);
  const fields = words(params, "fields");
  const viewer = (user_id: number) => ({
    user_id,
    is_liked: state.likes.get("story", owner_id, id, user_id) !== undefined,
    ...(flag(params, "extended") ? { user: userObject(userOf(state, user_id), fields, context) } : {}),
  });
  return { count, items: items.map(({ user_id }) => viewer(user_id)) };
};

/** Methods that return stories. */
export const storyReads: Readonly<Record<string, Handler>> = {
  "stories.get": get,
  "stories.getById": getById,
  "stories.getStats": getStats,
  "stories.getViewers": getViewers,
};
