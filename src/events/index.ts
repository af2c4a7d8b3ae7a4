/**
 * What VK tells by itself: the events of a community.
 *
 * @module events
 */

export type {
  AudioAudio,
  BoardTopicComment,
  MarketOrder,
  MessagesMessage,
  PhotosPhoto,
  VideoVideo,
  WallWallComment,
  WallWallpostFull,
} from "@vkontakte/api-schema-typescript";
export type {
  AnyEvent,
  ClientInfo,
  EventMessage,
  EventName,
  EventOf,
  Incoming,
  VkEvent,
} from "./event.ts";
export { type HandleOptions, handleEvents, listen } from "./listen.ts";
export type { Gap } from "./receive.ts";
export type { GapListener, ListenOptions } from "./source.ts";
