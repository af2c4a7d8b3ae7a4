import type { SectionChecks } from "./section.ts";
import { picture } from "./seed.ts";
import type { Vk } from "./vk.ts";

async function upload(vk: Vk, server: string): Promise<{ image: string; hash: string }> {
  const { upload_url } = await vk.call<{ upload_url: string }>(server, { image_type: "50x50" });
  return vk.upload(upload_url, { image: picture });
}

const onServer = (method: string) => async (vk: Vk) => {
  await vk.call(method, { image_type: "50x50" });
  await vk.refuse(method, { image_type: "1x1" }, 100);
};

const onSave = (method: string, server: string) => async (vk: Vk) => {
  await vk.call(method, await upload(vk, server));
  await vk.refuse(method, { image: "[]", hash: "no" }, 129);
};

const onList = (method: string) => async (vk: Vk) => {
  await vk.call(method);
  await vk.call(method, { image_type: "50x50", count: 1 });
};

export const appWidgets: SectionChecks = {
  "appWidgets.getAppImageUploadServer": onServer("appWidgets.getAppImageUploadServer"),
  "appWidgets.getGroupImageUploadServer": onServer("appWidgets.getGroupImageUploadServer"),
  "appWidgets.saveAppImage": onSave("appWidgets.saveAppImage", "appWidgets.getAppImageUploadServer"),
  "appWidgets.saveGroupImage": onSave("appWidgets.saveGroupImage", "appWidgets.getGroupImageUploadServer"),
  "appWidgets.getAppImages": onList("appWidgets.getAppImages"),
  "appWidgets.getGroupImages": onList("appWidgets.getGroupImages"),
  "appWidgets.getImagesById": async vk => {
    const { id } = await vk.call<{ id: string }>(
      "appWidgets.saveGroupImage",
      await upload(vk, "appWidgets.getGroupImageUploadServer"),
    );
    await vk.call("appWidgets.getImagesById", { images: id });
    await vk.call("appWidgets.getImagesById", { images: `${id},1` });
  },
};
