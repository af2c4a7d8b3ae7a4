import { png } from "../support/pictures.ts";
import type { SectionChecks } from "./section.ts";
import { createPoll, friendToken, owner_id, picture } from "./seed.ts";
import type { Vk } from "./vk.ts";

const soon = () => Math.floor(Date.now() / 1000) + 3600;

async function upload(vk: Vk, content = picture.content): Promise<{ photo: string; hash: string }> {
  const { upload_url } = await vk.call<{ upload_url: string }>("polls.getPhotoUploadServer", { owner_id });
  return vk.upload(upload_url, { photo: { name: "photo.png", content } });
}

/** A poll that is not anonymous, and an answer of it. */
async function openPoll(vk: Vk, params = {}) {
  const { id, answers } = await createPoll(vk, params);
  return { poll_id: id, answer_ids: answers[0]?.id ?? 0, owner_id };
}

export const polls: SectionChecks = {
  "polls.create": async vk => {
    const { photo, hash } = await upload(vk);
    const { id: photo_id } = await vk.call<{ id: number }>("polls.savePhoto", { photo, hash });
    await createPoll(vk, { is_multiple: 1, is_anonymous: 1, end_date: soon(), photo_id });
    await vk.call("polls.create", { question: "Mine?", add_answers: '["Yes"]' });
    await vk.refuse("polls.create", { question: "None?", add_answers: "[]" }, 100);
    await vk.refuse(
      "polls.create",
      { question: "Late?", add_answers: '["1"]', end_date: 1_550_700_000 },
      100,
    );
  },
  "polls.getById": async (vk, { poll }) => {
    await vk.call("polls.getById", { owner_id, poll_id: poll });
    await vk.call("polls.getById", { owner_id, poll_id: poll, extended: 1, friends_count: 5, fields: "sex" });
    await vk.refuse("polls.getById", { owner_id, poll_id: 1 }, 250);
  },
  "polls.addVote": async vk => {
    const poll = await openPoll(vk);
    await vk.call("polls.addVote", poll);
    await vk.call("polls.addVote", poll);
    await vk.refuse("polls.addVote", { ...poll, answer_ids: 1 }, 252);
    await vk.refuse("polls.addVote", { ...poll, poll_id: 1 }, 251);
  },
  "polls.deleteVote": async vk => {
    const { poll_id, answer_ids } = await openPoll(vk);
    await vk.call("polls.addVote", { owner_id, poll_id, answer_ids });
    await vk.call("polls.deleteVote", { owner_id, poll_id });
    await vk.call("polls.deleteVote", { owner_id, poll_id });
    const fixed = await openPoll(vk, { disable_unvote: 1 });
    await vk.refuse("polls.deleteVote", { owner_id, poll_id: fixed.poll_id }, 250);
  },
  "polls.getVoters": async vk => {
    const poll = await openPoll(vk);
    await vk.refuse("polls.getVoters", { ...poll, access_token: friendToken }, 253);
    await vk.call("polls.addVote", { ...poll, access_token: friendToken });
    await vk.call("polls.getVoters", poll);
    await vk.call("polls.getVoters", { ...poll, friends_only: 1 });
    await vk.call("polls.getVoters", { ...poll, fields: "sex,photo_50" }, "fieldsResponse");
    await vk.refuse("polls.getVoters", await openPoll(vk, { is_anonymous: 1 }), 250);
  },
  "polls.edit": async vk => {
    const { poll_id, answer_ids } = await openPoll(vk);
    const call = { owner_id, poll_id };
    await vk.call("polls.edit", { ...call, question: "Dogs?", add_answers: '["No"]' });
    const edit_answers = JSON.stringify({ [answer_ids]: "Perhaps" });
    await vk.call("polls.edit", { ...call, edit_answers, end_date: soon(), background_id: 1 });
    await vk.call("polls.edit", { ...call, delete_answers: JSON.stringify([answer_ids]) });
    await vk.refuse("polls.edit", { ...call, question: "Mine", access_token: friendToken }, 15);
  },
  "polls.getPhotoUploadServer": async vk => {
    await vk.call("polls.getPhotoUploadServer");
    await vk.call("polls.getPhotoUploadServer", { owner_id });
  },
  "polls.savePhoto": async vk => {
    await vk.call("polls.savePhoto", await upload(vk));
    await vk.refuse("polls.savePhoto", { photo: "[]", hash: "no" }, 129);
    await vk.refuse("polls.savePhoto", await upload(vk, png().subarray(0, 60)), 129);
  },
};
