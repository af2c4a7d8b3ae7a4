import type { Handler } from "../../handler.ts";
import { bots } from "./bots.ts";
import { changes } from "./changes.ts";
import { chats } from "./chats.ts";
import { conversations } from "./conversations.ts";
import { history } from "./history.ts";
import { userLongPoll } from "./long-poll.ts";
import { send } from "./send.ts";

/** Methods of the VK section `messages`. */
export const messages: Readonly<Record<string, Handler>> = {
  "messages.send": send,
  ...conversations,
  ...history,
  ...changes,
  ...chats,
  ...bots,
  ...userLongPoll,
};
