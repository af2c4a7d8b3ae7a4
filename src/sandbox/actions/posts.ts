import { countActivity } from "../state/activity.ts";
import { now } from "../state/clock.ts";
import { nextId } from "../state/ids.ts";
import type { Post } from "../state/model/index.ts";
import { isScheduled, postObject } from "../views/post.ts";
import type { Viewer } from "../views/viewer.ts";
import { addHappeningOf } from "./happening.ts";

/** What a new post has; the rest of its fields has usual values. */
export type NewPost = Pick<Post, "owner_id" | "from_id" | "created_by" | "text"> & Partial<Omit<Post, "id">>;

/** Adds a post to a wall. */
export function addPost(viewer: Viewer, fields: NewPost): Post {
  const { state } = viewer;
  const createdAt = now();
  const post = state.posts.add({
    date: createdAt,
    attachments: [],
    marked_as_ads: 0,
    close_comments: 0,
    post_type: "post",
    postponed: false,
    guid: "",
    createdAt,
    ...fields,
    id: nextId(state, `post${fields.owner_id}`),
  });
  addHappeningOf(state, post.owner_id, newPostEvent(post), postEvent(post, viewer));
  if (post.shares) addRepostHappening(viewer, post, post.shares);
  return post;
}

/** Publishes a scheduled or suggested post, or schedules it for another date. */
export function publishPost(viewer: Viewer, post: Post, changes: Partial<Post>): Post {
  const published = viewer.state.posts.update(post, changes);
  addHappeningOf(viewer.state, post.owner_id, newPostEvent(published), postEvent(published, viewer));
  return published;
}

function newPostEvent(post: Post): string {
  return isScheduled(post) ? "wall_schedule_post_new" : "wall_post_new";
}

/** VK tells the community whose post was shared. */
function addRepostHappening(viewer: Viewer, post: Post, shares: string): void {
  const owner = Number(/^wall(-?\d+)_/.exec(shares)?.[1]);
  countActivity(viewer.state, owner, "copy");
  addHappeningOf(viewer.state, owner, "wall_repost", postEvent(post, viewer));
}

/** A post in an event: VK leaves out what the reader of the wall would be allowed to do. */
function postEvent(post: Post, viewer: Viewer): Record<string, unknown> {
  const { likes: _, views: __, reposts: ___, ...fields } = postObject(post, viewer);
  return fields;
}
