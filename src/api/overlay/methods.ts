import type { SchemaFacts } from "../facts.ts";

/** A method that is in VK's documentation or typings but not in its schema. */
export interface AddedMethod extends SchemaFacts {
  /** URL of its documentation. */
  readonly source: string;
}

const typings = "https://www.npmjs.com/package/@vkontakte/api-schema-typescript/v/1.5199.0";

/** Methods that are not in VK's schema. */
export const addedMethods: Readonly<Record<string, AddedMethod>> = {
  "market.getCommunityReviews": {
    source: "https://dev.vk.com/ru/method/market.getCommunityReviews",
    // Its page names no token.
    tokens: [],
    parameters: {
      community_id: { type: "integer", required: true },
      limit: { type: "integer" },
      offset: { type: "integer" },
      last_id: { type: "integer" },
      sort: { type: "string", maxLength: 8 },
      comments_limit: { type: "integer" },
      comments_profile_fields: { type: "array", items: { type: "string" } },
    },
    errors: [1464, 1519, 1520, 1522],
  },
  "market.getFavesForAttach": {
    source: typings,
    tokens: [],
    parameters: {
      current_group_id: { type: "integer" },
      public_only: { type: "boolean" },
      offset: { type: "integer" },
      count: { type: "integer" },
    },
    errors: [],
  },
  "messages.forceCallFinish": {
    source: "https://dev.vk.com/ru/method/messages.forceCallFinish",
    tokens: [],
    parameters: { call_id: { type: "string", required: true, minLength: 36, maxLength: 36 } },
    errors: [],
  },
  "messages.startCall": {
    source: "https://dev.vk.com/ru/method/messages.startCall",
    tokens: [],
    parameters: { group_id: { type: "integer" } },
    errors: [],
  },
  "video.deleteThread": {
    source: typings,
    tokens: [],
    parameters: {
      owner_id: { type: "integer", required: true },
      thread_id: { type: "integer", required: true },
    },
    errors: [],
  },
  "video.getOembed": {
    source: "https://dev.vk.com/ru/method/video.getOembed",
    tokens: ["user", "community", "service", "open"],
    parameters: {
      url: { type: "string", required: true },
      maxwidth: { type: "integer" },
      maxheight: { type: "integer" },
    },
    errors: [104, 204],
  },
  "video.getPublicSectionFeed": {
    source: "https://dev.vk.com/ru/method/video.getPublicSectionFeed",
    tokens: ["user", "community", "service", "open"],
    parameters: {
      section_name: {
        type: "string",
        required: true,
        enum: ["trends", "sport", "cybersport", "for_kids", "politics"],
      },
      limit: { type: "integer", enum: [20, 50] },
      max_duration: { type: "integer", enum: [61, 122] },
    },
    errors: [],
  },
  "video.restoreThread": {
    source: typings,
    tokens: [],
    parameters: {
      owner_id: { type: "integer", required: true },
      thread_id: { type: "integer", required: true },
    },
    errors: [],
  },
};
