/** The objects in the sandbox. Dates are Unix seconds; an owner ID is negative for a community. */

/** An uploaded and saved photo. */
export interface Photo {
  readonly id: number;
  readonly owner_id: number;
  readonly album_id: number;
  readonly date: number;
  readonly text: string;
  readonly width: number;
  readonly height: number;
  /** File name in the folder `files`. */
  readonly file: string;
}

/** A post on a wall. */
export interface Post {
  readonly id: number;
  readonly owner_id: number;
  readonly from_id: number;
  /** Unix seconds. */
  readonly date: number;
  readonly text: string;
  readonly attachments: readonly string[];
  readonly marked_as_ads: 0 | 1;
  readonly close_comments: 0 | 1;
  readonly postponed: boolean;
  readonly guid: string;
  /** IDs of the users who like the post. */
  readonly likes: number[];
  /** Number of reposts. */
  reposts: number;
  /** The post that a repost shares, `wall-1_2`. */
  readonly shares?: string;
  /** When the post was created; for a scheduled post, this is before its date. */
  readonly createdAt: number;
}

/** A story. */
export interface Story {
  readonly id: number;
  readonly owner_id: number;
  readonly date: number;
  /** Photo ID. */
  readonly photo: number;
  readonly link?: { readonly text: string; readonly url: string };
}

/** An advertising campaign. */
export interface Campaign {
  readonly id: number;
  readonly account_id: number;
  readonly type: string;
  readonly name: string;
  readonly day_limit: number;
  readonly all_limit: number;
  readonly start_time: number;
  readonly stop_time: number;
  readonly status: number;
}

/** An event that the statistics of a community count. */
export interface Activity {
  readonly owner_id: number;
  readonly kind: "view" | "like" | "comment" | "copy";
  /** Unix seconds. */
  readonly date: number;
}

/** A comment on a post. */
export interface Comment {
  readonly id: number;
  readonly owner_id: number;
  readonly post_id: number;
  readonly from_id: number;
  readonly date: number;
  readonly text: string;
  readonly guid: string;
}

/** A poll. */
export interface Poll {
  readonly id: number;
  readonly owner_id: number;
  readonly question: string;
  readonly answers: readonly string[];
  readonly created: number;
  readonly anonymous: boolean;
  readonly multiple: boolean;
}

/** An album of photos. */
export interface Album {
  readonly id: number;
  readonly owner_id: number;
  readonly title: string;
  readonly description: string;
  readonly created: number;
}

/** A video; its file is empty until it is uploaded. */
export interface Video {
  readonly id: number;
  readonly owner_id: number;
  readonly title: string;
  readonly description: string;
  readonly date: number;
  file: string;
  size: number;
}

/** A discussion in a community. */
export interface Topic {
  readonly id: number;
  readonly group_id: number;
  readonly title: string;
  readonly created: number;
  closed: boolean;
}

/** A message in a discussion. */
export interface TopicMessage {
  readonly id: number;
  readonly group_id: number;
  readonly topic_id: number;
  readonly from_id: number;
  readonly date: number;
  readonly text: string;
  readonly guid: string;
}

/** A message to a user. */
export interface Message {
  readonly id: number;
  readonly peer_id: number;
  readonly text: string;
  /** Labels of the buttons, row by row. */
  readonly buttons: ReadonlyArray<readonly string[]>;
  readonly random_id: number;
  readonly date: number;
}

/** An ad. */
export interface Ad {
  readonly id: number;
  readonly account_id: number;
  readonly campaign_id: number;
  readonly name: string;
  readonly link_url: string;
  readonly day_limit: number;
  status: number;
}

/** A short link. */
export interface ShortLink {
  readonly key: string;
  readonly url: string;
}

/** A product. */
export interface Item {
  readonly id: number;
  readonly owner_id: number;
  readonly name: string;
  readonly description: string;
  readonly category_id: number;
  readonly price: number;
  readonly old_price: number;
  readonly url: string;
  readonly sku: string;
  readonly stock_amount: number;
  readonly weight: number;
  readonly dimensions: { readonly width: number; readonly height: number; readonly length: number };
  /** Photo IDs, the main photo first. */
  readonly photos: readonly number[];
  readonly variants: readonly number[];
  readonly is_main_variant: boolean;
  readonly group: number;
  readonly date: number;
}

/** A collection of products; the VK API calls it a market album. */
export interface MarketAlbum {
  readonly id: number;
  readonly owner_id: number;
  readonly title: string;
  /** Photo ID of the cover; 0 for none. */
  readonly photo: number;
  readonly is_main: boolean;
  readonly is_hidden: boolean;
  readonly items: number[];
  readonly updated_time: number;
}

/** A value of a product property. */
export interface Variant {
  readonly id: number;
  title: string;
}

/** A product property, such as color. */
export interface Property {
  readonly id: number;
  readonly group_id: number;
  title: string;
  readonly variants: Variant[];
}

/** A customer's order. */
export interface Order {
  readonly id: number;
  readonly group_id: number;
  readonly user_id: number;
  readonly date: number;
  readonly status: number;
  readonly address: string;
  readonly comment: string;
  readonly lines: ReadonlyArray<{ readonly item_id: number; readonly quantity: number }>;
}

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
  /** Refresh token of a VK ID token. */
  refresh?: string;
  revoked?: boolean;
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
