import type { MethodName, MethodParams, MethodResponse } from "../api/method-types.ts";
import type { Auth } from "./auth.ts";
import { callMany } from "./call-method.ts";
import { chunk } from "./pagination.ts";

/** VK's limit of calls per `execute`. Source: https://dev.vk.com/ru/method/execute */
const maxCalls = 25;

/** A method that takes many values in one call. */
export interface ChunkedCall<M extends MethodName, Value> {
  readonly method: M;
  /** Maximum number of values per call. */
  readonly size: number;
  /** Parameters of the call for some of the values. */
  readonly paramsOf: (values: readonly Value[]) => MethodParams<M>;
}

/**
 * Calls a method for any number of values, up to 25 calls in one request.
 *
 * @returns VK's response to each call, in the order of the values
 * @throws the error of the first call that failed
 */
export async function* eachChunk<M extends MethodName, Value>(
  values: readonly Value[],
  { method, size, paramsOf }: ChunkedCall<M, Value>,
  auth: Auth,
): AsyncGenerator<MethodResponse<M>> {
  const calls = chunk(values, size).map(part => ({ method, params: paramsOf(part) }));
  for (const group of chunk(calls, maxCalls)) {
    for (const result of await callMany(group, auth)) {
      if (result instanceof Error) throw result;
      yield result.response;
    }
  }
}
