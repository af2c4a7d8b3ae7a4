import { isDeepStrictEqual } from "node:util";
import { TransportError, VkApiError, type VkErrorBody } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import { isVkError } from "./encoding.ts";
import { hint } from "./hints.ts";
import { type PreparedRequest, sharedParams } from "./request.ts";

/** Parameters of the request to `execute` itself; they are not parameters of a call in the script. */
export const requestLevelParams: readonly string[] = ["access_token", ...sharedParams];

/** Writes calls as VKScript: `return [API.likes.add({"item_id":"1"})];` */
export function toVkScript(calls: readonly PreparedRequest[]): string {
  const expressions = calls.map(({ method, params }) => {
    const callParams = Object.entries(params).filter(([name]) => !requestLevelParams.includes(name));
    return `API.${method}(${JSON.stringify(Object.fromEntries(callParams))})`;
  });
  // JSON does not escape these two characters, but in a script they end the line, even inside a string.
  const escaped = { "\u2028": "\\u2028", "\u2029": "\\u2029" };
  return `return [${expressions.join(",").replace(/[\u2028\u2029]/g, end => escaped[end as keyof typeof escaped])}];`; // only these two match
}

/** An error in `execute_errors`; it contains the method if VK names it. */
type CallError = VkErrorBody & { readonly method?: string };

/**
 * Finds the result of each call in a script. A call that failed has `false` in the list of results. Its error is in
 * a separate list, in the order of the failures. If the error of a failed call is not certain, its outcome is unknown.
 *
 * @param calls the calls, in the order of the script
 * @param executeResponse VK's response to `execute`
 * @returns for each call VK's `{response: …}`, a VkApiError, or a TransportError if its outcome is unknown
 */
export function settleBatch(calls: readonly PreparedRequest[], executeResponse: unknown): unknown[] {
  const { response, execute_errors } = executeResponse as { response?: unknown; execute_errors?: unknown }; // an object, by decode
  const results = Array.isArray(response) && response.length <= calls.length ? response : [];
  const failed = [...calls.keys()].filter(i => isFailed(results[i]));
  const errors = matchErrors(calls, failed, callErrors(execute_errors));
  return calls.map(({ method, params }, i) => {
    const error = errors.get(i);
    if (error) return new VkApiError({ method, params, error, hint: hint(method, error) });
    return isFailed(results[i]) ? missingResult(method, executeResponse) : { response: results[i] };
  });
}

function isFailed(result: unknown): boolean {
  return result === false || result === null || result === undefined;
}

/** Returns the errors of calls. VK may add an error of `execute` itself, which repeats the last of them. */
function callErrors(list: unknown): CallError[] {
  const errors: readonly unknown[] = Array.isArray(list) ? list : [];
  return errors.filter((item): item is CallError => isVkError(item) && item.method !== "execute");
}

function missingResult(method: string, executeResponse: unknown): TransportError {
  const body = JSON.stringify(executeResponse);
  const problem = localize("{method}: VK's response to execute has no result for this call", { method });
  return new TransportError(problem, { status: 200, body, sent: true });
}

/** Errors by the index of their call. */
type ErrorsByCall = ReadonlyMap<number, CallError>;

/** Finds the error of each failed call, as far as it is certain. */
function matchErrors(
  calls: readonly PreparedRequest[],
  failed: readonly number[],
  errors: readonly CallError[],
): ErrorsByCall {
  const complete = matchByOrder(calls, failed, errors);
  if (complete) return complete;
  const matched = matchByMethod(calls, failed, errors);
  const matchedErrors = new Set(matched.values());
  const failedLeft = failed.filter(i => !matched.has(i));
  const errorsLeft = errors.filter(error => !matchedErrors.has(error));
  // If the order is not reliable, a single error can still belong to a single call.
  const rest = errorsLeft.length === 1 ? matchByOrder(calls, failedLeft, errorsLeft) : undefined;
  return new Map([...matched, ...(rest ?? [])]);
}

/** Matches errors to calls by order: there is one error per failed call, and an error that names a method names that of its call. */
function matchByOrder(
  calls: readonly PreparedRequest[],
  failed: readonly number[],
  errors: readonly CallError[],
): ErrorsByCall | undefined {
  const matches = failed.every((i, k) => (errors[k]?.method ?? calls[i]?.method) === calls[i]?.method);
  return matches && failed.length === errors.length ? zip(failed, errors) : undefined;
}

/**
 * Matches the errors of each method that has as many errors as failed calls, by order. If the order across methods is broken,
 * only methods whose errors are all equal are matched.
 */
function matchByMethod(
  calls: readonly PreparedRequest[],
  failed: readonly number[],
  errors: readonly CallError[],
): ErrorsByCall {
  const groups = [...new Set(errors.map(({ method }) => method))].map(method => ({
    failedCalls: failed.filter(i => calls[i]?.method === method),
    methodErrors: errors.filter(error => error.method === method),
  }));
  const complete = groups.filter(
    ({ failedCalls, methodErrors }) => failedCalls.length === methodErrors.length,
  );
  const matched = new Map(complete.flatMap(group => [...zip(group.failedCalls, group.methodErrors)]));
  if (isInOrder(matched, errors)) return matched;
  const equal = complete.filter(({ methodErrors }) =>
    methodErrors.every(error => isDeepStrictEqual(error, methodErrors[0])),
  );
  return new Map(equal.flatMap(group => [...zip(group.failedCalls, group.methodErrors)]));
}

function isInOrder(matched: ErrorsByCall, errors: readonly CallError[]): boolean {
  const byError = [...matched].sort(([, a], [, b]) => errors.indexOf(a) - errors.indexOf(b));
  const indexes = byError.map(([index]) => index);
  return indexes.every((index, k) => k === 0 || index > (indexes[k - 1] ?? 0));
}

function zip(indexes: readonly number[], errors: readonly CallError[]): Map<number, CallError> {
  return new Map(indexes.flatMap((index, k) => (errors[k] ? [[index, errors[k]] as const] : [])));
}
