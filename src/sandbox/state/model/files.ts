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
  readonly deleted?: boolean;
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
}

/** A short link. */
export interface ShortLink {
  readonly key: string;
  readonly url: string;
  readonly user_id: number;
  readonly date: number;
  readonly views: number;
}
