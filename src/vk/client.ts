import { randomInt, randomUUID } from "node:crypto";
import { maskParams, maskValue } from "../secrets.ts";
import { type Auth, defaultVersion, readAuth } from "./auth.ts";
import type { Answer, Call, Method, Send } from "./call.ts";
import { type Methods, parameterNames } from "./generated/parameters.ts";
import { limit } from "./limit.ts";
import { methods, type RepeatClass } from "./methods.ts";
import { standIn } from "./rehearsal.ts";
import { retry } from "./retry.ts";
import { apiUrl, currentSettings } from "./settings.ts";
import { post } from "./transport.ts";
import { decode, encodeAll } from "./wire.ts";

/** Parameters that every method has. Source: https://dev.vk.com/ru/api/api-requests */
const commonNames = [
  "v",
  "lang",
  "test_mode",
  "captcha_sid",
  "captcha_key",
  "success_token",
  "remixstlid",
  "confirm",
];

/** VK's limit for a user token. Source: https://dev.vk.com/ru/api/api-requests */
const defaultRps = 3;

/** One way to VK for each token and address: the calls through it share the rate limit. */
const ways = new Map<string, Send>();
const mostWays = 1000;

/**
 * Calls a VK method.
 *
 * @param method its name, `wall.post`
 * @param params its parameters; those that are `undefined` are left out, also when the structure has a field of that name
 * @param auth the authorization structure; those of its fields that the method has as parameters go along
 * @returns VK's `{response: …}`
 * @throws {VkApiError} when VK answered an error
 * @throws {TransportError} when there is no usable answer
 * @throws {ArgumentError} when the structure is wrong
 */
export async function call<M extends Method>(
  method: M,
  params: Methods[M]["params"],
  auth: Auth,
): Promise<Answer<M>> {
  const prepared = prepare(method, params, auth);
  const { settings } = prepared;
  settings.signal?.throwIfAborted();
  const send = settings.dryRun ? rehearse : wayFor(prepared);
  return (await send(prepared)) as Answer<M>; // VK's answer, by the official typings
}

function prepare(method: Method, params: object, auth: Auth): Call {
  const settings = currentSettings();
  const { token, fields } = readAuth(auth);
  const names = new Set([...parameterNames[method].split(" "), ...commonNames]);
  const known = (given: object) =>
    Object.entries(given).filter(([name, value]) => names.has(name) && value !== "");
  const { repeat } = methods[method];
  const encoded = encodeAll({
    v: defaultVersion,
    ...idempotencyKey(repeat),
    ...Object.fromEntries(known(fields)),
    ...params,
    ...Object.fromEntries(known(settings.params ?? {})),
    access_token: token,
  });
  return { method, params: encoded, apiUrl: apiUrl(settings), repeat, settings };
}

/** By this VK recognises a repetition; a key of the caller's own takes its place. */
function idempotencyKey(repeat: RepeatClass): object {
  if (repeat === "guid") return { guid: randomUUID() };
  // 0 would switch VK's check off.
  return repeat === "random_id" ? { random_id: randomInt(1, 2 ** 31) } : {};
}

function wayFor({ apiUrl, params, settings }: Call): Send {
  const { rps = defaultRps } = settings;
  const key = `${apiUrl} ${rps} ${params.access_token}`;
  const way = ways.get(key) ?? retry(limit(rps)(transmit));
  ways.delete(key);
  ways.set(key, way);
  const oldest = ways.keys().next();
  if (ways.size > mostWays && !oldest.done) ways.delete(oldest.value);
  return way;
}

const transmit: Send = async ({ method, params, apiUrl, settings }) => {
  settings.onTraffic?.({ event: "request", target: method, detail: maskParams(params) });
  const request = {
    url: `${apiUrl}/${method}`,
    purpose: method,
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(params).toString(),
  };
  const { status, body } = await post(request, settings);
  settings.onTraffic?.({
    event: "answer",
    target: method,
    detail: maskValue(body, params.access_token ?? ""),
  });
  return decode(method, params, status, body);
};

const rehearse: Send = async ({ method, params, settings }) => {
  settings.onTraffic?.({ event: "request", target: method, detail: maskParams(params) });
  return { response: standIn(method) };
};
