/** Kind of a token. */
export type TokenKind = "user" | "community" | "service";

/** A token that the sandbox issued. */
export interface Token {
  readonly value: string;
  readonly kind: TokenKind;
  readonly app: number;
  readonly user_id: number;
  /** Community ID of a community token. */
  readonly group_id?: number;
  /** Names of the granted scopes. */
  readonly scopes: readonly string[];
  /** When the token expires, in Unix seconds; 0 for never. */
  readonly expires: number;
  /** Device ID of a VK ID token. */
  readonly device?: string;
  /** Refresh token of a VK ID token; empty when it was used or revoked. */
  readonly refresh?: string;
  readonly revoked?: boolean;
}

/** An authorization code that was not exchanged yet. */
export interface Code {
  readonly value: string;
  readonly app: number;
  readonly redirect: string;
  readonly scopes: readonly string[];
  readonly groups: readonly number[];
  readonly expires: number;
  /** Device ID of a VK ID code. */
  readonly device?: string;
  /** Code challenge of a VK ID code: the hash of its verifier. */
  readonly challenge?: string;
}

/** What an upload URL is for. */
export type UploadKind =
  | "album"
  | "chat"
  | "cover"
  | "document"
  | "leadForm"
  | "message"
  | "owner"
  | "ownerCover"
  | "poll"
  | "product"
  | "productBulk"
  | "story"
  | "storyVideo"
  | "thumb"
  | "video"
  | "wall"
  | "widget";

/** What an upload URL was issued for. */
export interface Ticket {
  /** Secret part of the URL. */
  readonly token: string;
  /** When the URL was issued, in Unix seconds. */
  readonly issued: number;
  readonly kind: UploadKind;
  readonly owner_id: number;
  readonly album_id: number;
  /** Button of a story. */
  readonly link?: { readonly text: string; readonly url: string };
  /** How long a story lives, in seconds. */
  readonly lifetime?: number;
  /** ID of a video. */
  readonly video_id?: number;
  /** ID of a chat. */
  readonly chat_id?: number;
  /** What docs.save makes of a file. */
  readonly document?: "doc" | "graffiti" | "audio_message";
  /** Size of an image of a community widget, `50x50`. */
  readonly image_type?: string;
}

/** An uploaded file. */
export interface UploadedFile {
  /** File name in the folder `files`. */
  readonly file: string;
  /** The name that the client gave it. */
  readonly name: string;
  /** Size in bytes. */
  readonly size: number;
  /** Extension, without a dot. */
  readonly ext: string;
  /** Width and height of an image; 0 for another file. */
  readonly width: number;
  readonly height: number;
}

/** Uploaded files that were not saved yet. */
export interface PendingUpload {
  readonly hash: string;
  readonly ticket: Ticket;
  readonly server: number;
  /** VK's description of the unsaved photos, a JSON string. */
  readonly photo: string;
  /** SHA-256 of the first file. */
  readonly digest: string;
  readonly files: readonly UploadedFile[];
}

/** Something that happened in a community, which VK sends to its bots. */
export interface Happening {
  /** Number of the happening, from 1: later ones have greater numbers. */
  readonly id: number;
  /** Community ID, a positive number. */
  readonly group_id: number;
  /** VK's ID of the event, 40 hexadecimal digits: the same when the event is delivered again. */
  readonly event_id: string;
  /** VK's name of the event, `message_new`. */
  readonly type: string;
  /** Unix seconds. */
  readonly date: number;
  /** VK's object of the event. */
  readonly object: Readonly<Record<string, unknown>>;
  /** Whether the Bots Long Poll of the community has it: the event was switched on. */
  readonly polled?: boolean;
}
