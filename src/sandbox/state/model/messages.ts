/** A message, as one account sees it. */
export interface Message {
  readonly id: number;
  /** Whose message list it is in: a user ID, or a negative community ID. */
  readonly account_id: number;
  /** The conversation: a user ID, a negative community ID, or 2000000000 plus a chat ID. */
  readonly peer_id: number;
  readonly conversation_message_id: number;
  readonly from_id: number;
  /** Whether the account sent it. */
  readonly out: 0 | 1;
  readonly date: number;
  readonly text: string;
  readonly attachments: readonly string[];
  readonly random_id: number;
  /** The keyboard, as messages.send got it. */
  readonly keyboard?: Readonly<Record<string, unknown>>;
  readonly template?: Readonly<Record<string, unknown>>;
  /** A JSON string. */
  readonly payload?: string;
  readonly sticker_id?: number;
  /** ID of the message that it replies to. */
  readonly reply_to?: number;
  /** IDs of forwarded messages. */
  readonly forward: readonly number[];
  readonly geo?: { readonly latitude: number; readonly longitude: number };
  /** An event of a chat, such as `chat_invite_user`. */
  readonly action?: Readonly<Record<string, unknown>>;
  readonly important?: boolean;
  readonly edited?: number;
  /** Deleted, and can be restored for a day. */
  readonly deleted?: boolean;
  /** Where the user came from: the parameter `ref` of a link to the messages of a community. */
  readonly ref?: string;
  /** ID of the copy that the other side of the dialogue has. */
  readonly twin?: number;
}

/** A client asked for the User Long Poll of an account. */
export interface UserLongPoll {
  /** User ID, or a negative community ID. */
  readonly account_id: number;
  /** Secret part of the server's address. */
  readonly key: string;
}

/**
 * What changed for an account, by VK's code. 2 and 3: flags of a message are set and cleared; 4: a message is new; 5: it is edited;
 * 6 and 7: incoming and outgoing messages are read; 13: a conversation is deleted; 63: someone types.
 */
export type AccountUpdate =
  | { readonly code: 2 | 3; readonly message_id: number; readonly flags: number }
  | { readonly code: 4 | 5; readonly message_id: number }
  | { readonly code: 6 | 7; readonly peer_id: number; readonly message_id: number; readonly unread: number }
  | { readonly code: 13; readonly peer_id: number; readonly message_id: number }
  | { readonly code: 63; readonly peer_id: number; readonly from_id: number; readonly date: number };

/** An event of an account's User Long Poll. */
export interface AccountEvent {
  readonly account_id: number;
  /** Events of an account are numbered from 1. */
  readonly id: number;
  readonly update: AccountUpdate;
}

/** A conversation of an account. */
export interface Conversation {
  readonly account_id: number;
  readonly peer_id: number;
  readonly last_message_id: number;
  readonly last_conversation_message_id: number;
  /** ID of the last incoming message that was read. */
  readonly in_read: number;
  /** ID of the last outgoing message that the other side read. */
  readonly out_read: number;
  readonly important?: boolean;
  readonly answered?: boolean;
  readonly pinned_message_id?: number;
  /** Whether the user forbade the community to write. */
  readonly denied?: boolean;
}

/** A chat of an account. */
export interface Chat {
  readonly account_id: number;
  readonly id: number;
  readonly title: string;
  readonly admin_id: number;
  /** User IDs, and negative community IDs. */
  readonly members: readonly number[];
  /** Photo ID; 0 for none. */
  readonly photo: number;
  /** When it was created, in Unix seconds. */
  readonly created: number;
  /** Secret part of the invitation link. */
  readonly invitation: string;
}

/** A press of a callback button that was not answered yet, by messages.sendMessageEventAnswer. */
export interface MessageEvent {
  readonly event_id: string;
  readonly group_id: number;
  readonly user_id: number;
  readonly peer_id: number;
  readonly conversation_message_id: number;
  readonly payload: unknown;
  /** What the answer shows, a JSON string; absent until the event is answered. */
  readonly answer?: string;
}
