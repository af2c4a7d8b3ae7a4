import { TransportError } from "../errors.ts";

/** A part of a list, as VK gives it. */
export interface Page<Item> {
  /** How many things the whole list has. */
  readonly count?: number;
  readonly items?: readonly Item[];
}

/**
 * Reads a list page by page, until VK's own count is reached.
 *
 * @param read reads the page that begins at an offset
 * @param what what the list is, for errors
 * @returns the things of the list, one after another
 * @throws {TransportError} when VK gives nothing more before its count is reached: a list is whole, or it fails
 */
export async function* pages<Item>(
  read: (offset: number) => Promise<Page<Item>>,
  what: string,
): AsyncGenerator<Item> {
  let seen = 0;
  for (;;) {
    const { count = 0, items = [] } = await read(seen);
    yield* items;
    seen += items.length;
    // A dry run's count is no number: it ends after the first page.
    if (!(seen < count)) return;
    if (items.length === 0) {
      throw new TransportError(`${what}: VK gave ${seen} of ${count}, and then nothing more`, { sent: true });
    }
  }
}

/** Reads a whole list into memory. */
export async function collect<Item>(list: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of list) items.push(item);
  return items;
}

/** Splits a list into parts of at most so many. */
export function parts<Item>(list: readonly Item[], most: number): Item[][] {
  const count = Math.ceil(list.length / most);
  return Array.from({ length: count }, (_, i) => list.slice(i * most, (i + 1) * most));
}
