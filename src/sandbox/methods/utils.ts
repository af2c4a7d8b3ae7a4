import { Failure, invalid } from "../failure.ts";
import type { Handler } from "../handler.ts";
import { flag, number } from "../server/parameters.ts";
import { now } from "../state/clock.ts";
import { nextId } from "../state/ids.ts";
import type { ShortLink } from "../state/model/index.ts";
import { findScreenName } from "../state/people.ts";

const day = 24 * 3600;
/** Lengths of the intervals of utils.getLinkStats, in seconds. */
const intervals: Readonly<Record<string, number>> = { hour: 3600, day, week: 7 * day, month: 30 * day };

const shortUrl = ({ key }: ShortLink) => `https://vk.cc/${key}`;

const getShortLink: Handler = (params, { state, userId }) => {
  const { url = "" } = params;
  if (!URL.canParse(url)) throw invalid("url is invalid");
  const shortLink =
    state.links.last("url", url) ??
    state.links.add({
      key: (1_000_000 + nextId(state, "link")).toString(36),
      url,
      user_id: userId,
      date: now(),
      views: 0,
    });
  return { short_url: shortUrl(shortLink), key: shortLink.key, url };
};

const checkLink: Handler = ({ url = "" }) => {
  const link = /^https?:\/\//.test(url) ? url : `http://${url}`;
  if (!URL.canParse(link)) throw invalid("url is invalid");
  return { link: url, status: "not_banned" };
};

const getLastShortenedLinks: Handler = (params, { state, userId }) => {
  const links = state.links.by("user", userId).toReversed();
  const offset = number(params, "offset");
  const items = links.slice(offset, offset + number(params, "count", 10)).map(link => ({
    key: link.key,
    short_url: shortUrl(link),
    url: link.url,
    timestamp: link.date,
    views: link.views,
    access_key: "",
  }));
  return { count: links.length, items };
};

const deleteFromLastShortened: Handler = ({ key = "" }, { state, userId }) => {
  const link = state.links.get(key);
  if (!link || link.user_id !== userId) throw new Failure(100, "key is invalid");
  state.links.update(link, { hidden: true });
  return 1;
};

/** Nobody follows a link of the sandbox: the statistics have an interval only when there are views. */
const getLinkStats: Handler = (params, { state }) => {
  const { key = "", interval = "day" } = params;
  const link = state.links.get(key);
  if (!link) throw new Failure(104);
  const length = intervals[interval];
  const timestamp = length === undefined ? link.date : now() - (now() % length);
  const extended = flag(params, "extended") ? { sex_age: [], countries: [], cities: [] } : {};
  return { key, stats: link.views > 0 ? [{ timestamp, views: link.views, ...extended }] : [] };
};

/** VK returns an empty list when nobody has the name. */
const resolveScreenName: Handler = (params, { state }) =>
  findScreenName(state, params.screen_name ?? "") ?? [];

/** Methods of the VK section `utils`. */
export const utils: Readonly<Record<string, Handler>> = {
  "utils.getShortLink": getShortLink,
  "utils.checkLink": checkLink,
  "utils.getLastShortenedLinks": getLastShortenedLinks,
  "utils.deleteFromLastShortened": deleteFromLastShortened,
  "utils.getLinkStats": getLinkStats,
  "utils.resolveScreenName": resolveScreenName,
  "utils.getServerTime": now,
};
