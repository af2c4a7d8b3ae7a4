import { toArray } from "./pagination.ts";
import { withCurrentSettings } from "./settings-scope.ts";

/**
 * A list of any length. `await` reads it whole, `for await` item by item while its pages arrive.
 *
 * Nothing is sent before the list is read, and an invalid argument is reported then. Each reading starts from the beginning.
 *
 * @example
 * ```ts
 * for await (const post of OPI_VK.getPosts("all", "", "", auth)) console.log(post);
 * ```
 */
export class List<Item> implements PromiseLike<Item[]>, AsyncIterable<Item> {
  readonly #read: () => AsyncIterable<Item>;
  readonly #inSettings: <T>(work: () => T) => T;

  /** @param read reads the items, with the settings that are in effect now */
  constructor(read: () => AsyncIterable<Item>) {
    this.#read = read;
    this.#inSettings = withCurrentSettings((work: () => unknown) => work()) as <T>(work: () => T) => T; // returns what work returns
  }

  /** Reads the items one after another. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Item> {
    const items = this.#inSettings(() => this.#read()[Symbol.asyncIterator]());
    try {
      for (;;) {
        const { done, value } = await this.#inSettings(() => items.next());
        if (done) return;
        yield value;
      }
    } finally {
      await items.return?.();
    }
  }

  /**
   * Reads the whole list; `await` calls it.
   *
   * @param onWhole gets the items
   * @param onFailed gets the error
   */
  // biome-ignore lint/suspicious/noThenProperty: `await` reads the list, as it does a promise
  then<Whole = Item[], Failed = never>(
    onWhole?: ((items: Item[]) => Whole | PromiseLike<Whole>) | null,
    onFailed?: ((error: unknown) => Failed | PromiseLike<Failed>) | null,
  ): Promise<Whole | Failed> {
    return toArray(this).then(onWhole, onFailed);
  }
}
