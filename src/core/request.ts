import type { MethodName, MethodResponse } from "../api/method-types.ts";
import type { MethodPolicy } from "../api/policy.ts";
import type { VkApiError } from "../errors.ts";
import type { Settings } from "./settings.ts";

/** Parameters that carry a person's answer to a challenge of VK's. Source: https://dev.vk.com/ru/api/captcha-error */
export const answerNames = ["captcha_sid", "captcha_key", "success_token", "remixstlid", "confirm"];

/** Parameters that every method has. Source: https://dev.vk.com/ru/api/api-requests */
export const sharedParams = ["v", "lang", "test_mode", ...answerNames];

/** VK's answer to a method, as it stands in the JSON. */
export interface VkResponse<M extends MethodName> {
  /** What the method gives, as VK's official typings describe it. */
  readonly response: MethodResponse<M>;
}

/** One call of a VK method, ready to be sent: the same for every attempt. */
export interface PreparedRequest {
  readonly method: string;
  /** Encoded parameters, the token among them. */
  readonly params: Readonly<Record<string, string>>;
  readonly apiUrl: string;
  /** Whether it can be repeated, and whether it can stand in `execute`. */
  readonly policy: MethodPolicy;
  /** Calls a second that VK allows for the token. */
  readonly rps: number;
  readonly settings: Settings;
  /** VK's challenge, where the parameters carry a person's answer to it. */
  readonly challenge?: VkApiError;
}

/** Sends a call: resolves to VK's `{response: …}`, or rejects with an OintError. */
export type Next = (call: PreparedRequest) => Promise<unknown>;

/** Something that happens around the sending of a call. */
export type Middleware = (next: Next) => Next;
