import { itemObject } from "../methods/market/item-object.ts";
import { now } from "../state/clock.ts";
import type { Post } from "../state/model/index.ts";
import { docObject } from "./doc.ts";
import { likesInfo } from "./likes.ts";
import { photoObject } from "./photo.ts";
import { pollObject } from "./poll.ts";
import { videoObject } from "./video.ts";
import type { Viewer } from "./viewer.ts";

/** An attachment object of the VK API. */
export type AttachmentObject = { readonly type: string } & Readonly<Record<string, unknown>>;

/**
 * The attachment objects of a post, a comment or a message.
 *
 * @param names `photo-1_2`, or a URL; what the sandbox does not have is left out
 */
export function attachmentObjects(names: readonly string[], viewer: Viewer): AttachmentObject[] {
  return names.flatMap(name => {
    if (/^https?:/.test(name)) {
      const { hostname } = new URL(name);
      return [{ type: "link", link: { url: name, title: hostname, caption: hostname, description: "" } }];
    }
    const [, type = "", owner, id] = /^([a-z_]+)(-?\d+)_(\d+)/.exec(name) ?? [];
    const object = attachedObject(type, Number(owner), Number(id), viewer);
    return object ? [{ type, [type]: object }] : [];
  });
}

function attachedObject(type: string, owner: number, id: number, viewer: Viewer): object | undefined {
  const { state, origin } = viewer;
  const photo = type === "photo" ? state.photos.get(owner, id) : undefined;
  if (photo && !photo.deleted) return photoObject(photo, origin);
  const video = type === "video" ? state.videos.get(owner, id) : undefined;
  if (video && !video.deleted) return videoObject(video, viewer);
  const doc = type === "doc" ? state.docs.get(owner, id) : undefined;
  if (doc && !doc.deleted) return docObject(doc, origin);
  const poll = type === "poll" ? state.polls.get(owner, id) : undefined;
  if (poll) return pollObject(poll, viewer);
  const item = type === "market" ? state.items.get(owner, id) : undefined;
  if (item) return itemObject(item, viewer, false);
  const post = type === "wall" ? state.posts.get(owner, id) : undefined;
  return post && postObject(post, viewer);
}

/** Whether a post waits for its date. */
export function isScheduled({ postponed, date }: Post): boolean {
  return postponed && date > now();
}

/** A post object of the VK API. */
export function postObject(post: Post, viewer: Viewer): Record<string, unknown> {
  const { state, userId } = viewer;
  const { id, owner_id, from_id, date, text, edited, is_pinned, shares } = post;
  const [, sharedOwner, sharedId] = /^wall(-?\d+)_(\d+)$/.exec(shares ?? "") ?? [];
  const shared = state.posts.get(Number(sharedOwner), Number(sharedId));
  const can = owner_id === userId || owner_id < 0 ? 1 : 0;
  return {
    inner_type: "wall_wallpost",
    id,
    owner_id,
    from_id,
    ...(post.created_by && owner_id < 0 ? { created_by: post.created_by } : {}),
    ...(post.signed ? { signer_id: post.created_by } : {}),
    date,
    ...(edited ? { edited } : {}),
    text,
    post_type: isScheduled(post) ? "postpone" : post.post_type,
    attachments: attachmentObjects(post.attachments, viewer),
    ...(shared ? { copy_history: [postObject(shared, viewer)] } : {}),
    ...(is_pinned ? { is_pinned: 1 } : {}),
    ...(post.copyright ? { copyright: { link: post.copyright, name: post.copyright, type: "link" } } : {}),
    ...(post.geo ? { geo: geoObject(post.geo) } : {}),
    ...(post.deleted ? { is_deleted: true } : {}),
    is_favorite: false,
    donut: { is_donut: false },
    marked_as_ads: post.marked_as_ads,
    can_edit: can,
    can_delete: can,
    can_pin: is_pinned ? 0 : can,
    comments: {
      can_post: post.close_comments ? 0 : 1,
      ...(can ? { can_open: post.close_comments, can_close: post.close_comments ? 0 : 1 } : {}),
      count: state.comments.count("object", "post", owner_id, id),
      groups_can_post: true,
    },
    likes: likesInfo("post", owner_id, id, viewer),
    reposts: { count: state.posts.count("shares", `wall${owner_id}_${id}`), user_reposted: 0 },
    views: { count: 0 },
    post_source: { type: "api" },
  };
}

function geoObject({ latitude, longitude }: NonNullable<Post["geo"]>): object {
  return { type: "point", coordinates: `${latitude} ${longitude}`, showmap: 1 };
}
