/**
 * Takes the items of a list whose newest ones come first, up to the first one that is too old.
 *
 * @param start Unix time in seconds
 * @param items the list
 * @param limit maximum number of items. Empty: all
 * @param isOutOfOrder whether an item's place says nothing about its age, so that the list goes on after it
 */
export async function* newerThan<Item>(
  start: number,
  items: AsyncIterable<Item>,
  limit: number = Number.POSITIVE_INFINITY,
  isOutOfOrder: (item: Item) => boolean = () => false,
): AsyncGenerator<Item> {
  let count = 0;
  for await (const item of items) {
    const { date = 0 } = item as { readonly date?: number }; // every kind of item with a date
    if (date >= start) {
      yield item;
      count++;
      if (count >= limit) return;
    } else if (!isOutOfOrder(item)) return;
  }
}
