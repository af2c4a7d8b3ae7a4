import { invalid } from "../failure.ts";
import type { Handler } from "../handler.ts";
import { number, numbers, type Params } from "../server/parameters.ts";
import { dayOf } from "../state/activity.ts";
import { now } from "../state/clock.ts";
import type { Activity } from "../state/model/index.ts";
import type { State } from "../state/schema.ts";
import { words } from "./names.ts";

const secondsPerDay = 24 * 3600;
/** Most periods in one response. */
const maxPeriods = 366;

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
      subscribed: count("subscribe"),
      unsubscribed: count("unsubscribe"),
    },
  };
}

/** Start of the period that a day is in, and the start of the next period, in days since 1970. */
type Period = (day: number) => readonly [number, number];

/** Weeks begin on Monday; the first day of 1970 was a Thursday. */
const daysFromMonday = 3;

const monthOf = (day: number, months: number): readonly [number, number] => {
  const date = new Date(day * secondsPerDay * 1000);
  const month = date.getUTCMonth() - (date.getUTCMonth() % months);
  const start = (first: number) => Date.UTC(date.getUTCFullYear(), first) / 1000 / secondsPerDay;
  return [start(month), start(month + months)];
};

/** The periods that statistics are counted for, by the words of `interval`. */
const periods: Readonly<Record<string, Period>> = {
  day: day => [day, day + 1],
  week: day => {
    const monday = day - ((day + daysFromMonday) % 7);
    return [monday, monday + 7];
  },
  month: day => monthOf(day, 1),
  year: day => monthOf(day, 12),
};

/** Groups of fields, which `stats_groups` selects. */
const statsGroups = ["visitors", "reach", "activity"] as const;

const get: Handler = (params, { state }) => {
  const group = number(params, "group_id");
  if (group && params.app_id) throw invalid("group_id or app_id should be passed, not both");
  if (!group && !params.app_id) throw invalid("group_id is undefined");
  const hidden = hiddenGroups(params);
  return periodsOf(params).map(([from, to]) => {
    const period: Partial<ReturnType<typeof statistics>> = statistics(state, -group, from, to);
    for (const name of hidden) delete period[name];
    return period;
  });
};

function hiddenGroups(params: Params): ReadonlyArray<(typeof statsGroups)[number]> {
  const chosen = words(params, "stats_groups");
  return chosen.length === 0 ? [] : statsGroups.filter(name => !chosen.includes(name));
}

/** The periods of a call, newest first, in Unix seconds. */
function periodsOf(params: Params): Array<readonly [number, number]> {
  const to = number(params, "timestamp_to", now());
  const from = number(params, "timestamp_from", params.intervals_count ? 0 : to - 30 * secondsPerDay);
  if (from > to) throw invalid("timestamp_from should be less than timestamp_to");
  const count = number(params, "intervals_count", maxPeriods);
  if (count < 1) throw invalid("intervals_count should be positive");
  const periodOf = periods[params.interval || "day"];
  if (!periodOf) return [[from, to + 1]]; // all
  const found: Array<readonly [number, number]> = [];
  let day = Math.floor(to / secondsPerDay);
  while (found.length < Math.min(count, maxPeriods) && (day + 1) * secondsPerDay > from) {
    const [start, next] = periodOf(day);
    found.push([start * secondsPerDay, next * secondsPerDay]);
    day = start - 1;
  }
  return found;
}

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

/** A visit of an app, which the sandbox has no statistics of. */
const trackVisitor: Handler = () => 1;

/** Methods of the VK section `stats`. */
export const stats: Readonly<Record<string, Handler>> = {
  "stats.get": get,
  "stats.getPostReach": getPostReach,
  "stats.trackVisitor": trackVisitor,
};
