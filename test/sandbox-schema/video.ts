import type { SectionChecks } from "./section.ts";
import { friendToken, group_id, me, owner_id, picture, type Seed, uploadVideo } from "./seed.ts";
import type { Vk } from "./vk.ts";

const nobody = 999_999;

async function addComment(vk: Vk, { video }: Seed): Promise<number> {
  return vk.call("video.createComment", { owner_id, video_id: video, message: "Nice" });
}

export const video: SectionChecks = {
  "video.save": async vk => {
    await vk.call("video.save", { group_id, name: "A film", description: "Of cats" });
    const link = { link: "https://example.com/film", is_private: 1, wallpost: 1 };
    const { upload_url } = await vk.call<{ upload_url: string }>("video.save", link);
    for (const method of ["GET", "POST"]) {
      const response = await fetch(upload_url, { method });
      if (!JSON.parse(await response.text()).video_id)
        throw new Error(`${method} of an upload URL with a link`);
    }
    await vk.refuse("video.save", { link: "film" }, 100);
  },
  "video.get": async (vk, { video }) => {
    await vk.call("video.get", { owner_id });
    await vk.call("video.get", { videos: `${owner_id}_${video}_key,${owner_id}_${nobody}`, extended: 1 });
    await vk.call("video.get", { owner_id, count: 1, offset: 1 });
    await vk.refuse("video.get", { videos: "video" }, 100);
  },
  "video.edit": async vk => {
    const video_id = await uploadVideo(vk);
    await vk.call("video.edit", { owner_id, video_id, name: "Renamed", desc: "" });
    await vk.call("video.edit", { owner_id, video_id, no_comments: 1, repeat: 1 });
    await vk.call("video.get", { videos: `${owner_id}_${video_id}` });
    await vk.refuse("video.createComment", { owner_id, video_id, message: "Closed" }, 801);
  },
  "video.delete": async vk => {
    const video_id = await uploadVideo(vk);
    await vk.call("video.delete", { owner_id, video_id });
    await vk.refuse("video.delete", { owner_id, video_id }, 100);
  },
  "video.restore": async vk => {
    const video_id = await uploadVideo(vk);
    await vk.call("video.delete", { owner_id, video_id });
    await vk.call("video.restore", { owner_id, video_id });
    await vk.refuse("video.restore", { owner_id, video_id: nobody }, 100);
  },
  "video.add": async vk => {
    const call = { owner_id, video_id: await uploadVideo(vk) };
    await vk.call("video.add", call);
    await vk.call("video.get", { owner_id: me });
    await vk.refuse("video.add", call, 800);
    await vk.call("video.delete", { ...call, target_id: me });
    await vk.refuse("video.add", { owner_id, video_id: nobody }, 204);
  },
  "video.createComment": async (vk, seed) => {
    const reply_to_comment = await addComment(vk, seed);
    const call = { owner_id, video_id: seed.video };
    await vk.call("video.createComment", { ...call, message: "A reply", from_group: 1, reply_to_comment });
    await vk.refuse("video.createComment", call, 100);
  },
  "video.getComments": async (vk, seed) => {
    const comment_id = await addComment(vk, seed);
    const call = { owner_id, video_id: seed.video };
    await vk.call("video.getComments", { ...call, thread_items_count: 1, need_likes: 1 });
    await vk.call("video.getComments", { ...call, comment_id });
    await vk.call("video.getComments", { ...call, extended: 1 }, "extendedResponse");
    await vk.refuse("video.getComments", { owner_id, video_id: nobody }, 100);
  },
  "video.editComment": async (vk, seed) => {
    const comment_id = await addComment(vk, seed);
    await vk.call("video.editComment", { owner_id, comment_id, message: "Nicer" });
    await vk.refuse("video.editComment", { owner_id, comment_id: nobody, message: "Nicer" }, 100);
  },
  "video.deleteComment": async (vk, seed) => {
    const comment_id = await addComment(vk, seed);
    await vk.refuse("video.deleteComment", { owner_id, comment_id, access_token: friendToken }, 15);
    await vk.call("video.deleteComment", { owner_id, comment_id });
  },
  "video.restoreComment": async (vk, seed) => {
    const comment_id = await addComment(vk, seed);
    await vk.call("video.deleteComment", { owner_id, comment_id });
    await vk.call("video.restoreComment", { owner_id, comment_id });
    await vk.refuse("video.restoreComment", { owner_id, comment_id: nobody }, 100);
  },
  "video.getThumbUploadUrl": async vk => {
    await vk.call("video.getThumbUploadUrl", { owner_id });
    await vk.refuse("video.getThumbUploadUrl", {}, 100);
  },
  "video.saveUploadedThumb": async (vk, { video }) => {
    const { upload_url } = await vk.call<{ upload_url: string }>("video.getThumbUploadUrl", { owner_id });
    const thumb_json = JSON.stringify(await vk.upload(upload_url, { file: picture }));
    const call = { owner_id, thumb_json, video_id: video, set_thumb: 1 };
    await vk.call("video.saveUploadedThumb", call);
    await vk.call("video.get", { videos: `${owner_id}_${video}` });
    await vk.refuse("video.saveUploadedThumb", call, 129);
  },
};
