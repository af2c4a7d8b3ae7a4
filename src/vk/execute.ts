import { isDeepStrictEqual } from "node:util";
import { TransportError, VkApiError, type VkErrorBody } from "../errors.ts";
import { type Call, commonNames } from "./call.ts";
import { hint } from "./hints.ts";
import { isVkError } from "./wire.ts";

/** Parameters that belong to the request and not to a call in it. */
export const outerNames: readonly string[] = ["access_token", ...commonNames];

/** Some calls as VKScript: `return [API.likes.add({"item_id":"1"})];` */
export function inScript(calls: readonly Call[]): string {
  const each = calls.map(({ method, params }) => {
    const own = Object.entries(params).filter(([name]) => !outerNames.includes(name));
    return `API.${method}(${JSON.stringify(Object.fromEntries(own))})`;
  });
  // JSON leaves these two as they are; to a script they end a line, in the middle of a text.
  const escaped = { "\u2028": "\\u2028", "\u2029": "\\u2029" };
  return `return [${each.join(",").replace(/[\u2028\u2029]/g, end => escaped[end as keyof typeof escaped])}];`; // only these two match
}

/** An error in the list of errors: of a call, by its method where VK names it. */
type CallError = VkErrorBody & { readonly method?: string };

/**
 * Tells what became of each call in a script. A call that failed has `false` in its place, and its error stands in a
 * list beside, in the order of the failures. An empty place without an error that is surely its own tells nothing.
 *
 * @param calls the calls, in the order of the script
 * @param answer VK's answer to execute
 * @returns for each call VK's `{response: …}`, a VkApiError, or a TransportError where its outcome is not known
 */
export function becameOf(calls: readonly Call[], answer: unknown): unknown[] {
  const { response, execute_errors } = answer as { response?: unknown; execute_errors?: unknown }; // an object, by decode
  const places = Array.isArray(response) && response.length <= calls.length ? response : [];
  const empty = [...calls.keys()].filter(i => isEmpty(places[i]));
  const errors = pair(calls, empty, errorsOf(execute_errors));
  return calls.map(({ method, params }, i) => {
    const error = errors.get(i);
    if (error) return new VkApiError(method, params, error, hint(method, error));
    return isEmpty(places[i]) ? untold(method, answer) : { response: places[i] };
  });
}

function isEmpty(place: unknown): boolean {
  return place === false || place === null || place === undefined;
}

/** The errors of calls; VK may add one of execute itself, which repeats the last of them. */
function errorsOf(list: unknown): CallError[] {
  const all: readonly unknown[] = Array.isArray(list) ? list : [];
  return all.filter((each): each is CallError => isVkError(each) && each.method !== "execute");
}

function untold(method: string, answer: unknown): TransportError {
  const what = "VK's answer to execute does not tell what became of this call";
  return new TransportError(`${method}: ${what}`, { status: 200, body: JSON.stringify(answer), sent: true });
}

type Pairs = ReadonlyMap<number, CallError>;

/** Finds the error of each empty place, as far as it is certain. */
function pair(calls: readonly Call[], empty: readonly number[], errors: readonly CallError[]): Pairs {
  const whole = inOrder(calls, empty, errors);
  if (whole) return whole;
  const own = byMethod(calls, empty, errors);
  const used = new Set(own.values());
  const emptyStill = empty.filter(i => !own.has(i));
  const left = errors.filter(error => !used.has(error));
  // Where the order tells nothing, one error can still belong to one place only.
  const rest = left.length === 1 ? inOrder(calls, emptyStill, left) : undefined;
  return new Map([...own, ...(rest ?? [])]);
}

/** There is an error for each empty place, and where one names its method, it is that of its place. */
function inOrder(
  calls: readonly Call[],
  empty: readonly number[],
  errors: readonly CallError[],
): Pairs | undefined {
  const matches = empty.every((i, k) => (errors[k]?.method ?? calls[i]?.method) === calls[i]?.method);
  return matches && empty.length === errors.length ? together(empty, errors) : undefined;
}

/** Where a method has as many errors as empty places, those are theirs: which is whose tells their order, unless it is broken. */
function byMethod(calls: readonly Call[], empty: readonly number[], errors: readonly CallError[]): Pairs {
  const groups = [...new Set(errors.map(({ method }) => method))].map(method => ({
    places: empty.filter(i => calls[i]?.method === method),
    own: errors.filter(error => error.method === method),
  }));
  const full = groups.filter(({ places, own }) => places.length === own.length);
  const all = new Map(full.flatMap(({ places, own }) => [...together(places, own)]));
  if (isInOrder(all, errors)) return all;
  const alike = full.filter(({ own }) => own.every(error => isDeepStrictEqual(error, own[0])));
  return new Map(alike.flatMap(({ places, own }) => [...together(places, own)]));
}

function isInOrder(pairs: Pairs, errors: readonly CallError[]): boolean {
  const places = [...pairs].sort(([, a], [, b]) => errors.indexOf(a) - errors.indexOf(b)).map(([i]) => i);
  return places.every((place, k) => k === 0 || place > (places[k - 1] ?? 0));
}

function together(places: readonly number[], errors: readonly CallError[]): Map<number, CallError> {
  return new Map(places.flatMap((place, k) => (errors[k] ? [[place, errors[k]] as const] : [])));
}
