import { now } from "../state/clock.ts";
import type { Photo, Poll } from "../state/model/index.ts";
import type { Viewer } from "./viewer.ts";

/** A poll object of the VK API. */
export function pollObject(poll: Poll, viewer: Viewer): object {
  const { state, userId, origin } = viewer;
  const { owner_id, id } = poll;
  const votes = state.pollVotes.count("poll", owner_id, id);
  const answers = poll.answers.map(answer => {
    const count = state.pollVotes.count("answer", owner_id, id, answer.id);
    return { ...answer, votes: count, rate: votes ? Math.round((count * 10_000) / votes) / 100 : 0 };
  });
  const answer_ids = state.pollVotes.get(owner_id, id, userId)?.answer_ids ?? [];
  const photo = poll.photo_id === undefined ? undefined : state.photos.get(owner_id, poll.photo_id);
  const closed = poll.end_date > 0 && poll.end_date <= now();
  return {
    id,
    owner_id,
    author_id: poll.author_id,
    created: poll.created,
    question: poll.question,
    answers,
    votes,
    answer_ids,
    anonymous: poll.anonymous,
    multiple: poll.multiple,
    end_date: poll.end_date,
    closed,
    is_board: false,
    can_edit: poll.author_id === userId,
    can_vote: !closed && answer_ids.length === 0,
    can_report: false,
    can_share: true,
    disable_unvote: poll.disable_unvote,
    ...(photo ? { photo: photoBackground(photo, origin) } : {}),
  };
}

/** Color that VK shows behind a photo until it is loaded. */
const loadingColor = "4a76a8";

/** A photo behind a poll, an object of the VK API. */
export function photoBackground({ id, file, width, height }: Photo, origin: string): object {
  return { id, color: loadingColor, images: [{ url: `${origin}/files/${file}`, width, height }] };
}
