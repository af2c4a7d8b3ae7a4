import { ArgumentError, OintError } from "../errors.ts";
import { maskParams, maskValue, secretsIn } from "../secrets.ts";
import { type Auth, defaultVersion, readAuth } from "./auth.ts";
import { batch } from "./batch.ts";
import { type Answer, type Call, commonNames, type Method, type Send } from "./call.ts";
import { captcha } from "./captcha.ts";
import { type Methods, parameterNames } from "./generated/parameters.ts";
import { limit } from "./limit.ts";
import { methods, type RepeatClass } from "./methods.ts";
import { nearest } from "./nearest.ts";
import { standIn } from "./rehearsal.ts";
import { retry } from "./retry.ts";
import { apiUrl, currentSettings, withSettings } from "./settings.ts";
import { parameters, show } from "./values.ts";
import { decode, encodeAll } from "./wire.ts";

/** VK's limits, calls a second. Source: https://dev.vk.com/ru/api/api-requests */
const limits = { user: 3, community: 20 };

/** One way to VK for each token and address: the calls through it share what VK allows the token. */
const ways = new Map<string, Send>();
const mostWays = 1000;

/**
 * Calls a VK method.
 *
 * @param method its name, `wall.post`
 * @param params its parameters; those that are `undefined` are left out, also when the structure has a field of that name
 * @param auth the authorization structure; those of its fields that the method has as parameters go along
 * @param kind whose token it is, where that is known
 * @returns VK's `{response: …}`
 * @throws {VkApiError} when VK answered an error
 * @throws {TransportError} when there is no usable answer
 * @throws {ArgumentError} when the structure is wrong
 */
export async function call<M extends Method>(
  method: M,
  params: Methods[M]["params"],
  auth: Auth,
  kind: keyof typeof limits = "user",
): Promise<Answer<M>> {
  const prepared = prepare(method, params, auth, kind);
  const { settings } = prepared;
  settings.signal?.throwIfAborted();
  const send = settings.dryRun ? rehearse : wayFor(prepared);
  return (await send(prepared)) as Answer<M>; // VK's answer, by the official typings
}

/** A call among many. */
export interface ManyCall<M extends Method = Method> {
  /** The VK method. */
  readonly method: M;
  /** Its parameters. */
  readonly params: Methods[M]["params"];
}

/**
 * Makes many VK calls with few requests: up to 25 go together through VK's `execute`.
 *
 * @param calls the calls, in any number; methods that save an upload go by themselves
 * @param auth authorization structure
 * @returns what became of each call, in their order: VK's `{response: …}`, or the error of that call
 * @throws {ArgumentError} when the structure is wrong
 * @example
 * ```ts
 * import { callMany } from "oint";
 *
 * const posts = [42, 43];
 * const likes = posts.map(item_id => ({ method: "likes.add", params: { type: "post", item_id } }) as const);
 * const results = await callMany(likes, auth);
 * for (const result of results) if (result instanceof Error) console.error(result.message);
 * ```
 * @see https://dev.vk.com/ru/method/execute
 */
export async function callMany<M extends Method>(
  calls: ReadonlyArray<ManyCall<M>>,
  auth: Auth,
): Promise<Array<Answer<M> | OintError>> {
  readAuth(auth);
  return withSettings({ batch: true }, () =>
    Promise.all(
      calls.map(({ method, params }) =>
        call(method, params, auth).catch((error: unknown) => {
          if (error instanceof OintError) return error;
          throw error;
        }),
      ),
    ),
  );
}

function prepare(method: Method, params: object, auth: Auth, kind: keyof typeof limits): Call {
  const settings = currentSettings();
  if (!Object.hasOwn(methods, method)) throw unknownMethod(method);
  const { token, fields } = readAuth(auth);
  const names = namesOf(method);
  const further = parameters("param", settings.params ?? {});
  const known = (given: object) =>
    Object.entries(given).filter(([name, value]) => names.has(name) && value !== "");
  const { repeat } = methods[method];
  const encoded = encodeAll({
    v: defaultVersion,
    ...idempotencyKey(repeat),
    ...Object.fromEntries(known(fields)),
    ...parameters("params", { ...params }),
    ...Object.fromEntries(known(further)),
    access_token: token,
  });
  const rps = settings.rps ?? limits[kind];
  return { method, params: encoded, apiUrl: apiUrl(settings), repeat, rps, settings };
}

/** TypeScript tells it sooner; JavaScript and lists of calls that were read from a file do not. */
function unknownMethod(method: string): ArgumentError {
  const near = nearest(String(method), Object.keys(methods));
  const advice = near ? `; did you mean ${near}?` : "";
  return new ArgumentError("method", `got ${show(method)}, which is no method that oint calls${advice}`);
}

const namesByMethod = new Map<Method, ReadonlySet<string>>();

/** The parameters that a method has. */
function namesOf(method: Method): ReadonlySet<string> {
  const known = namesByMethod.get(method);
  if (known) return known;
  const names = new Set([...parameterNames[method].split(" "), ...commonNames]);
  namesByMethod.set(method, names);
  return names;
}

/** By this VK recognises a repetition; a key of the caller's own takes its place. */
function idempotencyKey(repeat: RepeatClass): object {
  if (repeat === "guid") return { guid: crypto.randomUUID() };
  // 0 would switch VK's check off.
  return repeat === "random_id"
    ? { random_id: 1 + ((crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % (2 ** 31 - 1)) }
    : {};
}

function wayFor({ apiUrl, params }: Call): Send {
  const key = `${apiUrl} ${params.access_token}`;
  // The limit is inside the retry, so that every attempt pays for its place; a person's answer gets attempts of its own.
  const way = ways.get(key) ?? captcha(retry(batch(limit())(transmit)));
  ways.delete(key);
  ways.set(key, way);
  const oldest = ways.keys().next();
  if (ways.size > mostWays && !oldest.done) ways.delete(oldest.value);
  return way;
}

let transport: Promise<typeof import("./transport.ts")> | undefined;

const transmit: Send = async ({ method, params, apiUrl, settings }) => {
  settings.onTraffic?.({ event: "request", target: method, detail: maskParams(params) });
  const request = {
    url: `${apiUrl}/${method}`,
    purpose: method,
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(params).toString(),
  };
  // Commands that call nothing do not load what makes connections; and an import is too dear to repeat for each call.
  transport ??= import("./transport.ts");
  const { status, body } = await (await transport).post(request, settings);
  settings.onTraffic?.({
    event: "answer",
    target: method,
    detail: maskValue(body, ...secretsIn(params)),
  });
  return decode(method, params, status, body);
};

const rehearse: Send = async ({ method, params, settings }) => {
  settings.onTraffic?.({ event: "request", target: method, detail: maskParams(params) });
  return { response: standIn(method) };
};
