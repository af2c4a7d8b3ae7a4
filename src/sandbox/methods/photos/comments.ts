import { Failure } from "../../failure.ts";
import type { Context, Handler } from "../../handler.ts";
import { flag, number, type Params, page } from "../../server/parameters.ts";
import { commentObject } from "../../views/comment.ts";
import { deleteMethod, editMethod, restoreMethod } from "../comments/change.ts";
import { writeComment } from "../comments/create.ts";
import { flatComments } from "../comments/list.ts";
import { photoOf } from "./change.ts";

/** Source: https://dev.vk.com/ru/method/photos.getAllComments */
const maxComments = 100;

const commented = (params: Params, context: Context) => {
  const { owner_id, id, album_id } = photoOf(params, context);
  return { about: { type: "photo", owner_id, object_id: id } as const, album_id };
};

const createComment: Handler = (params, context) => {
  const { about, album_id } = commented(params, context);
  const { owner_id } = about;
  if (context.state.albums.get(owner_id, album_id)?.comments_disabled) throw new Failure(15);
  const from_id = flag(params, "from_group") && owner_id < 0 ? owner_id : context.userId;
  return writeComment(params, context, { ...about, from_id }).id;
};

const getComments: Handler = (params, context) =>
  flatComments(params, context, commented(params, context).about);

const getAllComments: Handler = (params, context) => {
  const { state, userId } = context;
  const owner_id = number(params, "owner_id", userId);
  const album_id = number(params, "album_id");
  if (album_id && !state.albums.get(owner_id, album_id)) throw new Failure(114);
  const photos = album_id ? state.photos.by("album", owner_id, album_id) : state.photos.by("owner", owner_id);
  const newestFirst = photos
    .flatMap(({ id }) => state.comments.by("object", "photo", owner_id, id))
    .sort((a, b) => b.id - a.id);
  const { count, items } = page(params, newestFirst, 20, maxComments);
  return { count, items: items.map(comment => commentObject(comment, context)) };
};

const section = {
  type: "photo",
  ownerOf: (params: Params, { userId }: Context) => number(params, "owner_id", userId),
  missing: 100,
  denied: 15,
} as const;

/** Methods for comments on photos. */
export const photoComments: Readonly<Record<string, Handler>> = {
  "photos.createComment": createComment,
  "photos.getComments": getComments,
  "photos.getAllComments": getAllComments,
  "photos.editComment": editMethod(section),
  "photos.deleteComment": deleteMethod(section),
  "photos.restoreComment": restoreMethod(section),
};
