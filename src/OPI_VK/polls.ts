import type { MethodResponse } from "../api/method-types.ts";
import type { Auth } from "../core/auth.ts";
import { call } from "../core/client.ts";
import { List } from "../core/list.ts";
import { type Page, paginate, upTo } from "../core/pagination.ts";
import { wallOf } from "../core/wall-owner.ts";
import { ArgumentError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import { fieldNames } from "../validation/field-names.ts";
import { type IdInput, positiveId } from "../validation/ids.ts";
import { limitOf, type NumberInput } from "../validation/numbers.ts";

/** A poll, as VK describes it. */
export type Poll = MethodResponse<"polls.getById">;

/** Someone who voted, with the option that they chose; with fields, also with what VK says of them. */
export interface Voter {
  /** User ID. */
  readonly id: number;
  /** ID of the option. */
  readonly answer_id: number;
  /** Text of the option. */
  readonly answer: string;
  readonly [field: string]: unknown;
}

/** VK's limit. Source: https://dev.vk.com/ru/method/polls.getVoters */
const maxVoters = 1000;

/** Parameters that name a poll. */
function pollOf(poll: IdInput, wall: IdInput, auth: Auth): { owner_id: number; poll_id: number } {
  return { owner_id: wallOf("wall", wall, auth), poll_id: positiveId("poll", poll) };
}

/**
 * Gets a poll with the votes for each option.
 *
 * @category Polls
 * @methods polls.getById
 * @russian ПолучитьОпрос
 * @short p, w, a
 * @param poll Poll ID: that of the post's attachment, not of the post
 * @param wall ID of the poll's owner: negative for a community, positive for a user; by default, the community of
 *   the credentials
 * @param auth Credentials
 * @returns the poll: `{id, question, votes, answers: [{id, text, votes, rate}], anonymous, multiple, closed, …}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const { votes, answers } = await OPI_VK.getPoll(900000001, "", auth);
 * ```
 * @example
 * ```bash
 * oint vk getPoll --poll 900000001 --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/polls.getById
 */
export async function getPoll(poll: IdInput, wall: IdInput = "", auth: Auth): Promise<Poll> {
  return (await call("polls.getById", pollOf(poll, wall, auth), auth)).response;
}

/**
 * Gets the users who voted in a poll that is not anonymous, option by option.
 *
 * VK shows nobody who voted in an anonymous poll, such as createPoll creates. In another one, it may require that the
 * token's user has voted too (error 253).
 *
 * @category Polls
 * @methods polls.getById, polls.getVoters
 * @russian ПолучитьПроголосовавших
 * @short p, w, f, l, a
 * @param poll Poll ID: that of the post's attachment, not of the post
 * @param wall ID of the poll's owner: negative for a community, positive for a user; by default, the community of
 *   the credentials
 * @param fields Profile fields, such as `city`; by default, only the user IDs
 * @param limit Maximum number of votes; by default, all
 * @param auth Credentials
 * @returns the votes: `[{id, answer_id, answer, …}]`; a user who chose several options is there for each of them
 * @throws {ArgumentError} if an argument is invalid and nothing was sent, or if the poll is anonymous
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const voters = await OPI_VK.getVoters(900000001, "", ["city"], "", auth);
 * ```
 * @example
 * ```bash
 * oint vk getVoters --poll 900000001 --fields city --out voters.csv --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/polls.getVoters
 */
export function getVoters(
  poll: IdInput,
  wall: IdInput = "",
  fields: readonly string[] | string = [],
  limit: NumberInput = "",
  auth: Auth,
): List<Voter> {
  return new List(() => {
    const params = { ...pollOf(poll, wall, auth), fields: fieldNames("fields", fields) };
    const count = limitOf("limit", limit) ?? Number.POSITIVE_INFINITY;
    return upTo(count, readVoters(params, auth));
  });
}

/** Parameters of every page of voters. */
interface VotersOf {
  readonly owner_id: number;
  readonly poll_id: number;
  readonly fields: string | undefined;
}

async function* readVoters(params: VotersOf, auth: Auth): AsyncGenerator<Voter> {
  const { owner_id, poll_id } = params;
  const { response } = await call("polls.getById", { owner_id, poll_id }, auth);
  if (response.anonymous === true)
    throw new ArgumentError("poll", localize("the poll is anonymous, so VK shows nobody who voted in it"));
  for (const { id: answer_id = 0, text = "", votes } of response.answers ?? []) {
    if (votes === 0) continue;
    const read = async (offset: number): Promise<Page<unknown>> => {
      const page = { answer_ids: String(answer_id), offset, count: maxVoters };
      const [answer] = (await call("polls.getVoters", { ...params, ...page }, auth)).response;
      const { count = 0, items = [] } = answer?.users ?? {};
      return { count, items };
    };
    const advice = localize("their pages are closed or deleted");
    for await (const voter of paginate({ method: "polls.getVoters", pageSize: maxVoters, read, advice })) {
      yield { ...(params.fields ? (voter as object) : { id: voter }), answer_id, answer: text } as Voter; // with fields a user, else their ID
    }
  }
}
