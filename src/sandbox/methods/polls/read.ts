import { Failure } from "../../failure.ts";
import type { Context, Handler } from "../../handler.ts";
import { flag, number, numbers, type Params, page } from "../../server/parameters.ts";
import type { Poll } from "../../state/model/index.ts";
import { userOf } from "../../state/people.ts";
import { pollObject } from "../../views/poll.ts";
import { profilesOf } from "../../views/profiles.ts";
import { userObject } from "../../views/user.ts";
import { words } from "../names.ts";
import { canChange } from "../rights.ts";
import { isClosed, pollOf } from "./find.ts";

/** Maximum numbers. Sources: https://dev.vk.com/ru/method/polls.getVoters and polls.getById */
const maxVoters = 1000;
const maxFriends = 100;

const getById: Handler = (params, context) => {
  const poll = pollOf(params, context, 250);
  const object = pollObject(poll, context);
  if (!flag(params, "extended")) return object;
  const friends = friendsOf(poll, context).slice(0, Math.min(number(params, "friends_count", 3), maxFriends));
  const { profiles } = profilesOf([poll.author_id, ...friends], words(params, "fields"), context);
  return { ...object, friends: friends.map(id => ({ id })), profiles };
};

/** Friends of the caller who voted, when everybody sees who voted. */
function friendsOf({ owner_id, id, anonymous }: Poll, { state, userId }: Context): number[] {
  if (anonymous) return [];
  const voters = state.pollVotes.by("poll", owner_id, id).map(({ user_id }) => user_id);
  return voters.filter(voter => state.friends.get(userId, voter));
}

/** VK shows who voted only in a poll that is not anonymous, and only to those who voted. */
const getVoters: Handler = (params, context) => {
  const { state, userId } = context;
  const poll = pollOf(params, context, 251);
  const { owner_id, id: poll_id, author_id, anonymous, answers } = poll;
  if (anonymous) throw new Failure(250);
  const isPrivileged = canChange(owner_id, author_id, context) || isClosed(poll);
  if (!isPrivileged && !state.pollVotes.get(owner_id, poll_id, userId)) throw new Failure(253);
  return numbers(params, "answer_ids").map(answer_id => {
    if (!answers.some(({ id }) => id === answer_id)) throw new Failure(252);
    return { answer_id, users: votersOf(poll, answer_id, params, context) };
  });
};

function votersOf({ owner_id, id }: Poll, answer_id: number, params: Params, context: Context): object {
  const { state, userId } = context;
  const all = state.pollVotes.by("answer", owner_id, id, answer_id).map(({ user_id }) => user_id);
  const isFriendsOnly = flag(params, "friends_only");
  const voters = all.filter(voter => !isFriendsOnly || state.friends.get(userId, voter)).toReversed();
  const { count, items } = page(params, voters, isFriendsOnly ? 10 : 100, maxVoters);
  const fields = words(params, "fields");
  if (fields.length === 0) return { count, items };
  return { count, items: items.map(voter => userObject(userOf(state, voter), fields, context)) };
}

/** Methods that return polls and votes. */
export const pollReads: Readonly<Record<string, Handler>> = {
  "polls.getById": getById,
  "polls.getVoters": getVoters,
};
