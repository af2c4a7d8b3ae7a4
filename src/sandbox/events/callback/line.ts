/** How many events are on their way to a server at once. */
const maxActive = 4;

/** The events that wait for a server: they are sent in their order, some at once, unless the server needs a pause. */
export class Line {
  readonly #send: (event: number) => Promise<void>;
  readonly #waiting: number[] = [];
  #active = 0;
  #isPaused = false;

  /** @param send sends an event; it never rejects */
  constructor(send: (event: number) => Promise<void>) {
    this.#send = send;
  }

  get isPaused(): boolean {
    return this.#isPaused;
  }

  add(event: number): void {
    this.#waiting.push(event);
    this.#fill();
  }

  pause(): void {
    this.#isPaused = true;
  }

  resume(): void {
    this.#isPaused = false;
    this.#fill();
  }

  #fill(): void {
    while (!this.#isPaused && this.#active < maxActive) {
      const event = this.#waiting.shift();
      if (event === undefined) return;
      this.#active++;
      void this.#start(event);
    }
  }

  async #start(event: number): Promise<void> {
    // The call that made the event ends first.
    await Promise.resolve();
    await this.#send(event);
    this.#active--;
    this.#fill();
  }
}
