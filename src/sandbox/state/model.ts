/** What there is in the sandbox's VK. Dates are Unix seconds; an owner is negative for a community. */

/** A picture that someone uploaded and saved. */
export interface Photo {
  readonly id: number;
  readonly owner_id: number;
  readonly album_id: number;
  readonly date: number;
  readonly text: string;
  readonly width: number;
  readonly height: number;
  /** Name of its file in the folder `files`. */
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
  /** Who likes it. */
  readonly likes: number[];
  /** How often it was shared. */
  reposts: number;
  /** Of a shared post: what it shares, `wall-1_2`. */
  readonly shares?: string;
  /** When the post was made, which for a postponed one is before its date. */
  readonly createdAt: number;
}

/** A story; its picture stands among the photos. */
export interface Story {
  readonly id: number;
  readonly owner_id: number;
  readonly date: number;
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

/** Something that happened to a community and that its statistics count. */
export interface Activity {
  readonly owner_id: number;
  readonly what: "view" | "like" | "comment" | "copy";
  /** Unix seconds. */
  readonly date: number;
}

/** A comment under a post. */
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

/** A video; it has a file when it was uploaded. */
export interface Video {
  readonly id: number;
  readonly owner_id: number;
  readonly title: string;
  readonly description: string;
  readonly date: number;
  file: string;
  size: number;
}

/** A discussion of a community. */
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

/** A message that was sent to a user. */
export interface Message {
  readonly id: number;
  readonly peer_id: number;
  readonly text: string;
  /** Labels of its buttons, row by row. */
  readonly buttons: ReadonlyArray<readonly string[]>;
  readonly random_id: number;
  readonly date: number;
}

/** An advertisement. */
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
  /** The main photo first. */
  readonly photos: readonly number[];
  readonly variants: readonly number[];
  readonly is_main_variant: boolean;
  readonly group: number;
  readonly date: number;
}

/** A selection of products. */
export interface Selection {
  readonly id: number;
  readonly owner_id: number;
  readonly title: string;
  /** Its cover; 0: none. */
  readonly photo: number;
  readonly is_main: boolean;
  readonly is_hidden: boolean;
  readonly items: number[];
  readonly updated_time: number;
}

/** A variant of a property of products. */
export interface Variant {
  readonly id: number;
  title: string;
}

/** A property of products. */
export interface Property {
  readonly id: number;
  readonly group_id: number;
  title: string;
  readonly variants: Variant[];
}

/** An order of a customer. */
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

/** Whose token it is. */
export type TokenKind = "user" | "community" | "service";

/** A token that the sandbox gave. */
export interface Token {
  readonly value: string;
  readonly kind: TokenKind;
  readonly app: number;
  readonly user_id: number;
  /** Of a community's token: the community. */
  readonly group_id?: number;
  /** Names of the rights. */
  readonly rights: readonly string[];
  /** When it ends, in Unix seconds; 0: never. */
  readonly expires: number;
  /** Of VK ID: the device, and by which token the next pair is fetched. */
  readonly device?: string;
  refresh?: string;
  revoked?: boolean;
}

/** A code that waits to be made into a token. */
export interface Code {
  readonly value: string;
  readonly app: number;
  readonly redirect: string;
  readonly rights: readonly string[];
  readonly groups: readonly number[];
  readonly expires: number;
  /** Of VK ID: the device, and the hash of the verifier. */
  readonly device?: string;
  readonly challenge?: string;
}
