/** What is to be done later, as long as the sandbox runs. */
export class Timers {
  readonly #pending = new Set<NodeJS.Timeout>();

  /** @param delay milliseconds */
  later(delay: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.#pending.delete(timer);
      work();
    }, delay).unref();
    this.#pending.add(timer);
  }

  clear(): void {
    for (const timer of this.#pending) clearTimeout(timer);
    this.#pending.clear();
  }
}

/** How often the delay doubles. */
const maxDoublings = 6;

/** The delay before a repetition, in milliseconds: it doubles with each one. VK does not document its own. */
export function backOff(first: number, repetitions: number): number {
  return first * 2 ** Math.min(repetitions, maxDoublings);
}
