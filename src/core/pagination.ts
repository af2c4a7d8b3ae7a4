import { localize } from "../i18n/localize.ts";
import { currentSettings, withCurrentSettings } from "./settings-scope.ts";

/** A page of a list, as VK returns it. */
export interface Page<Item> {
  /** Number of items in the list, including items that VK does not return. */
  readonly count?: number;
  readonly items?: readonly Item[];
  /** Number of items that were requested, if fewer than for other pages. */
  readonly size?: number;
}

/** A list that VK returns in pages. */
export interface PagedList<Item> {
  /** The VK method that returns the list, for notices. */
  readonly method: string;
  /** Number of items to request per page. */
  readonly pageSize: number;
  /** Reads the page at an offset. */
  readonly read: (offset: number) => Promise<Page<Item>>;
  /** How to get the items that VK does not return. */
  readonly advice: string;
}

/**
 * Reads a list page by page until VK's count is reached. The settings are those in effect when this function is called, not
 * when the list is read.
 *
 * VK's count includes items that VK does not return, because they are deleted or hidden from the token. Then pages are
 * shorter, and the list has fewer items than the count. `onRequestEvent` gets a notice about that; if it is not set, Node.js
 * prints a warning.
 *
 * @returns the items of the list
 */
export function paginate<Item>(list: PagedList<Item>): AsyncGenerator<Item> {
  const { onRequestEvent } = currentSettings();
  return itemsOf({ ...list, read: withCurrentSettings(list.read) }, (count, returned) => {
    const detail = localize(
      "VK counts {count} items but returned {returned}; the rest are deleted or hidden: {advice}",
      { count, returned, advice: list.advice },
    );
    if (onRequestEvent) onRequestEvent({ event: "notice", target: list.method, detail });
    else process.emitWarning(`${list.method}: ${detail}`, "OintWarning");
  });
}

async function* itemsOf<Item>(
  { read, pageSize }: PagedList<Item>,
  notifyMissing: (count: number, returned: number) => void,
): AsyncGenerator<Item> {
  let returned = 0;
  let previousKeys = new Set<unknown>();
  for (let offset = 0; ; ) {
    const { count = 0, items = [], size = pageSize } = await readPage(read, offset);
    // If the offset counts only returned items, a page can begin with items of the previous page.
    const fresh = [...items].filter(item => !previousKeys.has(keyOf(item)));
    yield* fresh;
    returned += fresh.length;
    // A page can have fewer items than requested. The list may continue after a page without new items.
    offset += fresh.length > 0 ? items.length : size;
    previousKeys = new Set(items.map(keyOf));
    // In a dry run the count is a placeholder, so the list ends after the first page.
    if (offset < count) continue;
    if (returned < count) notifyMissing(count, returned);
    return;
  }
}

/** Identifies an item: by its ID, which is unique among those of one owner and kind, else by the whole item. */
function keyOf(item: unknown): unknown {
  if (typeof item !== "object" || item === null) return item;
  const { id, owner_id, source_id, type } = item as Readonly<Record<string, unknown>>; // an object has string keys
  return id === undefined ? JSON.stringify(item) : [owner_id ?? source_id, type, id].join();
}

/** Reads a page; reads an empty page before the end twice, because VK may have failed to fill it. */
async function readPage<Item>(read: PagedList<Item>["read"], offset: number): Promise<Page<Item>> {
  const page = await read(offset);
  const isEmpty = offset < (page.count ?? 0) && page.items?.length === 0;
  return isEmpty ? read(offset) : page;
}

/** Reads all items of a list into memory. */
export async function toArray<Item>(list: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of list) items.push(item);
  return items;
}

/** Reads at most some items of a list. */
export async function* upTo<Item>(limit: number, list: AsyncIterable<Item>): AsyncGenerator<Item> {
  if (limit === 0) return;
  let count = 0;
  for await (const item of list) {
    yield item;
    count++;
    if (count >= limit) return;
  }
}

/** Splits a list into chunks of at most `max` items. */
export function chunk<Item>(list: readonly Item[], max: number): Item[][] {
  const count = Math.ceil(list.length / max);
  return Array.from({ length: count }, (_, i) => list.slice(i * max, (i + 1) * max));
}
