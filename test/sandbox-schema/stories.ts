import type { SectionChecks } from "./section.ts";
import { film, friend, friendToken, group_id, owner_id, picture } from "./seed.ts";
import type { UploadedFiles, Vk } from "./vk.ts";

const nobody = 999_999;
const link = { link_text: "open", link_url: "https://vk.com/oint_sandbox" };

async function upload(vk: Vk, method: string, files: UploadedFiles, params = {}): Promise<string> {
  const call = { group_id, add_to_news: 1, ...params };
  const { upload_url } = await vk.call<{ upload_url: string }>(method, call);
  const { response } = await vk.upload<{ response: { upload_result: string } }>(upload_url, files);
  return response.upload_result;
}

async function addStory(vk: Vk): Promise<number> {
  const upload_results = await upload(vk, "stories.getPhotoUploadServer", { file: picture }, link);
  const saved = await vk.call<{ items: Array<{ id: number }> }>("stories.save", { upload_results });
  return saved.items[0]?.id ?? 0;
}

/** Calls a method that issues an upload URL. */
const onServer = (method: string) => async (vk: Vk) => {
  await vk.call(method, { add_to_news: 1 });
  await vk.call(method, { user_ids: friend });
  await vk.call(method, { group_id, add_to_news: 1, lifetime: 43200, ...link });
  await vk.refuse(method, {}, 100);
  await vk.refuse(method, { add_to_news: 1, ...link }, 100);
  await vk.refuse(
    method,
    { group_id, add_to_news: 1, link_text: "open", link_url: "https://example.com" },
    100,
  );
};

export const stories: SectionChecks = {
  "stories.getPhotoUploadServer": onServer("stories.getPhotoUploadServer"),
  "stories.getVideoUploadServer": onServer("stories.getVideoUploadServer"),
  "stories.save": async vk => {
    await addStory(vk);
    const photo = await upload(vk, "stories.getPhotoUploadServer", { file: picture });
    const video = await upload(vk, "stories.getVideoUploadServer", { video_file: film });
    await vk.call("stories.save", { upload_results_json: JSON.stringify([photo, video]), extended: 1 });
    await vk.refuse("stories.save", { upload_results: "no" }, 100);
  },
  "stories.get": async vk => {
    await addStory(vk);
    await vk.call("stories.get");
    await vk.call("stories.get", { owner_id, extended: 1, fields: "members_count" });
  },
  "stories.getById": async vk => {
    const id = await addStory(vk);
    await vk.call("stories.getById", { stories: `${owner_id}_${id}` });
    await vk.call("stories.getById", { stories: `${owner_id}_${id},${owner_id}_${nobody}`, extended: 1 });
    await vk.refuse("stories.getById", { stories: "story" }, 100);
  },
  "stories.getStats": async vk => {
    await vk.call("stories.getStats", { owner_id, story_id: await addStory(vk) });
    await vk.refuse("stories.getStats", { owner_id, story_id: nobody }, 100);
  },
  "stories.getViewers": async vk => {
    const story_id = await addStory(vk);
    await vk.call("stories.getViewers", { owner_id, story_id });
    await vk.call("stories.getViewers", { owner_id, story_id, extended: 1, fields: "sex" });
    await vk.refuse("stories.getViewers", { owner_id, story_id: nobody }, 100);
  },
  "stories.delete": async vk => {
    const story_id = await addStory(vk);
    await vk.refuse("stories.delete", { owner_id, story_id, access_token: friendToken }, 15);
    await vk.call("stories.delete", { owner_id, story_id });
    await vk.call("stories.delete", { stories: `${owner_id}_${await addStory(vk)}` });
    await vk.refuse("stories.delete", { owner_id, story_id }, 100);
  },
};
