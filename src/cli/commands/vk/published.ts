import { type Auth, readAuth } from "../../../core/auth.ts";
import { own } from "../../../validation/own.ts";

/** What a function was given, and what VK returned. */
export interface Call {
  readonly name: string;
  /** By the names of the options. */
  readonly args: Readonly<Record<string, unknown>>;
  readonly auth: Auth;
  readonly result: unknown;
}

/** What addresses are made of. */
interface Facts {
  /** VK's response, whose fields differ by function. */
  readonly response: Answer;
  readonly args: Readonly<Record<string, unknown>>;
  /** The owner of the wall, negative for a community. */
  readonly owner: number;
  /** The community, negative. */
  readonly community: number;
}

interface Answer {
  readonly [field: string]: unknown;
}

const post = ({ response, owner }: Facts) => `wall${owner}_${response.post_id}`;
const things = (response: unknown) => response as readonly Answer[]; // where VK returns a list

/** Where what a function published is seen. Source of the forms: https://dev.vk.com/ru/reference/objects/attachments-wall */
const addresses: Readonly<Record<string, (facts: Facts) => string>> = {
  createPost: post,
  createCompositePost: post,
  createPoll: post,
  makeRepost: ({ response, args, community }) =>
    `wall${args.to ? -Math.abs(Number(args.to)) : community}_${response.post_id}`,
  writeComment: ({ response, args }) => `wall${args.wall}_${args.post}?reply=${response.comment_id}`,
  createDiscussion: ({ response, community }) => `topic${community}_${response}`,
  writeInDiscussion: ({ response, args, community }) => `topic${community}_${args.topic}?post=${response}`,
  createAlbum: ({ response }) => `album${response.owner_id}_${response.id}`,
  createStory: ({ response }) => {
    const [story] = things(response.items);
    return `story${story?.owner_id}_${story?.id}`;
  },
  saveImageToAlbum: ({ response }) => {
    const [photo] = things(response);
    return `photo${photo?.owner_id}_${photo?.id}`;
  },
  uploadVideoToServer: ({ response }) => `video${response.owner_id}_${response.video_id}`,
  addProduct: ({ response, community }) =>
    `market${community}?w=product${community}_${response.market_item_id}`,
  createProductCollection: ({ response, community }) =>
    `market${community}?section=album_${response.market_album_id}`,
};

/**
 * The address of what a function has published.
 *
 * @returns the address; `undefined` when the function publishes nothing, or VK's response does not tell its number
 */
export function publishedAddress({ name, args, auth, result }: Call): string | undefined {
  const address = own(addresses, name);
  if (!address) return undefined;
  const { ownerId = Number.NaN, groupId = Number.NaN } = readAuth(auth);
  const response = (result as { response?: Answer } | undefined)?.response ?? (result as Answer); // VK's response, in whole or bare
  try {
    const path = address({ response, args, owner: ownerId, community: -groupId });
    return /undefined|NaN|null|\[/.test(path) ? undefined : `https://vk.com/${path}`;
  } catch {
    // An answer of another shape is shown as it is; an address is only a convenience beside it.
    return undefined;
  }
}
