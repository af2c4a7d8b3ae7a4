import type { OrderLine } from "../actions/orders.ts";

/** An answer in a lead form. */
export interface LeadAnswer {
  /** Key of the question. */
  readonly key: string;
  /** Answer; several for a question that allows them. */
  readonly answer: string | readonly string[];
}

/** Who acts, and in which community. */
export interface Actor {
  /** User ID (default: 100002). */
  readonly from_id?: number;
  /** Community ID, a positive number (default: 218861756). */
  readonly group_id?: number;
}

/** A comment that a user writes. */
export interface CommentFields extends Actor {
  /** Text of the comment. */
  readonly text?: string;
  /** Attachments, separated by commas, `photo-1_2,video-1_3`. */
  readonly attachments?: string;
  /** ID of the comment that it replies to. */
  readonly reply_to_comment?: number;
}

/** A like, or its removal. */
export interface LikeFields extends Actor {
  /** What is liked, in the words of `likes.add` (default: `post`). */
  readonly object_type?: string;
  /** ID of what is liked. */
  readonly object_id: number;
}

/** What people can do, by VK's name of the event, and what each needs. */
export interface Acts {
  /** Writes to the community. A text or an attachment is required, except with `button`. */
  readonly message_new: Actor & {
    /** Text of the message. */
    readonly text?: string;
    /** Attachments, separated by commas. */
    readonly attachment?: string;
    /** Payload, a JSON string, as a button of a keyboard has it. */
    readonly payload?: string;
    /** Label of a text button of the keyboard: the user presses it. */
    readonly button?: string;
    /** ID of the message that it replies to. */
    readonly reply_to?: number;
    /** IDs of forwarded messages. */
    readonly forward_messages?: readonly number[];
    /** Chat ID, to write to a chat of the community. */
    readonly chat_id?: number;
    /** Sticker ID. */
    readonly sticker_id?: number;
    /** Where the user came from, the parameter `ref` of a link. */
    readonly ref?: string;
  };
  /** Presses a callback button of a keyboard. */
  readonly message_event: Actor & {
    /** Label of the button (default: the first callback button). */
    readonly button?: string;
    /** ID of the message with the keyboard (default: the last one). */
    readonly message_id?: number;
    /** Chat ID, when the keyboard is in a chat. */
    readonly chat_id?: number;
  };
  /** Edits a message that the user wrote. */
  readonly message_edit: Actor & {
    /** Message ID. */
    readonly message_id: number;
    /** New text. */
    readonly text: string;
  };
  /** Reads the messages of the community. */
  readonly message_read: Actor;
  /** Types a message. */
  readonly message_typing_state: Actor;
  /** Allows the community to write. */
  readonly message_allow: Actor & {
    /** What the page that asked for it passed on. */
    readonly key?: string;
  };
  /** Forbids the community to write. */
  readonly message_deny: Actor;
  /** Suggests a post. */
  readonly wall_post_new: Actor & {
    /** Text of the post. */
    readonly text?: string;
    /** Attachments, separated by commas. */
    readonly attachments?: string;
  };
  /** Shares a post of the community on the own wall. */
  readonly wall_repost: Actor & {
    /** Post ID. */
    readonly post_id: number;
    /** Text of the repost. */
    readonly text?: string;
  };
  /** Comments on a post. */
  readonly wall_reply_new: CommentFields & {
    /** Post ID. */
    readonly post_id: number;
  };
  /** Comments on a photo. */
  readonly photo_comment_new: CommentFields & {
    /** Photo ID. */
    readonly photo_id: number;
  };
  /** Comments on a video. */
  readonly video_comment_new: CommentFields & {
    /** Video ID. */
    readonly video_id: number;
  };
  /** Comments on a product. */
  readonly market_comment_new: CommentFields & {
    /** Product ID. */
    readonly item_id: number;
  };
  /** Writes in a discussion. */
  readonly board_post_new: CommentFields & {
    /** Discussion ID. */
    readonly topic_id: number;
  };
  /** Likes an object. */
  readonly like_add: LikeFields;
  /** Removes a like. */
  readonly like_remove: LikeFields;
  /** Votes in a poll. VK makes no event of it when the poll is anonymous. */
  readonly poll_vote_new: Actor & {
    /** Poll ID. */
    readonly poll_id: number;
    /** IDs of the answers; several only in a poll that allows it. */
    readonly answer_ids: readonly number[];
  };
  /** Joins the community. */
  readonly group_join: Actor;
  /** Leaves the community. */
  readonly group_leave: Actor;
  /** Orders products. */
  readonly market_order_new: Actor & {
    /** Ordered products. */
    readonly items: readonly OrderLine[];
    /** Delivery address. */
    readonly address?: string;
    /** Comment of the customer. */
    readonly comment?: string;
  };
  /** Fills in a lead form. */
  readonly lead_forms_new: Actor & {
    /** Form ID. */
    readonly form_id: number;
    /** Answers, by the keys of the questions. */
    readonly answers: readonly LeadAnswer[];
  };
}

/** VK's name of an event that people make. */
export type ActName = keyof Acts;
