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
export type UploadKind = "wall" | "album" | "product" | "cover" | "poll" | "story" | "video";

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
  /** ID of a video. */
  readonly video_id?: number;
}

/** An uploaded file that was not saved yet. */
export interface PendingUpload {
  readonly hash: string;
  readonly ticket: Ticket;
  readonly server: number;
  /** VK's description of the unsaved photo, a JSON string. */
  readonly photo: string;
  readonly file: string;
  readonly width: number;
  readonly height: number;
}

/** Something that happened in a community, which VK sends to its bots. */
export interface Happening {
  readonly id: number;
  /** Community ID, a positive number. */
  readonly group_id: number;
  /** VK's name of the event, `message_new`. */
  readonly type: string;
  /** Unix seconds. */
  readonly date: number;
  /** VK's object of the event. */
  readonly object: Readonly<Record<string, unknown>>;
}
