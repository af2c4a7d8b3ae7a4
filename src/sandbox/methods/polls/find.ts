import { Failure } from "../../failure.ts";
import type { Context } from "../../handler.ts";
import { number, type Params } from "../../server/parameters.ts";
import { now } from "../../state/clock.ts";
import type { Poll } from "../../state/model/index.ts";

/** Finds the poll of a call, or fails with a code. */
export function pollOf(params: Params, { state, userId }: Context, missing: number): Poll {
  const poll = state.polls.get(number(params, "owner_id", userId), number(params, "poll_id"));
  if (!poll) throw new Failure(missing, missing === 100 ? "poll_id is invalid" : "");
  return poll;
}

/** Whether a poll has ended. */
export function isClosed({ end_date }: Poll): boolean {
  return end_date > 0 && end_date <= now();
}
