import type { Page } from "./pagination.ts";

/** Reads the page at an offset: so many items, alone or together with others in one request. */
type ReadPage = (offset: number, size: number | undefined, batch: boolean) => Promise<Page<unknown>>;

/** What is known of a list before it is read. */
interface Ahead {
  /** `undefined`: as large as VK's first page is. */
  readonly pageSize: number | undefined;
  /** How many items are wanted at most. */
  readonly end: number;
  /** Whether the pages can go in one request. */
  readonly canBatch: boolean;
}

/** VK's limit of calls in one execute. Source: https://dev.vk.com/ru/method/execute */
const maxPages = 25;

/**
 * Reads pages ahead, as many as go in one request, once the first page has told how many items there are. No more pages than
 * that are ever in memory.
 *
 * @returns reads the page that begins at an offset; offsets only grow
 */
export function readAhead(
  readPage: ReadPage,
  { pageSize, end, canBatch }: Ahead,
): (offset: number) => Promise<Page<unknown>> {
  const ahead = new Map<number, Promise<Page<unknown>>>();
  let total = 0;
  let size = pageSize;

  async function remember(page: Promise<Page<unknown>>): Promise<Page<unknown>> {
    const { count = 0, items = [] } = await page;
    total = count;
    size ??= items.length > 0 ? items.length : undefined;
    return page;
  }

  /** What lies between a page that was shorter than it was asked for and the next one that was read ahead. */
  async function readGap(offset: number, next: number): Promise<Page<unknown>> {
    const missing = Math.min(size ?? next - offset, next - offset);
    return { ...(await readPage(offset, missing, false)), size: missing };
  }

  function readGroup(offset: number, step: number): void {
    for (let i = 0; i < maxPages; i++) {
      const from = offset + i * step;
      if (from >= Math.min(total, end)) return;
      const page = readPage(from, pageSize, true);
      // Whoever asks for it gets the error; nobody may ask.
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
