import type { VkApiError } from "../errors.ts";
import type { Methods } from "./generated/parameters.ts";
import type { RepeatClass } from "./methods.ts";
import type { Settings } from "./settings.ts";

/** Parameters that carry a person's answer to a challenge of VK's. Source: https://dev.vk.com/ru/api/captcha-error */
export const answerNames = ["captcha_sid", "captcha_key", "success_token", "remixstlid", "confirm"];

/** Parameters that every method has. Source: https://dev.vk.com/ru/api/api-requests */
export const commonNames = ["v", "lang", "test_mode", ...answerNames];

/** Name of a VK method that the client calls. */
export type Method = keyof Methods;

/** VK's answer to a method, as it stands in the JSON. */
export interface Answer<M extends Method> {
  /** What the method gives, as VK's official typings describe it. */
  readonly response: Methods[M]["answer"];
}

/** One call of a VK method, ready to be sent: the same for every attempt. */
export interface Call {
  readonly method: Method;
  /** Encoded parameters, the token among them. */
  readonly params: Readonly<Record<string, string>>;
  readonly apiUrl: string;
  readonly repeat: RepeatClass;
  /** Calls a second that VK allows for the token. */
  readonly rps: number;
  readonly settings: Settings;
  /** VK's challenge, where the parameters carry a person's answer to it. */
  readonly challenge?: VkApiError;
}

/** Sends a call: resolves to VK's `{response: …}`, or rejects with an OintError. */
export type Send = (call: Call) => Promise<unknown>;

/** Something that happens around the sending of a call. */
export type Step = (next: Send) => Send;
