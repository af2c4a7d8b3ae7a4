import { currentSettings, withCurrentSettings } from "./settings-scope.ts";

/** A part of a list, as VK gives it. */
export interface Page<Item> {
  /** How many things the whole list has, those that VK does not show among them. */
  readonly count?: number;
  readonly items?: readonly Item[];
  /** How many things it was asked for, where these are fewer than those of other pages. */
  readonly size?: number;
}

/** A list of VK's that comes in pages. */
export interface PagedList<Item> {
  /** The method that reads it, for notices. */
  readonly method: string;
  /** How many things a page is asked for. */
  readonly pageSize: number;
  /** Reads the page that begins at an offset. */
  readonly read: (offset: number) => Promise<Page<Item>>;
  /** How to see what VK does not show. */
  readonly advice: string;
}

/**
 * Reads a list page by page, until VK's own count is reached. The settings are those of the moment when this is called, whoever
 * reads the list later.
 *
 * VK's count holds what it does not show: what is deleted, or hidden from the token. Then pages are shorter, and the list ends
 * with fewer things than were counted, which the listener of traffic is told, or without one a warning of Node's tells.
 *
 * @returns the things of the list, one after another
 */
export function paginate<Item>(list: PagedList<Item>): AsyncGenerator<Item> {
  const { onRequestEvent } = currentSettings();
  return shown({ ...list, read: withCurrentSettings(list.read) }, (count, given) => {
    const detail = `VK counts ${count} and shows ${given}; the rest is deleted or hidden: ${list.advice}`;
    if (onRequestEvent) onRequestEvent({ event: "notice", target: list.method, detail });
    else process.emitWarning(`${list.method}: ${detail}`, "OintWarning");
  });
}

async function* shown<Item>(
  { read, pageSize }: PagedList<Item>,
  tell: (count: number, given: number) => void,
): AsyncGenerator<Item> {
  let given = 0;
  let before = new Set<unknown>();
  for (let offset = 0; ; ) {
    const { count = 0, items = [], size = pageSize } = await readSurely(read, offset);
    // Where the offset counts what is not shown as well, a page begins with the end of the one before it.
    const fresh = [...items].filter(item => !before.has(keyOf(item)));
    yield* fresh;
    given += fresh.length;
    // A page may hold less than was asked for; one with nothing new has nothing to show, and the list may go on behind it.
    offset += fresh.length > 0 ? items.length : size;
    before = new Set(items.map(keyOf));
    // A dry run's count is no number: it ends after the first page.
    if (offset < count) continue;
    if (given < count) tell(count, given);
    return;
  }
}

/** By this an item is known again: its ID, which is unique among those of one owner and kind, else the whole of it. */
function keyOf(item: unknown): unknown {
  if (typeof item !== "object" || item === null) return item;
  const { id, owner_id, source_id, type } = item as Readonly<Record<string, unknown>>; // an object has string keys
  return id === undefined ? JSON.stringify(item) : [owner_id ?? source_id, type, id].join();
}

/** An empty page before the end is asked for once more: VK may have failed to fill it. */
async function readSurely<Item>(read: PagedList<Item>["read"], offset: number): Promise<Page<Item>> {
  const page = await read(offset);
  const isEmpty = offset < (page.count ?? 0) && page.items?.length === 0;
  return isEmpty ? read(offset) : page;
}

/** Reads a whole list into memory. */
export async function toArray<Item>(list: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of list) items.push(item);
  return items;
}

/** Splits a list into parts of at most so many. */
export function chunk<Item>(list: readonly Item[], max: number): Item[][] {
  const count = Math.ceil(list.length / max);
  return Array.from({ length: count }, (_, i) => list.slice(i * max, (i + 1) * max));
}
