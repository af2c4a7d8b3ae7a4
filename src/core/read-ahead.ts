import type { Page } from "./pagination.ts";

/** Reads the page at an offset: `size` items, alone or with other pages in one request. */
type ReadPage = (offset: number, size: number | undefined, batch: boolean) => Promise<Page<unknown>>;

/** What is known about a list before it is read. */
interface Ahead {
  /** `undefined`: the size of VK's first page. */
  readonly pageSize: number | undefined;
  /** Maximum number of items to read. */
  readonly end: number;
  /** Whether one request can read several pages. */
  readonly canBatch: boolean;
}

/** VK's limit of calls per `execute`. Source: https://dev.vk.com/ru/method/execute */
const maxPages = 25;

/**
 * Reads ahead as many pages as fit in one request, once the first page has returned the number of items. If the caller wants
 * more than one request can read, the first request reads as many pages too: such a list is hardly ever shorter. At most
 * that many pages are in memory.
 *
 * @returns a function that reads the page at an offset; offsets only increase
 */
export function readAhead(
  readPage: ReadPage,
  { pageSize, end, canBatch }: Ahead,
): (offset: number) => Promise<Page<unknown>> {
  const ahead = new Map<number, Promise<Page<unknown>>>();
  const isLong = pageSize !== undefined && Number.isFinite(end) && end >= maxPages * pageSize;
  let total = isLong ? end : 0;
  let size = pageSize;

  async function remember(page: Promise<Page<unknown>>): Promise<Page<unknown>> {
    const { count = 0, items = [] } = await page;
    total = count;
    size ??= items.length > 0 ? items.length : undefined;
    return page;
  }

  /** Reads the items between a page that was shorter than requested and the next page that was read ahead. */
  async function readGap(offset: number, next: number): Promise<Page<unknown>> {
    const missing = Math.min(size ?? next - offset, next - offset);
    return { ...(await readPage(offset, missing, false)), size: missing };
  }

  function readGroup(offset: number, step: number): void {
    for (let i = 0; i < maxPages; i++) {
      const from = offset + i * step;
      if (from >= Math.min(total, end)) return;
      const page = readPage(from, pageSize, true);
      // The error is thrown when the page is requested, which may never happen.
      page.catch(() => {});
      ahead.set(from, page);
    }
  }

  return async offset => {
    for (const from of ahead.keys()) if (from < offset) ahead.delete(from);
    const [next] = ahead.keys();
    if (next !== undefined && next > offset) return remember(readGap(offset, next));
    if (next === undefined && canBatch && size !== undefined && offset < total) readGroup(offset, size);
    const page = ahead.get(offset) ?? readPage(offset, pageSize, false);
    ahead.delete(offset);
    return remember(page);
  };
}
