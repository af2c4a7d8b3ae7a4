import { Failure, invalid } from "../../failure.ts";
import type { Context, Handler } from "../../handler.ts";
import { flag, isBefore, type Params, page } from "../../server/parameters.ts";
import { derived } from "../../state/derived.ts";
import type { Post } from "../../state/model/index.ts";
import { isScheduled, postObject } from "../../views/post.ts";
import { profilesOf } from "../../views/profiles.ts";
import { words } from "../names.ts";
import { findObjects, objectIds } from "../object-ids.ts";
import { canManage } from "../rights.ts";
import { findPost, isPublished, isVisible, wallOf } from "./find.ts";

/** Maximum numbers. Sources: https://dev.vk.com/ru/method/wall.get, wall.getById, wall.getReposts */
const maxPosts = 100;
const maxReposts = 1000;

type Filter = (post: Post, context: Context) => boolean;

const isSuggested: Filter = ({ post_type }) => post_type === "suggest";

/** Which posts each filter of wall.get selects. The sandbox archives no posts and has no paid subscription. */
const filters: Readonly<Record<string, Filter>> = {
  all: isPublished,
  owner: post => isPublished(post) && post.from_id === post.owner_id,
  others: post => isPublished(post) && post.from_id !== post.owner_id,
  postponed: isScheduled,
  suggests: (post, context) =>
    isSuggested(post, context) && (post.created_by === context.userId || canManage(post.owner_id, context)),
  archived: () => false,
  donut: () => false,
};

/** Posts of a wall, newest first. */
const newestFirst = derived((posts: readonly Post[]) =>
  posts.toSorted((a, b) => b.date - a.date || b.id - a.id),
);

/** The page of posts that a call asks for, with their authors when it asks for them. */
function shown(params: Params, posts: readonly Post[], max: number, context: Context): object {
  const { count, items } = page(params, posts, 20, max);
  return { count, ...withAuthors(params, items, context) };
}

function withAuthors(params: Params, posts: readonly Post[], context: Context): { readonly items: object[] } {
  const items = posts.map(post => postObject(post, context));
  if (!flag(params, "extended")) return { items };
  return { items, ...profilesOf(posts.flatMap(authorsOf), words(params, "fields"), context) };
}

/** Everybody that a post object names. */
function authorsOf({ owner_id, from_id, created_by, signed, shares }: Post): number[] {
  const sharedOwner = Number(/^wall(-?\d+)_/.exec(shares ?? "")?.[1] ?? from_id);
  return [from_id, owner_id, sharedOwner, ...(signed ? [created_by] : [])];
}

const get: Handler = (params, context) => {
  const owner_id = wallOf(params, context);
  const { filter = "all" } = params;
  // VK's error for a list that only managers of the community see.
  if (filter === "postponed" && !canManage(owner_id, context)) throw new Failure(15);
  const selects = filters[filter || "all"];
  if (!selects) throw invalid("filter is invalid");
  const all = context.state.posts.by("owner", owner_id);
  const posts = filter === "all" ? published(all) : newestFirst(all).filter(post => selects(post, context));
  return shown(
    params,
    filter === "all" || filter === "owner" ? pinnedFirst(posts) : posts,
    maxPosts,
    context,
  );
};

/** Posts that do not wait for their time, newest first: the most calls are for these. */
const unscheduled = derived((posts: readonly Post[]) =>
  newestFirst(posts.filter(post => !post.postponed && isPublished(post))),
);
const postponed = derived((posts: readonly Post[]) => posts.filter(post => post.postponed));

/** Published posts, newest first; whether a postponed one is among them depends on the time. */
function published(posts: readonly Post[]): readonly Post[] {
  const due = postponed(posts).filter(isPublished);
  return due.length > 0 ? newestFirst([...unscheduled(posts), ...due]) : unscheduled(posts);
}

/** VK shows the pinned post above the others. */
const pinnedFirst = derived((posts: readonly Post[]): readonly Post[] => {
  const pinned = posts.find(({ is_pinned }) => is_pinned);
  return pinned ? [pinned, ...posts.filter(post => post !== pinned)] : posts;
});

const getById: Handler = (params, context) => {
  if (objectIds(params, "posts").length > maxPosts) throw invalid(`posts: more than ${maxPosts}`);
  const posts = findObjects(params, "posts", context.state.posts);
  const shown = withAuthors(
    params,
    posts.filter(post => isVisible(post, context)),
    context,
  );
  // Source: https://dev.vk.com/ru/reference/versions (5.138)
  return isBefore(138, context.version) && !flag(params, "extended") ? shown.items : shown;
};

const search: Handler = (params, context) => {
  const owner_id = wallOf(params, context);
  const query = (params.query ?? "").toLowerCase();
  const found = newestFirst(context.state.posts.by("owner", owner_id)).filter(
    post =>
      isPublished(post) &&
      post.text.toLowerCase().includes(query) &&
      (!flag(params, "owners_only") || post.from_id === owner_id),
  );
  return shown(params, found, maxPosts, context);
};

const getReposts: Handler = (params, context) => {
  const post = findPost(params, context);
  if (!post || post.deleted) throw invalid("post_id is invalid");
  const reposts = newestFirst(context.state.posts.by("shares", `wall${post.owner_id}_${post.id}`));
  const { items } = page(params, reposts, 20, maxReposts);
  return withAuthors({ ...params, extended: "1" }, items, context);
};

/** Methods that return posts. */
export const wallReads: Readonly<Record<string, Handler>> = {
  "wall.get": get,
  "wall.getById": getById,
  "wall.search": search,
  "wall.getReposts": getReposts,
};
