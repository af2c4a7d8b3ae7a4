import type { MethodType } from "../generated/types.ts";

interface Country {
  /** ID of the country. */
  country_id?: number;
}

interface MediaLayout {
  /** Layout of photos and videos. Default: `carousel`. */
  primary_attachments_mode?: "carousel" | "grid";
  /** Cropping of photos, as JSON: `[{"photo_id": "1_2", "x": 0, "y": 0, "width": 300, "height": 300}]`. */
  photo_attachments_crop?: string;
}

interface Lifetime {
  /** Lifetime of the story, in seconds. */
  lifetime?: 3600 | 43200 | 86400 | 172700;
}

interface OwnerId {
  /** ID of the wall's owner; negative for a community. */
  owner_id?: number;
}

/** Parameters that are not in the official typings; their sources are in `parameters.ts`. */
export interface AddedParameterTypes {
  "database.getCities": Country;
  "database.getRegions": Country;
  "database.getUniversities": Country;
  execute: {
    /** VKScript code. */
    code: string;
    /** Version of a stored procedure. */
    func_v?: number;
    /** Any other parameter becomes a field of `Args` in the script. */
    [argument: string]: unknown;
  };
  "messages.send": {
    /** Formatting of the text, as JSON. */
    format_data?: string;
    /** The former name of `peer_ids`. */
    user_ids?: string;
  };
  "stories.getPhotoUploadServer": Lifetime;
  "stories.getVideoUploadServer": Lifetime;
  "wall.edit": MediaLayout;
  "wall.get": OwnerId;
  "wall.post": MediaLayout;
  "wall.search": OwnerId;
}

/** Methods that are not in the official typings; their sources are in `methods.ts`. */
export interface AddedMethodTypes {
  "market.getCommunityReviews": MethodType<
    {
      /** ID of the community. */
      community_id: number;
      limit?: number;
      offset?: number;
      last_id?: number;
      sort?: string;
      comments_limit?: number;
      comments_profile_fields?: string;
    },
    unknown
  >;
  "messages.forceCallFinish": MethodType<
    {
      /** ID of the call. */
      call_id: string;
    },
    1
  >;
  "messages.startCall": MethodType<
    {
      /** ID of the community, negative. */
      group_id?: number;
    },
    {
      /** URL of the call. */
      readonly join_link: string;
      /** ID of the call. */
      readonly call_id: string;
    }
  >;
  "stories.getDetailedStats": MethodType<
    {
      /** ID of the story's owner. */
      owner_id: number;
      /** ID of the story. */
      story_id: number;
    },
    unknown
  >;
  "video.getPublicSectionFeed": MethodType<
    {
      /** Name of the feed. */
      section_name: "trends" | "sport" | "cybersport" | "for_kids" | "politics";
      /** Number of videos. */
      limit?: 20 | 50;
      /** Maximum duration of a video, in seconds. */
      max_duration?: 61 | 122;
    },
    string
  >;
}
