import { invalid } from "../failure.ts";
import type { Handler } from "../handler.ts";
import { json, number } from "../server/parameters.ts";
import { now } from "../state/clock.ts";
import { nextId } from "../state/ids.ts";
import { pollObject } from "../views/poll.ts";
import { claimUpload, ownerOf, savePhoto, systemAlbums } from "./uploaded-photos.ts";

/** Source: https://dev.vk.com/ru/method/polls.create */
const maxAnswers = 10;

const create: Handler = (params, context) => {
  const answers = json(params, "add_answers");
  const { question = "" } = params;
  if (!question) throw invalid("question is undefined");
  if (!Array.isArray(answers) || answers.length < 1 || answers.length > maxAnswers) {
    throw invalid(`add_answers should hold 1 to ${maxAnswers} answers`);
  }
  const poll = context.state.polls.add({
    id: nextId(context.state, "poll"),
    owner_id: number(params, "owner_id", context.userId),
    author_id: context.userId,
    question,
    answers: answers.map(text => ({ id: nextId(context.state, "pollAnswer"), text: String(text) })),
    created: now(),
    anonymous: params.is_anonymous === "1",
    multiple: params.is_multiple === "1",
    disable_unvote: params.disable_unvote === "1",
    end_date: number(params, "end_date"),
  });
  return pollObject(poll, context);
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
