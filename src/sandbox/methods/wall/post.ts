import { addPost, publishPost } from "../../actions/posts.ts";
import { Failure } from "../../failure.ts";
import type { Context, Handler } from "../../handler.ts";
import { flag, number, type Params } from "../../server/parameters.ts";
import { now } from "../../state/clock.ts";
import type { Post } from "../../state/model/index.ts";
import { groupOf } from "../../state/people.ts";
import { hasOpenWall } from "../../views/group.ts";
import { isRecent } from "../guid.ts";
import { canManage } from "../rights.ts";
import { changeablePost, isPublished } from "./find.ts";
import { readContent, readDetails, readPublishDate } from "./post-fields.ts";

/** Whether a post on this wall is only a suggestion until a manager publishes it. */
function isSuggestion(owner_id: number, context: Context): boolean {
  if (owner_id >= 0 || canManage(owner_id, context)) return false;
  return !hasOpenWall(groupOf(context.state, -owner_id));
}

const post: Handler = (params, context) => {
  if (params.post_id) return publish(params, context);
  const { state, userId } = context;
  const owner_id = number(params, "owner_id", userId);
  const { guid = "" } = params;
  const content = readContent(params);
  const date = readPublishDate(params);
  const duplicate = state.posts.last("guid", owner_id, guid);
  if (duplicate && isRecent(duplicate.createdAt)) return { post_id: duplicate.id };

  const suggested = isSuggestion(owner_id, context);
  const createdAt = now();
  const { id: post_id } = addPost(context, {
    ...content,
    ...readDetails(params),
    ...authorOf(owner_id, params, context),
    owner_id,
    date: suggested ? createdAt : (date ?? createdAt),
    post_type: suggested ? "suggest" : "post",
    postponed: !suggested && date !== undefined,
    guid,
    createdAt,
  });
  return { post_id };
};

type Author = Pick<Post, "from_id" | "created_by"> & Partial<Post>;

/** Only a manager writes in the name of the community. */
function authorOf(owner_id: number, params: Params, context: Context): Author {
  const { userId } = context;
  const forCommunity = owner_id < 0 && flag(params, "from_group") && canManage(owner_id, context);
  return {
    from_id: forCommunity ? owner_id : userId,
    created_by: userId,
    ...(forCommunity && flag(params, "signed") ? { signed: true } : {}),
    marked_as_ads: forCommunity && flag(params, "mark_as_ads") ? 1 : 0,
  };
}

/** Publishes a scheduled or suggested post, at once or on another date. */
function publish(params: Params, context: Context): { post_id: number } {
  const waiting = changeablePost(params, context, { missing: 100, denied: 214 });
  const { owner_id, id: post_id } = waiting;
  if (isPublished(waiting)) throw new Failure(214, "the post is published");
  if (!canManage(owner_id, context)) throw new Failure(214);
  const date = readPublishDate(params);
  const hasContent = params.message || params.attachments;
  publishPost(context, waiting, {
    ...(hasContent ? readContent(params) : {}),
    ...readDetails(params),
    ...(owner_id < 0 && flag(params, "signed") ? { signed: true } : {}),
    ...(owner_id < 0 && flag(params, "from_group") ? { from_id: owner_id } : {}),
    date: date ?? now(),
    post_type: "post",
    postponed: date !== undefined,
  });
  return { post_id };
}

/** Methods that create posts. */
export const wallPosts: Readonly<Record<string, Handler>> = { "wall.post": post };
