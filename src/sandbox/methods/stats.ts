import { invalid } from "../failure.ts";
import type { Handler } from "../handler.ts";
import { number, numbers } from "../server/parameters.ts";
import { dayOf } from "../state/activity.ts";
import { now } from "../state/clock.ts";
import type { Activity } from "../state/model/index.ts";
import type { State } from "../state/schema.ts";

const day = 24 * 3600;
const maxDays = 366;

/** The statistics of a community in a period, an object of the VK API. */
export function statistics(state: State, owner: number, from: number, to: number) {
  const days = state.activity.by("owner", owner).filter(day => day.day >= dayOf(from) && day.day < to);
  const count = (kind: Activity["kind"]) =>
    days.reduce((sum, day) => (day.kind === kind ? sum + day.count : sum), 0);
  const views = count("view");
  return {
    period_from: from,
    period_to: to - 1,
    visitors: {
      views,
      visitors: Math.min(views, 1),
      mobile_views: 0,
      sex: [],
      age: [],
      sex_age: [],
      cities: [],
      countries: [],
    },
    reach: {
      reach: Math.min(views, 1),
      reach_subscribers: 0,
      mobile_reach: 0,
      sex: [],
      age: [],
      sex_age: [],
      cities: [],
      countries: [],
    },
    activity: {
      likes: count("like"),
      comments: count("comment"),
      copies: count("copy"),
      hidden: 0,
      subscribed: 0,
      unsubscribed: 0,
    },
  };
}

const get: Handler = (params, { state }) => {
  const group = number(params, "group_id");
  if (group && params.app_id) throw invalid("group_id or app_id should be passed, not both");
  if (!group && !params.app_id) throw invalid("group_id is undefined");
  const to = number(params, "timestamp_to", now());
  const from = number(params, "timestamp_from", to - 30 * day);
  if (from > to) throw invalid("timestamp_from should be less than timestamp_to");
  const firstDay = Math.floor(from / day);
  const lastDay = Math.min(Math.floor(to / day), firstDay + maxDays);
  const days = Array.from({ length: lastDay - firstDay + 1 }, (_, i) => (lastDay - i) * day);
  return days.map(start => statistics(state, -group, start, start + day));
};

/** Source: https://dev.vk.com/ru/method/stats.getPostReach */
const maxPosts = 30;

const getPostReach: Handler = (params, { state }) => {
  const owner_id = number(params, "owner_id");
  const posts = numbers(params, "post_ids");
  if (owner_id >= 0) throw invalid("owner_id should be negative");
  if (posts.length > maxPosts) throw invalid(`post_ids: more than ${maxPosts}`);
  return posts.flatMap(post_id => {
    const post = state.posts.get(owner_id, post_id);
    if (!post || post.deleted) return [];
    const reposts = state.posts.count("shares", `wall${owner_id}_${post_id}`);
    const reach = state.likes.count("object", "post", owner_id, post_id) + reposts;
    const otherCounts = {
      reach_ads: 0,
      links: 0,
      to_group: 0,
      join_group: 0,
      report: 0,
      hide: 0,
      unsubscribe: 0,
    };
    return [{ post_id, reach_subscribers: 0, reach_total: reach, reach_viral: reposts, ...otherCounts }];
  });
};

/** Methods of the VK section `stats`. */
export const stats: Readonly<Record<string, Handler>> = {
  "stats.get": get,
  "stats.getPostReach": getPostReach,
};
