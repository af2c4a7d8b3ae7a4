import type { ActName, Acts } from "./types.ts";

/** What a field accepts; `ids`: a list, or IDs separated by commas; `json`: a list of objects, or its JSON. */
export type FieldType = "id" | "ids" | "text" | "json";

/** A field of an act. */
export interface Field {
  readonly type: FieldType;
  readonly required?: true;
  readonly default?: string | number;
  readonly description: string;
}

/** An act as it is listed: what happens, and its fields. */
export interface ActDescription<F = Readonly<Record<string, Field>>> {
  readonly summary: string;
  readonly fields: F;
}

const text = (description: string): Field => ({ type: "text", description });
const id = (description: string): Field => ({ type: "id", description });
const required = (field: Field): Field => ({ ...field, required: true });

const actor = {
  from_id: { ...id("ID of the user"), default: 100_002 },
  group_id: { ...id("Community ID"), default: 218_861_756 },
} as const satisfies Record<string, Field>;

const comment = {
  text: text("Text of the comment"),
  attachments: text("Attachments, separated by commas: photo-1_2,video-1_3"),
  reply_to_comment: id("ID of the comment that it replies to"),
  ...actor,
};

const like = {
  object_type: { ...text("What is liked, in the words of likes.add"), default: "post" },
  object_id: required(id("ID of what is liked")),
  ...actor,
};

/** What people can do, by VK's name of the event. */
export const acts: {
  readonly [N in ActName]: ActDescription<{ readonly [F in keyof Required<Acts[N]>]: Field }>;
} = {
  message_new: {
    summary: "A user writes to the community",
    fields: {
      text: text("Text of the message"),
      attachment: text("Attachments, separated by commas: photo-1_2,video-1_3"),
      button: text("Label of a text button that the user presses"),
      payload: text("Payload, a JSON string"),
      reply_to: id("ID of the message that it replies to"),
      forward_messages: { type: "ids", description: "IDs of forwarded messages" },
      chat_id: id("Chat ID, to write to a chat of the community"),
      sticker_id: id("Sticker ID"),
      ref: text("Where the user came from: the parameter ref of a link"),
      ...actor,
    },
  },
  message_event: {
    summary: "A user presses a callback button",
    fields: {
      button: text("Label of the button; by default the first callback button"),
      message_id: id("ID of the message with the keyboard; by default the last one"),
      chat_id: id("Chat ID, when the keyboard is in a chat"),
      ...actor,
    },
  },
  message_edit: {
    summary: "A user edits a message",
    fields: { message_id: required(id("Message ID")), text: required(text("New text")), ...actor },
  },
  message_read: { summary: "A user reads the messages of the community", fields: actor },
  message_typing_state: { summary: "A user types a message", fields: actor },
  message_allow: {
    summary: "A user allows the community to write",
    fields: { key: text("What the page that asked for it passed on"), ...actor },
  },
  message_deny: { summary: "A user forbids the community to write", fields: actor },
  wall_post_new: {
    summary: "A user suggests a post",
    fields: {
      text: text("Text of the post"),
      attachments: text("Attachments, separated by commas: photo-1_2,video-1_3"),
      ...actor,
    },
  },
  wall_repost: {
    summary: "A user shares a post",
    fields: { post_id: required(id("Post ID")), text: text("Text of the repost"), ...actor },
  },
  wall_reply_new: {
    summary: "A user comments on a post",
    fields: { post_id: required(id("Post ID")), ...comment },
  },
  photo_comment_new: {
    summary: "A user comments on a photo",
    fields: { photo_id: required(id("Photo ID")), ...comment },
  },
  video_comment_new: {
    summary: "A user comments on a video",
    fields: { video_id: required(id("Video ID")), ...comment },
  },
  market_comment_new: {
    summary: "A user comments on a product",
    fields: { item_id: required(id("Product ID")), ...comment },
  },
  board_post_new: {
    summary: "A user writes in a discussion",
    fields: { topic_id: required(id("Discussion ID")), ...comment },
  },
  like_add: { summary: "A user likes an object", fields: like },
  like_remove: { summary: "A user removes a like", fields: like },
  poll_vote_new: {
    summary: "A user votes in a poll",
    fields: {
      poll_id: required(id("Poll ID")),
      answer_ids: required({ type: "ids", description: "IDs of the answers" }),
      ...actor,
    },
  },
  group_join: { summary: "A user joins the community", fields: actor },
  group_leave: { summary: "A user leaves the community", fields: actor },
  market_order_new: {
    summary: "A user orders products",
    fields: {
      items: required({
        type: "json",
        description: 'Products, as JSON: [{"item_id": 1, "quantity": 2}]',
      }),
      address: text("Delivery address"),
      comment: text("Comment of the customer"),
      ...actor,
    },
  },
  lead_forms_new: {
    summary: "A user fills in a lead form",
    fields: {
      form_id: required(id("Form ID")),
      answers: required({
        type: "json",
        description: 'Answers, as JSON: [{"key": "phone_number", "answer": "+7 900 000-00-00"}]',
      }),
      ...actor,
    },
  },
};
