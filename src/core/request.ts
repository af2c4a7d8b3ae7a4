import type { Methods } from "../api/generated/parameters.ts";
import type { RetryPolicy } from "../api/methods.ts";
import type { VkApiError } from "../errors.ts";
import type { Settings } from "./settings.ts";

/** Parameters that contain the user's response to a challenge. Source: https://dev.vk.com/ru/api/captcha-error */
export const challengeParams = ["captcha_sid", "captcha_key", "success_token", "remixstlid", "confirm"];

/** Parameters that every method has. Source: https://dev.vk.com/ru/api/api-requests */
export const sharedParams = ["v", "lang", "test_mode", ...challengeParams];

/** Name of a VK method that the client calls. */
export type Method = keyof Methods;

/** VK's response to a method call. */
export interface VkResponse<M extends Method> {
  /** What the method returns, as VK's official typings declare it. */
  readonly response: Methods[M]["response"];
}

/** A call of a VK method, ready to be sent; the same for every attempt. */
export interface PreparedRequest {
  readonly method: Method;
  /** Encoded parameters, including the token. */
  readonly params: Readonly<Record<string, string>>;
  readonly apiUrl: string;
  readonly retry: RetryPolicy;
  /** Calls per second that VK allows for the token. */
  readonly rps: number;
  readonly settings: Settings;
  /** VK's challenge, if the parameters contain the user's response to it. */
  readonly challenge?: VkApiError;
}

/** Sends a call: resolves to VK's `{response: …}`, or rejects with an OintError. */
export type Next = (call: PreparedRequest) => Promise<unknown>;

/** Wraps the sending of a call. */
export type Middleware = (next: Next) => Next;
