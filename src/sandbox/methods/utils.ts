import { invalid } from "../failure.ts";
import type { Handler } from "../handler.ts";
import { now } from "../state/clock.ts";
import { nextId } from "../state/ids.ts";
import { findScreenName } from "../state/people.ts";

const getShortLink: Handler = (params, { state, userId }) => {
  const { url = "" } = params;
  if (!URL.canParse(url)) throw invalid("url is invalid");
  const existing = state.links.last("url", url);
  const shortLink =
    existing ??
    state.links.add({
      key: (1_000_000 + nextId(state, "link")).toString(36),
      url,
      user_id: userId,
      date: now(),
      views: 0,
    });
  return { short_url: `https://vk.cc/${shortLink.key}`, key: shortLink.key, url };
};

/** VK returns an empty list when nobody has the name. */
const resolveScreenName: Handler = (params, { state }) =>
  findScreenName(state, params.screen_name ?? "") ?? [];

/** Methods of the VK section `utils`. */
export const utils: Readonly<Record<string, Handler>> = {
  "utils.getShortLink": getShortLink,
  "utils.resolveScreenName": resolveScreenName,
};
