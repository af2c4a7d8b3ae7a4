import { invalid } from "../failure.ts";
import type { Handler } from "../handler.ts";
import { json, number } from "../server/parameters.ts";
import { now } from "../state/clock.ts";
import { nextId } from "../state/ids.ts";
import { claimUpload, ownerOf, savePhoto, systemAlbums } from "./uploaded-photos.ts";

/** Source: https://dev.vk.com/ru/method/polls.create */
const maxAnswers = 10;

const create: Handler = (params, { state, userId }) => {
  const answers = json(params, "add_answers");
  const { question = "" } = params;
  if (!question) throw invalid("question is undefined");
  if (!Array.isArray(answers) || answers.length < 1 || answers.length > maxAnswers) {
    throw invalid(`add_answers should hold 1 to ${maxAnswers} answers`);
  }
  const owner_id = number(params, "owner_id", userId);
  const anonymous = params.is_anonymous === "1";
  const multiple = params.is_multiple === "1";
  const poll = {
    id: nextId(state, "poll"),
    owner_id,
    question,
    answers: answers.map(text => ({ id: nextId(state, "pollAnswer"), text: String(text) })),
    created: now(),
    anonymous,
    multiple,
    author_id: userId,
    disable_unvote: params.disable_unvote === "1",
    end_date: number(params, "end_date"),
  };
  state.polls.add(poll);
  return {
    ...poll,
    answers: poll.answers.map(answer => ({ ...answer, votes: 0, rate: 0 })),
    votes: 0,
    closed: false,
    is_board: false,
    can_edit: true,
    can_vote: true,
    can_report: false,
    can_share: true,
  };
};

const getPhotoUploadServer: Handler = (params, { uploads, origin, userId }) => {
  const owner_id = ownerOf(params, userId);
  return { upload_url: uploads.issueUrl(origin, { kind: "poll", owner_id, album_id: systemAlbums.poll }) };
};

const savePollPhoto: Handler = (params, context) => {
  const upload = claimUpload(context, params.hash ?? "", "poll", { photo: params.photo ?? "" });
  const photo = savePhoto(context, upload);
  const image = { url: `${context.origin}/files/${photo.file}`, width: photo.width, height: photo.height };
  return { id: photo.id, color: "4a76a8", images: [image] };
};

/** Methods of the VK section `polls`. */
export const polls: Readonly<Record<string, Handler>> = {
  "polls.create": create,
  "polls.getPhotoUploadServer": getPhotoUploadServer,
  "polls.savePhoto": savePollPhoto,
};
