import type {
  AudioAudio,
  BoardTopicComment,
  MarketOrder,
  MessagesMessage,
  PhotosPhoto,
  VideoVideo,
  WallWallComment,
  WallWallpostFull,
} from "@vkontakte/api-schema-typescript";

/** What the app of the person who wrote a message can show. */
export interface ClientInfo {
  /** Kinds of buttons that it shows, `text`, `callback`, … */
  readonly button_actions: readonly string[];
  /** Whether it shows keyboards. */
  readonly keyboard: boolean;
  /** Whether it shows keyboards inside messages. */
  readonly inline_keyboard: boolean;
  /** Whether it shows carousels. */
  readonly carousel: boolean;
  /** ID of its language. */
  readonly lang_id: number;
}

/** A message, with the fields that each has. */
export interface EventMessage extends MessagesMessage {
  id: number;
  date: number;
  /** Who wrote it; negative for a community. */
  from_id: number;
  /** The conversation: ID of the user, or of the chat plus 2,000,000,000. */
  peer_id: number;
  text: string;
  conversation_message_id: number;
}

/** Someone allowed or denied messages, joined or left. */
interface ByUser {
  readonly user_id: number;
}

/** A comment, with what it is about. */
interface OnPhoto extends WallWallComment {
  readonly photo_id: number;
  readonly photo_owner_id: number;
}

interface OnVideo extends WallWallComment {
  readonly video_id: number;
  readonly video_owner_id: number;
}

interface OnPost extends WallWallComment {
  readonly post_id: number;
  readonly post_owner_id: number;
}

interface OnTopic extends BoardTopicComment {
  readonly topic_id: number;
  readonly topic_owner_id: number;
}

interface OnProduct extends WallWallComment {
  readonly item_id: number;
  readonly market_owner_id: number;
}

/** A deleted object. */
interface Deleted {
  readonly owner_id: number;
  readonly id: number;
}

/**
 * VK's events and the object of each, as {@link listen} gives them.
 *
 * @see https://dev.vk.com/ru/api/community-events/json-schema
 */
export interface EventObjects {
  message_new: { readonly message: EventMessage; readonly client_info: ClientInfo };
  message_reply: EventMessage;
  message_edit: EventMessage;
  message_allow: ByUser & { readonly key: string };
  message_deny: ByUser;
  message_typing_state: { readonly state: string; readonly from_id: number; readonly to_id: number };
  message_read: {
    readonly from_id: number;
    readonly peer_id: number;
    readonly read_message_id: number;
    readonly conversation_message_id: number;
  };
  message_event: ByUser & {
    readonly peer_id: number;
    /** For messages.sendMessageEventAnswer. */
    readonly event_id: string;
    readonly payload: unknown;
    readonly conversation_message_id: number;
  };
  message_reaction_event: {
    readonly reacted_id: number;
    readonly peer_id: number;
    readonly cmid: number;
    readonly reaction_id?: number;
  };
  photo_new: PhotosPhoto;
  photo_comment_new: OnPhoto;
  photo_comment_edit: OnPhoto;
  photo_comment_restore: OnPhoto;
  photo_comment_delete: Deleted & ByUser & { readonly deleter_id: number; readonly photo_id: number };
  audio_new: AudioAudio;
  video_new: VideoVideo;
  video_comment_new: OnVideo;
  video_comment_edit: OnVideo;
  video_comment_restore: OnVideo;
  video_comment_delete: Deleted & ByUser & { readonly deleter_id: number; readonly video_id: number };
  wall_post_new: WallWallpostFull;
  wall_repost: WallWallpostFull;
  wall_reply_new: OnPost;
  wall_reply_edit: OnPost;
  wall_reply_restore: OnPost;
  wall_reply_delete: Deleted & { readonly deleter_id: number; readonly post_id: number };
  like_add: Like;
  like_remove: Like;
  board_post_new: OnTopic;
  board_post_edit: OnTopic;
  board_post_restore: OnTopic;
  board_post_delete: { readonly topic_id: number; readonly topic_owner_id: number; readonly id: number };
  market_comment_new: OnProduct;
  market_comment_edit: OnProduct;
  market_comment_restore: OnProduct;
  market_comment_delete: Deleted & ByUser & { readonly deleter_id: number; readonly item_id: number };
  market_order_new: MarketOrder;
  market_order_edit: MarketOrder;
  group_join: ByUser & { readonly join_type: string };
  group_leave: ByUser & { readonly self: 0 | 1 };
  user_block: ByUser & {
    readonly admin_id: number;
    readonly unblock_date: number;
    readonly reason: number;
    readonly comment: string;
  };
  user_unblock: ByUser & { readonly admin_id: number; readonly by_end_date: 0 | 1 };
  poll_vote_new: ByUser & {
    readonly owner_id: number;
    readonly poll_id: number;
    readonly option_id: number;
  };
  lead_forms_new: ByUser & {
    readonly lead_id: number;
    readonly group_id: number;
    readonly form_id: number;
    readonly form_name: string;
    readonly ad_id?: number;
    readonly answers: ReadonlyArray<{
      readonly key: string;
      readonly question: string;
      readonly answer: unknown;
    }>;
  };
}

interface Like {
  readonly liker_id: number;
  readonly object_type: string;
  readonly object_owner_id: number;
  readonly object_id: number;
  readonly thread_reply_id?: number;
  readonly post_id?: number;
}

/** Name of an event that this library knows; VK may have more. */
export type EventName = keyof EventObjects;

/** An event, as VK sends it. */
export interface VkEvent<N extends string, O> {
  /** VK's name of the event, `message_new`. */
  readonly type: N;
  /** What it is about. */
  readonly object: O;
  /** The community. */
  readonly group_id: number;
  /** The same in each repetition of the event. */
  readonly event_id: string;
  /** Version of the API that the object has. */
  readonly v: string;
}

/** An event of any name. */
export type AnyEvent = VkEvent<string, unknown>;

/** An event by its name: one that this library knows has the type of its object. */
export type EventOf<N extends string> = N extends EventName
  ? VkEvent<N, EventObjects[N]>
  : VkEvent<N, unknown>;

/** An event that is to be handled. */
export type Incoming<N extends string> = EventOf<N> & {
  /**
   * Acknowledges the event: it does not come again.
   *
   * @returns fulfilled when that is on the disk
   */
  readonly done: () => Promise<void>;
};
