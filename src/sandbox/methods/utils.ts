import { invalid } from "../failure.ts";
import type { Handler } from "../handler.ts";
import { nextId } from "../state/store.ts";

const getShortLink: Handler = (params, { state }) => {
  const { url = "" } = params;
  if (!URL.canParse(url)) throw invalid("url is invalid");
  const existing = state.links.find(link => link.url === url);
  const shortLink = existing ?? { key: (1_000_000 + nextId(state, "link")).toString(36), url };
  if (!existing) state.links.push(shortLink);
  return { short_url: `https://vk.cc/${shortLink.key}`, key: shortLink.key, url };
};

/** Methods of the VK section `utils`. */
export const utils: Readonly<Record<string, Handler>> = { "utils.getShortLink": getShortLink };
