import type { RowOutcome } from "../../../bulk/run-rows.ts";
import { localize } from "../../../i18n/localize.ts";
import { exitCodes } from "../../framework/exit-codes.ts";

/** Counts what became of the rows. */
export class Summary {
  readonly #total: number;
  readonly #counts = { done: 0, failed: 0, unknown: 0, undone: 0, before: 0 };

  constructor(total: number) {
    this.#total = total;
  }

  /** Number of rows that have ended. */
  get ended(): number {
    const { done, failed, unknown, before } = this.#counts;
    return done + failed + unknown + before;
  }

  add({ status, before }: RowOutcome): void {
    if (status !== "skipped") this.#counts[status]++;
    else if (before === "failed" || before === "unknown") this.#counts[before]++;
    else this.#counts.before++;
  }

  /** One line for people. */
  text(): string {
    const { done, failed, unknown, before } = this.#counts;
    const left = this.#total - this.ended;
    return localize(
      "{total} rows: {done} done, {before} done before, {failed} failed, {unknown} unknown, {left} left",
      { total: this.#total, done, before, failed, unknown, left },
    );
  }

  get exitCode(): number {
    return this.ended === this.#total && this.#counts.failed + this.#counts.unknown === 0
      ? exitCodes.ok
      : exitCodes.rowsFailed;
  }
}
