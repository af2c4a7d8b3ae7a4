/**
 * oint: a client for the API of VK (VKontakte).
 *
 * @module oint
 */

export {
  ArgumentError,
  type DoneStep,
  OAuthError,
  type OAuthFailure,
  OintError,
  type TransportDetails,
  TransportError,
  type UploadDetails,
  UploadError,
  VkApiError,
  type VkErrorBody,
  type VkRequestParam,
} from "./errors.ts";
export type {
  Answer,
  AppPermissions,
  Auth,
  AuthParameters,
  Binary,
  CommunityToken,
  CommunityTokens,
  Flag,
  Id,
  Keyboard,
  MarketItem,
  Method,
  Methods,
  Moment,
  Order,
  PhotoType,
  Product,
  Property,
  ScopeKind,
  Selection,
  TokenLink,
  Typing,
  UploadedVideo,
  UserToken,
  VKIDDone,
  VKIDLink,
  VKIDToken,
  VKIDUser,
} from "./OPI_VK/index.ts";
export * as OPI_VK from "./OPI_VK/index.ts";
export { eachOrder } from "./OPI_VK/orders.ts";
export { eachProduct } from "./OPI_VK/products.ts";
export { eachSelection } from "./OPI_VK/selections.ts";
export { callMany, type ManyCall } from "./vk/client.ts";
export {
  type ChallengeAnswer,
  type ChallengeHandler,
  configure,
  type Progress,
  type ProgressListener,
  type Settings,
  type Timeouts,
  type Traffic,
  type TrafficListener,
  withSettings,
} from "./vk/settings.ts";
