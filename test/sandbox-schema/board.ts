import type { SectionChecks } from "./section.ts";
import { friendToken, group_id } from "./seed.ts";
import type { Vk } from "./vk.ts";

const nobody = 999_999;

async function addTopic(vk: Vk): Promise<number> {
  return vk.call("board.addTopic", { group_id, title: "Cats", text: "Of cats" });
}

/** A comment in a discussion of its own. */
async function addComment(vk: Vk) {
  const topic_id = await addTopic(vk);
  const comment_id = await vk.call<number>("board.createComment", { group_id, topic_id, message: "Nice" });
  return { group_id, topic_id, comment_id };
}

/** Calls a method for discussions. */
const onTopic = (method: string) => async (vk: Vk) => {
  const topic_id = await addTopic(vk);
  await vk.refuse(method, { group_id, topic_id, access_token: friendToken }, 15);
  await vk.call(method, { group_id, topic_id });
};

export const board: SectionChecks = {
  "board.addTopic": async (vk, { photo }) => {
    await addTopic(vk);
    const attachments = `photo${-group_id}_${photo}`;
    await vk.call("board.addTopic", { group_id, title: "Dogs", attachments, from_group: 1 });
    await vk.refuse("board.addTopic", { group_id, title: "Nothing" }, 100);
  },
  "board.getTopics": async (vk, { topic }) => {
    await vk.call("board.getTopics", { group_id });
    await vk.call("board.getTopics", { group_id, topic_ids: topic, preview: 1 });
    await vk.call("board.getTopics", { group_id, order: -2, preview: 2, preview_length: 2 });
    await vk.call("board.getTopics", { group_id, extended: 1 }, "extendedResponse");
  },
  "board.editTopic": async vk => {
    const topic_id = await addTopic(vk);
    await vk.call("board.editTopic", { group_id, topic_id, title: "Dogs" });
    await vk.refuse("board.editTopic", { group_id, topic_id: nobody, title: "Dogs" }, 100);
  },
  "board.closeTopic": onTopic("board.closeTopic"),
  "board.openTopic": onTopic("board.openTopic"),
  "board.fixTopic": onTopic("board.fixTopic"),
  "board.unfixTopic": onTopic("board.unfixTopic"),
  "board.deleteTopic": onTopic("board.deleteTopic"),
  "board.createComment": async (vk, { topic }) => {
    await vk.call("board.createComment", { group_id, topic_id: topic, message: "Nice", from_group: 1 });
    await vk.call("board.createComment", { group_id, topic_id: topic, sticker_id: 1 });
    await vk.refuse("board.createComment", { group_id, topic_id: topic }, 100);
  },
  "board.getComments": async vk => {
    const { topic_id, comment_id } = await addComment(vk);
    await vk.call("board.getComments", { group_id, topic_id });
    await vk.call("board.getComments", { group_id, topic_id, need_likes: 1, start_comment_id: comment_id });
    await vk.call("board.getComments", { group_id, topic_id, extended: 1, sort: "desc" }, "extendedResponse");
    await vk.refuse("board.getComments", { group_id, topic_id: nobody }, 100);
  },
  "board.editComment": async vk => {
    const comment = await addComment(vk);
    await vk.call("board.editComment", { ...comment, message: "Nicer" });
    await vk.refuse("board.editComment", { ...comment, topic_id: await addTopic(vk), message: "Nicer" }, 100);
  },
  "board.deleteComment": async vk => {
    const comment = await addComment(vk);
    await vk.refuse("board.deleteComment", { ...comment, access_token: friendToken }, 15);
    await vk.call("board.deleteComment", comment);
  },
  "board.restoreComment": async vk => {
    const comment = await addComment(vk);
    await vk.call("board.deleteComment", comment);
    await vk.call("board.restoreComment", comment);
    await vk.refuse("board.restoreComment", { ...comment, comment_id: nobody }, 100);
  },
};
