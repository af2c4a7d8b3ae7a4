/** A line of the log: a collection's name, and an object that is new or changed, or the key of a removed one. */
export type LogRecord = readonly [collection: string, object: object | string];

/** A change of a collection. */
export interface Change {
  readonly line: LogRecord;
  readonly undo: () => void;
}

/** Collects the changes of a transaction, and writes them together or undoes them together. */
export class Journal {
  readonly #write: (records: readonly LogRecord[]) => void;
  readonly #changes: Change[] = [];
  #depth = 0;

  /** @param write writes the records of a transaction; when it throws, the transaction is undone */
  constructor(write: (records: readonly LogRecord[]) => void) {
    this.#write = write;
  }

  /** Records a change that was made. Outside a transaction, it is written immediately. */
  record(change: Change): void {
    this.transaction(() => this.#changes.push(change));
  }

  /**
   * Runs work whose changes are kept all together, or, when it throws, not at all. A transaction inside a transaction can
   * be undone alone; its changes are written with those of the outer one.
   */
  transaction<R>(work: () => R): R {
    const start = this.#changes.length;
    this.#depth++;
    try {
      const result = work();
      if (this.#depth === 1) this.#commit();
      return result;
    } catch (error) {
      for (const { undo } of this.#changes.splice(start).toReversed()) undo();
      throw error;
    } finally {
      this.#depth--;
    }
  }

  #commit(): void {
    if (this.#changes.length === 0) return;
    this.#write(this.#changes.map(({ line }) => line));
    this.#changes.length = 0;
  }
}
