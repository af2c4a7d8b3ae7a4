import type { PagingFacts, ResponsePath } from "../api/facts.ts";
import type { MethodName, MethodParams, MethodResponse } from "../api/method-types.ts";
import { ArgumentError, TransportError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import { formatValue } from "../validation/format.ts";
import type { Auth } from "./auth.ts";
import { send } from "./client.ts";
import { isPlaceholder } from "./dry-run.ts";
import { findSpec } from "./method-spec.ts";
import { type Page, paginate, upTo } from "./pagination.ts";
import { readAhead } from "./read-ahead.ts";
import { currentSettings, withCurrentSettings, withSettings } from "./settings-scope.ts";

/** An item of the list that a method returns; `unknown` if the typings do not declare it. */
export type ItemOf<M extends MethodName> =
  MethodResponse<M> extends {
    /** The list. */
    items?: ReadonlyArray<infer Item>;
  }
    ? Item
    : unknown;

/** How much of a list to read. */
export interface ListOptions {
  /** Maximum number of items. Empty: all. */
  readonly limit?: number | undefined;
}

/**
 * Reads a VK list of any length item by item. Pages are as large as the method allows, and if the method can be called in
 * `execute`, one request reads 25 pages. The loop gets the whole list, or an error.
 *
 * @param method name of a method that returns a list, `groups.getMembers`
 * @param params its parameters, with VK's names
 * @param auth credentials; fields that the method has as parameters are sent too
 * @param options how much of the list to read
 * @returns the items of the list
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if there is no usable response
 * @throws {ArgumentError} if VK has no such method, it returns no list, or a parameter is invalid
 * @example
 * ```ts
 * import { eachItem } from "oint";
 *
 * for await (const member of eachItem("groups.getMembers", { group_id: "1" }, auth)) console.log(member);
 * ```
 */
export function eachItem<M extends MethodName>(
  method: M,
  params: MethodParams<M>,
  auth: Auth,
  options: ListOptions = {},
): AsyncGenerator<ItemOf<M>> {
  const { limit = Number.POSITIVE_INFINITY } = options;
  if (typeof limit !== "number" || !(limit >= 0)) {
    throw new ArgumentError(
      "limit",
      localize("got {value}, expected a number of items such as {example}", {
        value: formatValue(limit),
        example: 1000,
      }),
    );
  }
  // The settings are those in effect now, not when the list is read.
  const inSettings = withCurrentSettings((work: () => unknown) => work());
  const list = items(method, params as Readonly<Record<string, unknown>>, auth, limit, inSettings); // an object
  return upTo(limit, list) as AsyncGenerator<ItemOf<M>>; // VK's response, by the official typings
}

type InSettings = (work: () => unknown) => unknown;

async function* items(
  method: string,
  params: Readonly<Record<string, unknown>>,
  auth: Auth,
  limit: number,
  inSettings: InSettings,
): AsyncGenerator {
  const spec = await findSpec(method);
  const { paging } = spec;
  if (!paging) {
    throw new ArgumentError(
      "method",
      localize("{method} returns no list that can be read page by page", { method }),
    );
  }
  const list: List = {
    method,
    paging,
    limit,
    size: sizeOf(paging, params, limit),
    ask: (page, batch) =>
      inSettings(() => withSettings({ batch }, () => send(spec, { ...params, ...page }, auth))) as Promise<{
        readonly response: unknown;
      }>, // VK's response
    // A dry run shows the first page alone.
    canBatch: spec.policy.batchable && !inSettings(() => currentSettings().dryRun),
    start: Number(params.offset ?? 0),
  };
  if (paging.by !== "offset") yield* byMark(list);
  else if (paging.total)
    yield* inSettings(() => byOffset(list)) as AsyncGenerator; // what byOffset returns
  else yield* untilEmpty(list);
}

/** A list that is being read. */
interface List {
  readonly method: string;
  readonly paging: PagingFacts;
  readonly limit: number;
  /** Page size; `undefined`: VK's default. */
  readonly size: number | undefined;
  /** Offset of the first item that the caller requests. */
  readonly start: number;
  readonly canBatch: boolean;
  readonly ask: (page: object, batch: boolean) => Promise<{ readonly response: unknown }>;
}

/** Page size: the caller's, or the method's maximum, but not more than the limit. */
function sizeOf({ size, maxSize }: PagingFacts, params: object, limit: number): number | undefined {
  if (size === undefined) return undefined;
  const wanted = (params as Readonly<Record<string, unknown>>)[size]; // any object
  const largest = wanted === undefined || wanted === "" ? maxSize : Number(wanted);
  if (largest === undefined) return undefined;
  return Math.max(1, Math.min(largest, Math.ceil(limit)));
}

function pageParams({ paging: { size: name }, size }: List, count = size): object {
  return name === undefined || count === undefined ? {} : { [name]: count };
}

/** VK returns the number of items, so pages can be requested before the previous one has arrived. */
function byOffset(list: List): AsyncGenerator {
  const { method, paging, limit, size, start, ask, canBatch } = list;
  const { total = [], reach = Number.POSITIVE_INFINITY } = paging;
  const readPage = async (
    offset: number,
    count: number | undefined,
    batch: boolean,
  ): Promise<Page<unknown>> => {
    const { response } = await ask({ ...pageParams(list, count), offset: start + offset }, batch);
    const all = Number(at(response, total));
    if (Math.min(all, start + limit) > reach) throw tooLong(method, reach, all);
    return { count: all - start, items: itemsOf(list, response) };
  };
  const read = readAhead(readPage, { pageSize: size, end: limit, canBatch });
  const advice = localize("the token of an administrator of the community may return more");
  return paginate({ method, pageSize: size ?? paging.defaultSize ?? 1, read, advice });
}

/** A list without a count ends with the first empty page. */
async function* untilEmpty(list: List): AsyncGenerator {
  for (let offset = list.start; ; ) {
    const { response } = await list.ask({ ...pageParams(list), offset }, false);
    const page = itemsOf(list, response);
    if (page.length === 0) return;
    yield* page;
    if (isPlaceholder(response)) return;
    offset += page.length;
  }
}

/** Each page contains the mark of the next one. */
async function* byMark(list: List): AsyncGenerator {
  const { by, next = [] } = list.paging;
  const seen = new Set<unknown>();
  for (let mark: unknown; ; ) {
    const { response } = await list.ask({ ...pageParams(list), ...(mark ? { [by]: mark } : {}) }, false);
    yield* itemsOf(list, response);
    mark = at(response, next);
    if (!mark || isPlaceholder(mark)) return;
    if (seen.has(mark)) {
      const problem = localize("{method}: VK returned the same next page twice", { method: list.method });
      throw new TransportError(problem, { sent: true });
    }
    seen.add(mark);
  }
}

function itemsOf({ method, paging }: List, response: unknown): readonly unknown[] {
  const list = at(response, paging.items);
  if (Array.isArray(list)) return list;
  if (isPlaceholder(list)) return [list];
  // VK omits an empty list.
  if (list === undefined || list === null) return [];
  throw new TransportError(localize("{method}: the response of VK has no list", { method }), {
    body: JSON.stringify(response),
    sent: true,
  });
}

function at(response: unknown, path: ResponsePath): unknown {
  let value = response;
  for (const name of path) value = (value as Readonly<Record<string, unknown>> | null | undefined)?.[name]; // any value
  return value;
}

function tooLong(method: string, reach: number, total: number): ArgumentError {
  return new ArgumentError(
    "limit",
    localize(
      "{method} returns only the first {reach} of {total} items; set it to {reach} or less, or narrow the search",
      { method, reach, total },
    ),
  );
}
