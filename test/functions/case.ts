import { expect } from "vitest";

/** What VK is sent for a function's sample, and what comes back. */
export interface Case {
  /** The calls in their order, each with parameters that must be among those sent; `null`: must not be sent. */
  readonly sent: ReadonlyArray<readonly [method: string, params?: Readonly<Record<string, unknown>>]>;
  readonly result: unknown;
}

/** Arguments of a function, by option name, without credentials. */
export type Sample = Readonly<Record<string, unknown>>;

/** The community of the tests, as VK receives it. */
export const owner_id = "-218861756";
export const group_id = "218861756";

export const number = expect.any(Number);
export const text = expect.any(String);
