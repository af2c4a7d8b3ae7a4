/** What is under way, given back as it ends. A race of all would take longer the more there are. */
export class UnderWay<T> {
  #size = 0;
  readonly #ended: Array<Promise<T>> = [];
  #wake: () => void = () => {};

  /** Number of those that were not given back yet. */
  get size(): number {
    return this.#size;
  }

  add(promise: Promise<T>): void {
    this.#size++;
    const end = () => {
      this.#ended.push(promise);
      this.#wake();
    };
    promise.then(end, end);
  }

  /** The next that ends; at least one must be under way. */
  async next(): Promise<T> {
    let first = this.#ended.shift();
    while (!first) {
      await new Promise<void>(resolve => {
        this.#wake = resolve;
      });
      first = this.#ended.shift();
    }
    this.#size--;
    return first;
  }

  /** Waits for all, whatever becomes of them. */
  async settle(): Promise<void> {
    while (this.#size > 0) await this.next().catch(() => {});
  }
}
