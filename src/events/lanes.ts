/** Work in lanes: that of one lane is done in order, and different lanes go side by side. */
export class Lanes {
  readonly #concurrency: number;
  readonly #most: number;
  /** What waits in each lane that has work; the lane's first one may be running. */
  readonly #lanes = new Map<string, Array<() => Promise<void>>>();
  /** Lanes with work that no one does yet. */
  readonly #ready: string[] = [];
  #running = 0;
  #waiting = 0;
  #isStopped = false;
  #failure: { readonly error: unknown } | undefined;
  #wake: (() => void) | undefined;

  /**
   * @param concurrency how many lanes go side by side
   * @param most how much work is taken in, done or not
   */
  constructor(concurrency: number, most: number) {
    this.#concurrency = concurrency;
    this.#most = most;
  }

  /** Takes work in; if it fails, no other is begun. */
  add(lane: string, work: () => Promise<void>): void {
    this.#waiting++;
    const queue = this.#lanes.get(lane);
    if (queue) return void queue.push(work);
    this.#lanes.set(lane, [work]);
    this.#ready.push(lane);
    this.#begin();
  }

  /** Waits until there is room for more work. */
  room(): Promise<void> {
    return this.#until(() => this.#waiting < this.#most);
  }

  /** Waits until all work is done. */
  idle(): Promise<void> {
    return this.#until(() => this.#waiting === 0);
  }

  /** Begins nothing more, and waits for what is running. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    while (this.#running > 0) await this.#change();
  }

  async #until(isSo: () => boolean): Promise<void> {
    for (;;) {
      if (this.#failure) throw this.#failure.error;
      if (isSo()) return;
      await this.#change();
    }
  }

  #change(): Promise<void> {
    return new Promise(resolve => {
      this.#wake = resolve;
    });
  }

  #begin(): void {
    while (this.#running < this.#concurrency && !this.#isStopped) {
      const lane = this.#ready.shift();
      if (lane === undefined) return;
      void this.#run(lane);
    }
  }

  async #run(lane: string): Promise<void> {
    const queue = this.#lanes.get(lane) ?? [];
    this.#running++;
    try {
      await queue[0]?.();
      queue.shift();
      if (queue.length === 0) this.#lanes.delete(lane);
      else this.#ready.push(lane);
    } catch (error) {
      this.#isStopped = true;
      this.#failure ??= { error };
    }
    this.#running--;
    this.#waiting--;
    this.#begin();
    this.#wake?.();
  }
}
