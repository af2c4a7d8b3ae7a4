/** An uploaded and saved photo. */
export interface Photo {
  readonly id: number;
  readonly owner_id: number;
  readonly album_id: number;
  readonly user_id: number;
  readonly date: number;
  readonly text: string;
  readonly width: number;
  readonly height: number;
  /** File name in the folder `files`. */
  readonly file: string;
  /** Latitude and longitude, in degrees. */
  readonly lat?: number;
  readonly long?: number;
  /** Deleted, and can be restored. */
  readonly deleted?: boolean;
}

/** An album of photos. */
export interface Album {
  readonly id: number;
  readonly owner_id: number;
  readonly title: string;
  readonly description: string;
  readonly created: number;
  readonly updated: number;
  /** Photo ID of the cover; 0 for the last photo. */
  readonly thumb_id: number;
  readonly comments_disabled?: 0 | 1;
  readonly upload_by_admins_only?: 0 | 1;
}

/** A video; its file is empty until it is uploaded. */
export interface Video {
  readonly id: number;
  readonly owner_id: number;
  readonly user_id: number;
  readonly title: string;
  readonly description: string;
  readonly date: number;
  readonly file: string;
  readonly size: number;
  /** Address of a video on another site. */
  readonly link?: string;
  /** ID of the photo on its cover. */
  readonly thumb?: number;
  /** Whether it is part of a story: it is not among the videos of its owner. */
  readonly is_story?: boolean;
  readonly no_comments?: boolean;
  readonly repeat?: boolean;
  readonly deleted?: boolean;
}

/** A user, or a community, added the video of another owner to their own. */
export interface AddedVideo {
  readonly target_id: number;
  readonly owner_id: number;
  readonly video_id: number;
}

/** A document. */
export interface Doc {
  readonly id: number;
  readonly owner_id: number;
  readonly title: string;
  /** Extension of the file, without a dot. */
  readonly ext: string;
  readonly size: number;
  readonly date: number;
  /** 1: text, 2: archive, 3: GIF, 4: image, 5: audio, 6: video, 7: e-book, 8: other. */
  readonly type: number;
  /** File name in the folder `files`. */
  readonly file: string;
  readonly tags: readonly string[];
  /** What docs.save says of it: a document, graffiti, or a voice message. */
  readonly kind: "doc" | "graffiti" | "audio_message";
  /** Deleted, and can be restored. */
  readonly deleted?: boolean;
}

/** A short link. */
export interface ShortLink {
  readonly key: string;
  readonly url: string;
  readonly user_id: number;
  readonly date: number;
  readonly views: number;
  /** Whether its author removed it from the list of the last links; it still works. */
  readonly hidden?: boolean;
}

/** An image for the widget of a community or an app. */
export interface WidgetImage {
  /** `-1_2` for a community, `2` for an app. */
  readonly id: string;
  /** Negative community ID; 0 for an app. */
  readonly owner_id: number;
  /** Size in points, `50x50`. */
  readonly image_type: string;
  /** File name in the folder `files`. */
  readonly file: string;
  readonly width: number;
  readonly height: number;
}
