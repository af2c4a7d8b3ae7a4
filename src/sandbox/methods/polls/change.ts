import { Failure, invalid } from "../../failure.ts";
import type { Context, Handler } from "../../handler.ts";
import { flag, json, number, type Params } from "../../server/parameters.ts";
import { now } from "../../state/clock.ts";
import { nextId } from "../../state/ids.ts";
import type { Poll } from "../../state/model/index.ts";
import { pollObject } from "../../views/poll.ts";
import { canChange } from "../rights.ts";
import { pollOf } from "./find.ts";

/** Source: https://dev.vk.com/ru/method/polls.create */
const maxAnswers = 10;

/** Reads a JSON list of answers, and gives each an ID. */
function readAnswers(params: Params, { state }: Context): Poll["answers"] {
  const answers = json(params, "add_answers");
  if (!Array.isArray(answers)) throw invalid("add_answers should be a list");
  return answers.map(text => ({ id: nextId(state, "pollAnswer"), text: String(text) }));
}

function checkNumber(answers: Poll["answers"]): void {
  if (answers.length < 1 || answers.length > maxAnswers)
    throw invalid(`add_answers should hold 1 to ${maxAnswers} answers`);
}

function readEndDate(params: Params): Partial<Poll> {
  if (params.end_date === undefined) return {};
  const end_date = number(params, "end_date");
  if (end_date !== 0 && end_date <= now()) throw invalid("end_date is in the past");
  return { end_date };
}

function readPicture(params: Params): Partial<Poll> {
  return {
    ...(params.photo_id ? { photo_id: number(params, "photo_id") } : {}),
    ...(params.background_id ? { background_id: number(params, "background_id") } : {}),
  };
}

const create: Handler = (params, context) => {
  const answers = readAnswers(params, context);
  checkNumber(answers);
  const { question = "" } = params;
  if (!question) throw invalid("question is undefined");
  const poll = context.state.polls.add({
    id: nextId(context.state, "poll"),
    owner_id: number(params, "owner_id", context.userId),
    author_id: context.userId,
    question,
    answers,
    created: now(),
    anonymous: flag(params, "is_anonymous"),
    multiple: flag(params, "is_multiple"),
    disable_unvote: flag(params, "disable_unvote"),
    end_date: 0,
    ...readEndDate(params),
    ...readPicture(params),
  });
  return pollObject(poll, context);
};

/** Changes the question, the answers, and the time of a poll. */
const edit: Handler = (params, context) => {
  const poll = pollOf(params, context, 100);
  if (!canChange(poll.owner_id, poll.author_id, context)) throw new Failure(15);
  const answers = editedAnswers(poll, params, context);
  checkNumber(answers);
  context.state.polls.update(poll, {
    ...(params.question ? { question: params.question } : {}),
    answers,
    ...readEndDate(params),
    ...readPicture(params),
  });
  return 1;
};

/** `edit_answers` is `{"1": "text"}`, `delete_answers` is `[1]` or `{"1": 1}`. */
function editedAnswers({ answers }: Poll, params: Params, context: Context): Poll["answers"] {
  const texts = params.edit_answers ? Object(json(params, "edit_answers")) : {};
  const deleted = params.delete_answers ? json(params, "delete_answers") : [];
  const deletedIds = (Array.isArray(deleted) ? deleted : Object.keys(Object(deleted))).map(Number);
  const kept = answers
    .filter(({ id }) => !deletedIds.includes(id))
    .map(({ id, text }) => ({ id, text: String(texts[id] ?? text) }));
  return [...kept, ...(params.add_answers ? readAnswers(params, context) : [])];
}

/** Methods that create and change polls. */
export const pollChanges: Readonly<Record<string, Handler>> = { "polls.create": create, "polls.edit": edit };
