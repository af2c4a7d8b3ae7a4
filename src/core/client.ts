import { type Methods, parameterNames } from "../api/generated/parameters.ts";
import { methodPolicies, type RetryPolicy } from "../api/methods.ts";
import { ArgumentError, OintError } from "../errors.ts";
import { maskParams, maskValue } from "../secrets.ts";
import { suggest } from "../validation/suggest.ts";
import { formatValue } from "../validation/values.ts";
import { type Auth, defaultVersion, readAuth } from "./auth.ts";
import { placeholder } from "./dry-run.ts";
import { decode, encodeAll } from "./encoding.ts";
import { batchMiddleware } from "./middleware/batch.ts";
import { challengeMiddleware } from "./middleware/challenge.ts";
import { rateLimitMiddleware } from "./middleware/rate-limit.ts";
import { retryMiddleware } from "./middleware/retry.ts";
import { type Method, type Next, type PreparedRequest, sharedParams, type VkResponse } from "./request.ts";
import { apiUrl, currentSettings, withSettings } from "./settings.ts";

/** VK's limits, calls a second. Source: https://dev.vk.com/ru/api/api-requests */
const vkRateLimits = { user: 3, community: 20 };

/** One way to VK for each token and address: the calls through it share what VK allows the token. */
const pipelines = new Map<string, Next>();
const maxPipelines = 1000;

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
  kind: keyof typeof vkRateLimits = "user",
): Promise<VkResponse<M>> {
  const prepared = prepareRequest(method, params, auth, kind);
  const { settings } = prepared;
  settings.signal?.throwIfAborted();
  const send = settings.dryRun ? dryRunSend : pipelineFor(prepared);
  return (await send(prepared)) as VkResponse<M>; // VK's answer, by the official typings
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
): Promise<Array<VkResponse<M> | OintError>> {
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

function prepareRequest(
  method: Method,
  params: object,
  auth: Auth,
  kind: keyof typeof vkRateLimits,
): PreparedRequest {
  const settings = currentSettings();
  if (!Object.hasOwn(methodPolicies, method)) throw unknownMethod(method);
  const { token, fields } = readAuth(auth);
  const names = paramNamesOf(method);
  const known = (given: object) =>
    Object.entries(given).filter(([name, value]) => names.has(name) && value !== "");
  const { retry } = methodPolicies[method];
  const encoded = encodeAll({
    v: defaultVersion,
    ...idempotencyKey(retry),
    ...Object.fromEntries(known(fields)),
    ...params,
    ...Object.fromEntries(known(settings.params ?? {})),
    access_token: token,
  });
  const rps = settings.rps ?? vkRateLimits[kind];
  return { method, params: encoded, apiUrl: apiUrl(settings), retry, rps, settings };
}

/** TypeScript tells it sooner; JavaScript and lists of calls that were read from a file do not. */
function unknownMethod(method: string): ArgumentError {
  const near = suggest(String(method), Object.keys(methodPolicies));
  const advice = near ? `; did you mean ${near}?` : "";
  return new ArgumentError(
    "method",
    `got ${formatValue(method)}, which is no method that oint calls${advice}`,
  );
}

const paramNamesByMethod = new Map<Method, ReadonlySet<string>>();

/** The parameters that a method has. */
function paramNamesOf(method: Method): ReadonlySet<string> {
  const known = paramNamesByMethod.get(method);
  if (known) return known;
  const names = new Set([...parameterNames[method].split(" "), ...sharedParams]);
  paramNamesByMethod.set(method, names);
  return names;
}

/** By this VK recognises a repetition; a key of the caller's own takes its place. */
function idempotencyKey(repeat: RetryPolicy): object {
  if (repeat === "guid") return { guid: crypto.randomUUID() };
  // 0 would switch VK's check off.
  return repeat === "random_id"
    ? { random_id: 1 + ((crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % (2 ** 31 - 1)) }
    : {};
}

function pipelineFor({ apiUrl, params }: PreparedRequest): Next {
  const key = `${apiUrl} ${params.access_token}`;
  // The limit is inside the retry, so that every attempt pays for its place; a person's answer gets attempts of its own.
  const way =
    pipelines.get(key) ??
    challengeMiddleware(retryMiddleware(batchMiddleware()(rateLimitMiddleware()(sendRequest))));
  pipelines.delete(key);
  pipelines.set(key, way);
  const oldest = pipelines.keys().next();
  if (pipelines.size > maxPipelines && !oldest.done) pipelines.delete(oldest.value);
  return way;
}

let transportModule: Promise<typeof import("./transport.ts")> | undefined;

const sendRequest: Next = async ({ method, params, apiUrl, settings }) => {
  settings.onRequestEvent?.({ event: "request", target: method, detail: maskParams(params) });
  const request = {
    url: `${apiUrl}/${method}`,
    purpose: method,
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(params).toString(),
  };
  // Commands that call nothing do not load what makes connections; and an import is too dear to repeat for each call.
  transportModule ??= import("./transport.ts");
  const { status, body } = await (await transportModule).post(request, settings);
  settings.onRequestEvent?.({
    event: "answer",
    target: method,
    detail: maskValue(body, params.access_token ?? ""),
  });
  return decode(method, params, status, body);
};

const dryRunSend: Next = async ({ method, params, settings }) => {
  settings.onRequestEvent?.({ event: "request", target: method, detail: maskParams(params) });
  return { response: placeholder(method) };
};
