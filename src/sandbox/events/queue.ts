/** Events that are asked for by their numbers. */
export interface Queue {
  /** Its name, for those who wait. */
  readonly name: string;
  /** Secret part of the address; `undefined` when nothing is known of the queue. */
  readonly key: string | undefined;
  /** The greatest number so far. */
  readonly last: number;
  /** The greatest number of those that were dropped, because there were too many; 0 for none. */
  readonly dropped: number;
  /** The events whose numbers are greater, oldest first. */
  after(ts: number): readonly QueuedEvent[];
  /** The last events up to this number, oldest first: they were told before. */
  before(ts: number, count: number): readonly QueuedEvent[];
}

/** An event and its number. */
export interface QueuedEvent {
  readonly id: number;
  readonly update: unknown;
}
