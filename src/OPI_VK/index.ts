/**
 * VK's operations as flat functions, one for each thing one wants to do. Their order is that of the help and the documentation.
 *
 * @module OPI_VK
 */
export { createTokenRetrievalLink, getAuthParameters, type AuthParameters } from "./authorization.ts";
export { createPost, createCompositePost, deletePost } from "./posts.ts";
export { createStory } from "./media.ts";
export { uploadPhotoToServer, type PhotoType } from "./photos.ts";
export { getStatistics } from "./statistics.ts";
export { createAdCampaign } from "./ads.ts";
export type { Answer, Method } from "../vk/call.ts";
export type { Methods, Typing } from "../vk/generated/parameters.ts";
export type { Auth } from "../vk/auth.ts";
export type { Flag, Id, Moment } from "../vk/values.ts";
export type { Binary } from "../upload/source.ts";
