/** A post on a wall. */
export interface Post {
  readonly id: number;
  readonly owner_id: number;
  readonly from_id: number;
  /** The user who created it. */
  readonly created_by: number;
  /** Unix seconds; for a scheduled post, when it is published. */
  readonly date: number;
  readonly text: string;
  readonly attachments: readonly string[];
  readonly marked_as_ads: 0 | 1;
  readonly close_comments: 0 | 1;
  /** `suggest`: a user suggested it, and a manager did not publish it yet. */
  readonly post_type: "post" | "suggest";
  /** Whether it was scheduled; it is published when its date has come. */
  readonly postponed: boolean;
  readonly guid: string;
  /** The post that a repost shares, `wall-1_2`. */
  readonly shares?: string;
  /** When the post was created; for a scheduled post, this is before its date. */
  readonly createdAt: number;
  /** When it was edited, in Unix seconds. */
  readonly edited?: number;
  readonly is_pinned?: boolean;
  /** Whether the community's name is followed by that of the author. */
  readonly signed?: boolean;
  /** Deleted, and can be restored. */
  readonly deleted?: boolean;
  readonly copyright?: string;
  readonly geo?: { readonly latitude: number; readonly longitude: number };
}

/** What a comment is under; `topic` is a discussion, where VK calls comments posts. */
export type CommentedType = "post" | "photo" | "video" | "market" | "topic";

/** A comment on an object. */
export interface Comment {
  readonly id: number;
  /** What is commented. */
  readonly type: CommentedType;
  /** Owner of what is commented. */
  readonly owner_id: number;
  /** ID of what is commented: of the post, photo, video, product or discussion. */
  readonly object_id: number;
  readonly from_id: number;
  readonly date: number;
  readonly text: string;
  readonly attachments: readonly string[];
  readonly guid: string;
  /** IDs of the comments above it in its thread, the topmost first; empty outside a thread. */
  readonly parents_stack: readonly number[];
  /** The comment that it replies to. */
  readonly reply_to_comment?: number;
  /** Author of the comment that it replies to. */
  readonly reply_to_user?: number;
  readonly sticker_id?: number;
  readonly edited?: number;
  /** Deleted, and can be restored. */
  readonly deleted?: boolean;
}

/** What can be liked, in the words of likes.add. */
export type LikedType =
  | "post"
  | "comment"
  | "photo"
  | "audio"
  | "video"
  | "note"
  | "market"
  | "photo_comment"
  | "video_comment"
  | "topic_comment"
  | "market_comment"
  | "sitepage"
  | "textpost"
  | "community_review"
  | "story"
  | "group_like";

/** A user likes an object. */
export interface Like {
  readonly type: LikedType;
  readonly owner_id: number;
  readonly item_id: number;
  /** Who likes: a user ID, or a negative community ID. */
  readonly user_id: number;
  readonly date: number;
}

/** A poll. */
export interface Poll {
  readonly id: number;
  readonly owner_id: number;
  readonly author_id: number;
  readonly question: string;
  readonly answers: ReadonlyArray<{ readonly id: number; readonly text: string }>;
  readonly created: number;
  readonly anonymous: boolean;
  readonly multiple: boolean;
  readonly disable_unvote: boolean;
  /** When it ends, in Unix seconds; 0 for never. */
  readonly end_date: number;
  readonly photo_id?: number;
  readonly background_id?: number;
}

/** A user's vote in a poll. */
export interface PollVote {
  readonly owner_id: number;
  readonly poll_id: number;
  readonly user_id: number;
  readonly answer_ids: readonly number[];
  readonly date: number;
}

/** A discussion in a community. Its messages are comments of the type `topic`. */
export interface Topic {
  readonly id: number;
  readonly group_id: number;
  readonly title: string;
  readonly created: number;
  readonly created_by: number;
  readonly updated: number;
  readonly updated_by: number;
  readonly closed: boolean;
  readonly fixed: boolean;
}

/** A story. */
export interface Story {
  readonly id: number;
  readonly owner_id: number;
  readonly date: number;
  /** When it expires, in Unix seconds. */
  readonly expires_at: number;
  readonly type: "photo" | "video";
  /** Photo ID, or video ID. */
  readonly photo: number;
  readonly link?: { readonly text: string; readonly url: string };
  readonly deleted?: boolean;
}

/** A user saw a story. */
export interface StoryView {
  readonly owner_id: number;
  readonly story_id: number;
  readonly user_id: number;
  readonly date: number;
}

/** How many events of a kind the statistics of a community count on a day. */
export interface Activity {
  readonly owner_id: number;
  /** Start of the day (UTC), in Unix seconds. */
  readonly day: number;
  readonly kind: "view" | "like" | "comment" | "copy" | "subscribe" | "unsubscribe";
  readonly count: number;
}
