import type { MethodName, MethodResponse } from "../api/method-types.ts";
import type { MethodPolicy } from "../api/policy.ts";
import type { VkApiError } from "../errors.ts";
import type { Settings } from "./settings.ts";

/** Parameters that contain the user's response to a challenge. Source: https://dev.vk.com/ru/api/captcha-error */
export const challengeParams = ["captcha_sid", "captcha_key", "success_token", "remixstlid", "confirm"];

/** Parameters that every method has. Source: https://dev.vk.com/ru/api/api-requests */
export const sharedParams = ["v", "lang", "test_mode", ...challengeParams];

/** VK's response to a method call. */
export interface VkResponse<M extends MethodName> {
  /** What the method returns, as VK's official typings declare it. */
  readonly response: MethodResponse<M>;
}

/** A call of a VK method, ready to be sent; the same for every attempt. */
export interface PreparedRequest {
  readonly method: string;
  /** Encoded parameters, including the token. */
  readonly params: Readonly<Record<string, string>>;
  readonly apiUrl: string;
  /** Whether a retry is safe, and whether the call can go into `execute`. */
  readonly policy: MethodPolicy;
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
