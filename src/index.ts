/**
 * oint: a client for the API of VK (VKontakte).
 *
 * @module oint
 */

export {
  ArgumentError,
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
  Auth,
  AuthParameters,
  Binary,
  Flag,
  Id,
  Method,
  Methods,
  Moment,
  PhotoType,
  Typing,
} from "./OPI_VK/index.ts";
export * as OPI_VK from "./OPI_VK/index.ts";
export {
  configure,
  type Settings,
  type Timeouts,
  type Traffic,
  type TrafficListener,
  withSettings,
} from "./vk/settings.ts";
