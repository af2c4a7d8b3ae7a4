/**
 * VK's operations as flat functions, one for each thing one wants to do. Their order is that of the help and the documentation.
 *
 * @module OPI_VK
 */

export type { Binary } from "../upload/source.ts";
export type { Auth } from "../vk/auth.ts";
export type { Answer, Method } from "../vk/call.ts";
export type { Methods, Typing } from "../vk/generated/parameters.ts";
export type { Flag, Id, Moment } from "../vk/values.ts";
export { createAdCampaign } from "./ads.ts";
export { type AuthParameters, createTokenRetrievalLink, getAuthParameters } from "./authorization.ts";
export { createStory } from "./media.ts";
export { type PhotoType, uploadPhotoToServer } from "./photos.ts";
export { createCompositePost, createPost, deletePost } from "./posts.ts";
export { getStatistics } from "./statistics.ts";
