import { addVote } from "../../actions/polls.ts";
import { Failure, invalid } from "../../failure.ts";
import type { Handler } from "../../handler.ts";
import { numbers } from "../../server/parameters.ts";
import { isClosed, pollOf } from "./find.ts";

/** VK returns 0 when the user has voted before. */
const vote: Handler = (params, context) => {
  const { state, userId } = context;
  const poll = pollOf(params, context, 251);
  const { owner_id, id: poll_id } = poll;
  const answer_ids = [...new Set(numbers(params, "answer_ids"))];
  if (isClosed(poll)) throw new Failure(250);
  if (answer_ids.some(id => !poll.answers.some(answer => answer.id === id))) throw new Failure(252);
  if (answer_ids.length === 0 || (answer_ids.length > 1 && !poll.multiple))
    throw invalid("answer_ids is invalid");
  if (state.pollVotes.get(owner_id, poll_id, userId)) return 0;
  addVote(state, { owner_id, poll_id, user_id: userId, answer_ids });
  return 1;
};

const unvote: Handler = (params, context) => {
  const { pollVotes } = context.state;
  const poll = pollOf(params, context, 251);
  if (isClosed(poll) || poll.disable_unvote) throw new Failure(250);
  const existing = pollVotes.get(poll.owner_id, poll.id, context.userId);
  if (!existing) return 0;
  pollVotes.remove(existing);
  return 1;
};

/** Methods for votes. */
export const pollVotes: Readonly<Record<string, Handler>> = {
  "polls.addVote": vote,
  "polls.deleteVote": unvote,
};
