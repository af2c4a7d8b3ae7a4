import { now } from "../state/clock.ts";
import type { PollVote } from "../state/model/index.ts";
import type { State } from "../state/schema.ts";
import { addHappeningOf } from "./happening.ts";

/** A user votes in a poll. VK tells the community of votes in polls that are not anonymous. */
export function addVote(state: State, vote: Omit<PollVote, "date">): void {
  const { owner_id, poll_id, user_id } = vote;
  state.pollVotes.put({ ...vote, date: now() });
  if (state.polls.get(owner_id, poll_id)?.anonymous) return;
  for (const option_id of vote.answer_ids)
    addHappeningOf(state, owner_id, "poll_vote_new", { owner_id, poll_id, option_id, user_id });
}
