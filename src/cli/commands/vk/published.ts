import { type Auth, readAuth } from "../../../core/auth.ts";
import { own } from "../../../validation/own.ts";

/** The arguments of a function, and its result. */
export interface Call {
  readonly name: string;
  /** By the names of the options. */
  readonly args: Readonly<Record<string, unknown>>;
  readonly auth: Auth;
  readonly result: unknown;
}

/** Parts of the URL. */
interface Facts {
  /** VK's response, whose fields differ by function. */
  readonly response: Fields;
  readonly args: Readonly<Record<string, unknown>>;
  /** The owner of the wall, negative for a community. */
  readonly owner: number;
  /** The community, negative. */
  readonly community: number;
}

interface Fields {
  readonly [field: string]: unknown;
}

const post = ({ response, owner }: Facts) => `wall${owner}_${response.post_id}`;
const items = (response: unknown) => response as readonly Fields[]; // where VK returns a list
const story = ({ response }: Facts) => {
  const [saved] = items(response.items);
  return `story${saved?.owner_id}_${saved?.id}`;
};

/** URL path of what each function publishes. Source of the formats: https://dev.vk.com/ru/reference/objects/attachments-wall */
const paths: Readonly<Record<string, (facts: Facts) => string>> = {
  createPost: post,
  createCompositePost: post,
  editPost: post,
  publishPost: post,
  createPoll: post,
  makeRepost: ({ response, args, community }) =>
    `wall${args.to ? -Math.abs(Number(args.to)) : community}_${response.post_id}`,
  writeComment: ({ response, args }) => `wall${args.wall}_${args.post}?reply=${response.comment_id}`,
  createDiscussion: ({ response, community }) => `topic${community}_${response}`,
  writeInDiscussion: ({ response, args, community }) => `topic${community}_${args.topic}?post=${response}`,
  createAlbum: ({ response }) => `album${response.owner_id}_${response.id}`,
  createStory: story,
  createVideoStory: story,
  saveImageToAlbum: ({ response }) => {
    const [photo] = items(response);
    return `photo${photo?.owner_id}_${photo?.id}`;
  },
  uploadDocument: ({ response }) => {
    const { owner_id, id } = (response.doc ?? {}) as Fields; // a voice message has no page
    return `doc${owner_id}_${id}`;
  },
  uploadVideoToServer: ({ response }) => `video${response.owner_id}_${response.video_id}`,
  addProduct: ({ response, community }) =>
    `market${community}?w=product${community}_${response.market_item_id}`,
  createProductCollection: ({ response, community }) =>
    `market${community}?section=album_${response.market_album_id}`,
};

/**
 * Returns the URL of what a function has published.
 *
 * @returns the URL; `undefined` if the function publishes nothing, or VK's response does not contain its ID
 */
export function publishedUrl({ name, args, auth, result }: Call): string | undefined {
  const pathOf = own(paths, name);
  if (!pathOf) return undefined;
  const { ownerId = Number.NaN, groupId = Number.NaN, fields } = readAuth(auth);
  const response = (result as { response?: Fields } | undefined)?.response ?? (result as Fields); // VK's response, in whole or bare
  // A scheduled post is not on the wall yet.
  if (args.date || fields.publish_date) return undefined;
  try {
    const path = pathOf({ response, args, owner: ownerId, community: -groupId });
    return /undefined|NaN|null|\[/.test(path) ? undefined : `https://vk.com/${path}`;
  } catch {
    // A response of another shape is printed as usual. The URL is only a convenience.
    return undefined;
  }
}
