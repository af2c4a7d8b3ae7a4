import type { SectionChecks } from "./section.ts";
import { friendToken, group_id, me, owner_id, picture } from "./seed.ts";
import type { UploadedFile, Vk } from "./vk.ts";

const nobody = 999_999;
const text = { name: "cats.txt", content: new TextEncoder().encode("Cats") };

async function upload(vk: Vk, method: string, params = {}, file: UploadedFile = text): Promise<string> {
  const { upload_url } = await vk.call<{ upload_url: string }>(method, params);
  return (await vk.upload<{ file: string }>(upload_url, { file })).file;
}

async function addDoc(vk: Vk): Promise<number> {
  const file = await upload(vk, "docs.getWallUploadServer", { group_id });
  const saved = await vk.call<{ doc: { id: number } }>("docs.save", {
    file,
    title: "Cats",
    tags: "cats,dogs",
  });
  return saved.doc.id;
}

export const docs: SectionChecks = {
  "docs.getUploadServer": async vk => {
    await vk.call("docs.getUploadServer");
    await vk.call("docs.getUploadServer", { group_id });
  },
  "docs.getWallUploadServer": async vk => {
    await vk.call("docs.getWallUploadServer");
    await vk.call("docs.getWallUploadServer", { group_id });
  },
  "docs.getMessagesUploadServer": async vk => {
    await vk.call("docs.getMessagesUploadServer", { peer_id: me });
    await vk.call("docs.getMessagesUploadServer", { type: "audio_message", peer_id: me });
  },
  "docs.save": async vk => {
    await addDoc(vk);
    const method = "docs.getMessagesUploadServer";
    await vk.call("docs.save", { file: await upload(vk, method, { type: "graffiti" }, picture) });
    const voice = { name: "voice.ogg", content: text.content };
    await vk.call("docs.save", { file: await upload(vk, method, { type: "audio_message" }, voice) });
    await vk.refuse("docs.save", { file: "no|file" }, 105);
    const song = { name: "song.mp3", content: text.content };
    await vk.refuse("docs.save", { file: await upload(vk, method, {}, song) }, 100);
  },
  "docs.get": async vk => {
    await addDoc(vk);
    await vk.call("docs.get", { owner_id });
    await vk.call("docs.get", { owner_id, type: 1, count: 1, return_tags: 1 });
  },
  "docs.getById": async vk => {
    const id = await addDoc(vk);
    await vk.call("docs.getById", { docs: `${owner_id}_${id}` });
    await vk.call("docs.getById", { docs: `${owner_id}_${id}_key,${owner_id}_${nobody}`, return_tags: 1 });
    await vk.refuse("docs.getById", { docs: "doc" }, 100);
  },
  "docs.add": async vk => {
    await vk.call("docs.add", { owner_id, doc_id: await addDoc(vk) });
    await vk.refuse("docs.add", { owner_id, doc_id: nobody }, 100);
  },
  "docs.edit": async vk => {
    const doc_id = await addDoc(vk);
    await vk.call("docs.edit", { owner_id, doc_id, title: "Dogs", tags: "dogs" });
    await vk.refuse("docs.edit", { owner_id, doc_id: nobody, title: "Dogs" }, 1150);
    await vk.refuse("docs.edit", { owner_id, doc_id, title: "Dogs", access_token: friendToken }, 1153);
  },
  "docs.delete": async vk => {
    const doc_id = await addDoc(vk);
    await vk.refuse("docs.delete", { owner_id, doc_id, access_token: friendToken }, 1151);
    await vk.call("docs.delete", { owner_id, doc_id });
    await vk.refuse("docs.delete", { owner_id, doc_id }, 1150);
  },
  "docs.restore": async vk => {
    const doc_id = await addDoc(vk);
    await vk.call("docs.delete", { owner_id, doc_id });
    await vk.call("docs.restore", { owner_id, doc_id });
    await vk.refuse("docs.restore", { owner_id, doc_id: nobody }, 1154);
  },
};
