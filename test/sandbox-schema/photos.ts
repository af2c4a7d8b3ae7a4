import { png } from "../support/pictures.ts";
import type { SectionChecks } from "./section.ts";
import {
  animation,
  friendToken,
  group_id,
  me,
  owner_id,
  picture,
  type Seed,
  uploadPhoto,
  widePicture,
} from "./seed.ts";
import type { UploadedFiles, Vk } from "./vk.ts";

const nobody = 999_999;

/** Asks for an upload URL and posts files to it. */
async function upload(vk: Vk, method: string, params: object, files: UploadedFiles) {
  const { upload_url } = await vk.call<{ upload_url: string }>(method, { ...params });
  return vk.upload<Record<string, string | number>>(upload_url, files);
}

async function addComment(vk: Vk, { photo }: Seed): Promise<number> {
  return vk.call("photos.createComment", { owner_id, photo_id: photo, message: "Nice" });
}

async function addAlbum(vk: Vk): Promise<number> {
  return (await vk.call<{ id: number }>("photos.createAlbum", { group_id, title: "Another" })).id;
}

export const photos: SectionChecks = {
  "photos.createAlbum": async vk => {
    await vk.call("photos.createAlbum", { title: "My album" });
    await vk.call("photos.createAlbum", {
      group_id,
      title: "An album",
      description: "Of cats",
      comments_disabled: 1,
    });
    await vk.refuse("photos.createAlbum", { title: "M" }, 100);
  },
  "photos.editAlbum": async vk => {
    const album_id = await addAlbum(vk);
    await vk.call("photos.editAlbum", { owner_id, album_id, title: "Renamed" });
    await vk.call("photos.editAlbum", { owner_id, album_id, description: "", upload_by_admins_only: 1 });
    await vk.refuse("photos.editAlbum", { owner_id, album_id: nobody, title: "Renamed" }, 114);
  },
  "photos.deleteAlbum": async vk => {
    await vk.call("photos.deleteAlbum", { group_id, album_id: await addAlbum(vk) });
    await vk.refuse("photos.deleteAlbum", { group_id, album_id: nobody }, 114);
  },
  "photos.getAlbums": async (vk, { album }) => {
    await vk.call("photos.getAlbums", { owner_id });
    await vk.call("photos.getAlbums", { owner_id, album_ids: album, need_covers: 1, photo_sizes: 1 });
    await vk.call("photos.getAlbums", { owner_id, need_system: 1, count: 2, offset: 1 });
  },
  "photos.getAlbumsCount": async vk => {
    await vk.call("photos.getAlbumsCount");
    await vk.call("photos.getAlbumsCount", { group_id, need_system: 1 });
  },
  "photos.makeCover": async (vk, { album, photo }) => {
    await vk.call("photos.makeCover", { owner_id, photo_id: photo, album_id: album });
    await vk.refuse("photos.makeCover", { owner_id, photo_id: nobody }, 100);
  },
  "photos.get": async (vk, { album, photo }) => {
    await vk.call("photos.get", { owner_id, album_id: album });
    await vk.call("photos.get", { owner_id, album_id: album, extended: 1, rev: 1, photo_sizes: 1 });
    await vk.call("photos.get", { owner_id, photo_ids: photo });
    for (const album_id of ["wall", "profile", "saved"]) await vk.call("photos.get", { owner_id, album_id });
    await vk.refuse("photos.get", { owner_id, album_id: nobody }, 200);
    await vk.refuse("photos.get", { owner_id }, 100);
  },
  "photos.getAll": async vk => {
    await vk.call("photos.getAll", { owner_id });
    await vk.call("photos.getAll", { owner_id, extended: 1, count: 1, no_service_albums: 1 });
  },
  "photos.getById": async (vk, { photo }) => {
    const photos = `${owner_id}_${photo},${owner_id}_${nobody}`;
    await vk.call("photos.getById", { photos });
    await vk.call("photos.getById", { photos: `${owner_id}_${photo}_key`, extended: 1 });
    await vk.refuse("photos.getById", { photos: "photo" }, 100);
  },
  "photos.edit": async (vk, { photo }) => {
    const call = { owner_id, photo_id: photo };
    await vk.call("photos.edit", { ...call, caption: "Words", latitude: 55.7, longitude: 37.6 });
    await vk.call("photos.getById", { photos: `${owner_id}_${photo}` });
    await vk.call("photos.edit", { ...call, delete_place: 1 });
    await vk.refuse("photos.edit", { owner_id, photo_id: nobody }, 100);
  },
  "photos.delete": async (vk, { album }) => {
    await vk.call("photos.delete", { owner_id, photo_id: await uploadPhoto(vk, album) });
    await vk.call("photos.delete", {
      owner_id,
      photos: [await uploadPhoto(vk, album), await uploadPhoto(vk, album)],
    });
    await vk.refuse("photos.delete", { owner_id, photo_id: nobody }, 100);
  },
  "photos.restore": async (vk, { album }) => {
    const photo_id = await uploadPhoto(vk, album);
    await vk.call("photos.delete", { owner_id, photo_id });
    await vk.call("photos.restore", { owner_id, photo_id });
    await vk.refuse("photos.restore", { owner_id, photo_id: nobody }, 100);
  },
  "photos.move": async (vk, { album }) => {
    const photo_ids = await uploadPhoto(vk, album);
    await vk.call("photos.move", { owner_id, target_album_id: await addAlbum(vk), photo_ids });
    await vk.refuse("photos.move", { owner_id, target_album_id: nobody, photo_ids }, 200);
  },
  "photos.copy": async (vk, { photo }) => {
    await vk.call("photos.copy", { owner_id, photo_id: photo });
    await vk.refuse("photos.copy", { owner_id, photo_id: nobody }, 100);
  },
  "photos.createComment": async (vk, seed) => {
    const reply_to_comment = await addComment(vk, seed);
    const call = { owner_id, photo_id: seed.photo };
    await vk.call("photos.createComment", { ...call, message: "A reply", from_group: 1, reply_to_comment });
    await vk.refuse("photos.createComment", call, 100);
  },
  "photos.getComments": async (vk, seed) => {
    const start_comment_id = await addComment(vk, seed);
    const call = { owner_id, photo_id: seed.photo };
    await vk.call("photos.getComments", call);
    await vk.call("photos.getComments", { ...call, need_likes: 1, sort: "desc", start_comment_id });
    await vk.call("photos.getComments", { ...call, extended: 1, fields: "sex" }, "extendedResponse");
    await vk.refuse("photos.getComments", { owner_id, photo_id: nobody }, 100);
  },
  "photos.getAllComments": async (vk, { album }) => {
    await vk.call("photos.getAllComments", { owner_id });
    await vk.call("photos.getAllComments", { owner_id, album_id: album, need_likes: 1 });
    await vk.refuse("photos.getAllComments", { owner_id, album_id: nobody }, 114);
  },
  "photos.editComment": async (vk, seed) => {
    const comment_id = await addComment(vk, seed);
    await vk.call("photos.editComment", { owner_id, comment_id, message: "Nicer" });
    await vk.refuse("photos.editComment", { owner_id, comment_id: nobody, message: "Nicer" }, 100);
  },
  "photos.deleteComment": async (vk, seed) => {
    const comment_id = await addComment(vk, seed);
    await vk.refuse("photos.deleteComment", { owner_id, comment_id, access_token: friendToken }, 15);
    await vk.call("photos.deleteComment", { owner_id, comment_id });
  },
  "photos.restoreComment": async (vk, seed) => {
    const comment_id = await addComment(vk, seed);
    await vk.call("photos.deleteComment", { owner_id, comment_id });
    await vk.call("photos.restoreComment", { owner_id, comment_id });
    await vk.refuse("photos.restoreComment", { owner_id, comment_id: nobody }, 100);
  },
  "photos.getWallUploadServer": async vk => {
    await vk.call("photos.getWallUploadServer");
    await vk.call("photos.getWallUploadServer", { group_id });
  },
  "photos.saveWallPhoto": async vk => {
    const method = "photos.getWallUploadServer";
    const { server = 0, photo = "", hash = "" } = await upload(vk, method, { group_id }, { photo: picture });
    const call = { group_id, server, photo, hash };
    await vk.call("photos.saveWallPhoto", { ...call, caption: "A cat", latitude: 55.7, longitude: 37.6 });
    await vk.refuse("photos.saveWallPhoto", call, 121);
    const cut = { name: "cut.png", content: png().subarray(0, 60) };
    await vk.refuse("photos.saveWallPhoto", { ...(await upload(vk, method, {}, { photo: cut })) }, 100);
  },
  "photos.getUploadServer": async (vk, { album }) => {
    await vk.call("photos.getUploadServer", { group_id, album_id: album });
    await vk.refuse("photos.getUploadServer", { group_id, album_id: nobody }, 100);
  },
  "photos.save": async (vk, { album }) => {
    const call = { group_id, album_id: album };
    const files = { file1: picture, file2: widePicture, file3: animation };
    const {
      server = 0,
      photos_list = "",
      hash = "",
    } = await upload(vk, "photos.getUploadServer", call, files);
    const result = { ...call, server, photos_list, hash };
    const saved = await vk.call<unknown[]>("photos.save", { ...result, caption: "Three" });
    if (saved.length !== 3) throw new Error(`photos.save saved ${saved.length} of 3 photos`);
    await vk.refuse("photos.save", result, 121);
    await vk.refuse("photos.save", { ...result, photos_list: "[]" }, 100);
  },
  "photos.getMessagesUploadServer": async vk => {
    await vk.call("photos.getMessagesUploadServer");
    await vk.call("photos.getMessagesUploadServer", { peer_id: me });
  },
  "photos.saveMessagesPhoto": async vk => {
    const uploaded = await upload(vk, "photos.getMessagesUploadServer", { peer_id: me }, { photo: picture });
    await vk.call("photos.saveMessagesPhoto", uploaded);
    await vk.refuse("photos.saveMessagesPhoto", uploaded, 121);
  },
  "photos.getMarketAlbumUploadServer": async vk => {
    await vk.call("photos.getMarketAlbumUploadServer", { group_id });
    await vk.refuse("photos.getMarketAlbumUploadServer", {}, 100);
  },
  "photos.saveMarketAlbumPhoto": async vk => {
    const method = "photos.getMarketAlbumUploadServer";
    const {
      server = 0,
      photo = "",
      hash = "",
    } = await upload(vk, method, { group_id }, { file: widePicture });
    await vk.call("photos.saveMarketAlbumPhoto", { group_id, server, photo, hash });
    await vk.refuse("photos.saveMarketAlbumPhoto", { group_id, server, photo, hash }, 121);
    const small = await upload(vk, method, { group_id }, { file: picture });
    await vk.refuse("photos.saveMarketAlbumPhoto", { group_id, ...small }, 100);
  },
  "photos.getOwnerPhotoUploadServer": async vk => {
    await vk.call("photos.getOwnerPhotoUploadServer");
    await vk.call("photos.getOwnerPhotoUploadServer", { owner_id });
  },
  "photos.saveOwnerPhoto": async vk => {
    const method = "photos.getOwnerPhotoUploadServer";
    await vk.call("photos.saveOwnerPhoto", await upload(vk, method, { owner_id }, { photo: widePicture }));
    await vk.refuse("photos.saveOwnerPhoto", await upload(vk, method, {}, { photo: animation }), 129);
  },
  "photos.getOwnerCoverPhotoUploadServer": async vk => {
    await vk.call("photos.getOwnerCoverPhotoUploadServer", { group_id });
    await vk.call("photos.getOwnerCoverPhotoUploadServer", { group_id, crop_x2: 1590, crop_y2: 400 });
  },
  "photos.saveOwnerCoverPhoto": async vk => {
    const method = "photos.getOwnerCoverPhotoUploadServer";
    await vk.call(
      "photos.saveOwnerCoverPhoto",
      await upload(vk, method, { group_id }, { photo: widePicture }),
    );
    const response = await upload(vk, method, { group_id }, { photo: widePicture });
    await vk.call("photos.saveOwnerCoverPhoto", { response_json: JSON.stringify(response) });
    await vk.refuse(
      "photos.saveOwnerCoverPhoto",
      await upload(vk, method, { group_id }, { photo: picture }),
      129,
    );
  },
  "photos.getChatUploadServer": async vk => {
    await vk.call("photos.getChatUploadServer", { chat_id: 1 });
    await vk.refuse("photos.getChatUploadServer", { chat_id: 1, crop_width: 100 }, 100);
  },
};
