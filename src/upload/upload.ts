import { TransportError, UploadError } from "../errors.ts";
import { maskText, maskUrl } from "../secrets.ts";
import { sleep } from "../vk/abort.ts";
import type { Auth } from "../vk/auth.ts";
import type { Answer } from "../vk/call.ts";
import { call } from "../vk/client.ts";
import type { Methods } from "../vk/generated/parameters.ts";
import { standIn } from "../vk/rehearsal.ts";
import { backOff } from "../vk/retry.ts";
import { currentSettings, type Settings } from "../vk/settings.ts";
import { type Note, steps } from "../vk/steps.ts";
import { readUploadAnswer } from "./answer.ts";
import { type Recipe, recipes, type SaveMethod, type UploadAnswer, type UploadKind } from "./recipes.ts";
import { type Binary, type FileKind, openFile, type Source, UnreadableError } from "./source.ts";

/** Upload servers fail now and then; each attempt gets an address of its own. */
const mostTries = 5;

/** A file to upload, and the name of the argument that holds it, for errors. */
export type Named = readonly [argument: string, binary: Binary];

/** What an upload server answered: read, and the text as it came. */
interface Taken {
  readonly answer: UploadAnswer;
  readonly text: string;
}

/** One file on its way. */
interface Job {
  readonly kind: string;
  readonly field: string;
  /** What must be in the server's answer; without it the file was not taken. */
  readonly proof: (answer: UploadAnswer) => string | undefined;
  readonly source: Source;
  readonly settings: Settings;
  /** Gives the address for an attempt. */
  readonly address: () => Promise<string>;
}

/** How pictures are uploaded. */
interface Ways<K extends UploadKind> {
  /** Notes each photo that was saved, where other steps may follow. */
  readonly note?: Note;
  /** Further parameters for the method that gives the upload address. */
  readonly asks?: Partial<Methods[(typeof recipes)[K]["ask"]]["params"]>;
}

/**
 * Uploads pictures one after another. All of them are checked before the first byte is sent.
 *
 * @param kind what the pictures are for
 * @param pictures where they come from
 * @returns VK's answer to the saving of each picture, in their order
 * @throws {UploadError} when an upload server did not take a picture
 */
export async function uploadPictures<K extends UploadKind>(
  kind: K,
  pictures: readonly Named[],
  auth: Auth,
  { note, asks }: Ways<K> = {},
): Promise<Array<Answer<SaveMethod<K>>>> {
  const recipe = recipes[kind] as unknown as Recipe; // each recipe fits its own methods
  return withFiles("picture", pictures, async (sources, settings) => {
    const saved: Array<Answer<SaveMethod<K>>> = [];
    for (const source of sources) {
      const address = async () => {
        const { response } = await call(recipe.ask, { ...recipe.asks(auth), ...asks }, auth);
        return uploadUrl(kind, response);
      };
      const { answer, text } = await sendUntilTaken({ kind, ...recipe, source, settings, address });
      const kept = await call(recipe.save, recipe.saves(answer, auth, text), auth);
      note?.(recipe.save, "photo", recipe.photo?.(kept.response, auth));
      saved.push(kept as Answer<SaveMethod<K>>); // the recipe's own save method
    }
    return saved;
  });
}

/** Uploads one picture. */
export async function uploadPicture<K extends UploadKind>(
  kind: K,
  picture: Named,
  auth: Auth,
  ways: Ways<K> = {},
): Promise<Answer<SaveMethod<K>>> {
  const [saved] = await uploadPictures(kind, [picture], auth, ways);
  return saved as Answer<SaveMethod<K>>; // one picture in, one answer out
}

/** What VK's video server answers. Source: https://dev.vk.com/ru/api/upload/video-in-profile */
export interface UploadedVideo {
  /** Owner of the video, negative for a community. */
  readonly owner_id: number;
  /** Number of the video; it is attached as `video` + owner + `_` + number. */
  readonly video_id: number;
  /** Bytes that the server took. */
  readonly size?: number;
  /** Digest of the video. */
  readonly video_hash?: string;
  /** Address of the video. */
  readonly direct_link?: string;
}

const videoAdvice = "VK has made the video, without its file: delete it there before you repeat the upload.";

/**
 * Uploads a video. VK makes the video when it is asked for the address, so that is done once, and every attempt goes there.
 *
 * @param video where it comes from
 * @param params what it is called and where it goes
 */
export async function uploadVideo(
  video: Named,
  params: Methods["video.save"]["params"],
  auth: Auth,
): Promise<UploadedVideo> {
  const work = async ([source]: readonly Source[], settings: Settings, note: Note) => {
    const { response } = await call("video.save", params, auth);
    note("video.save", "video", { ...response, id: response?.video_id }, () => videoAdvice);
    const { owner_id = 0, video_id = 0 } = response;
    const address = async () => uploadUrl("Video", response);
    const job = { kind: "Video", field: "video_file", proof: () => "the answer itself", settings, address };
    const { answer } = await sendUntilTaken({ ...job, source: source as Source }); // one file in, one source out
    return settings.dryRun ? { owner_id, video_id } : { ...answer, owner_id, video_id };
  };
  return withFiles("video", [video], (sources, settings) => steps(note => work(sources, settings, note)));
}

async function withFiles<T>(
  kind: FileKind,
  files: readonly Named[],
  work: (sources: readonly Source[], settings: Settings) => Promise<T>,
): Promise<T> {
  const settings = currentSettings();
  const opened: Source[] = [];
  try {
    for (const [argument, binary] of files) opened.push(await openFile(argument, kind, binary, settings));
    return await work(opened, settings);
  } finally {
    await Promise.all(opened.map(source => source.dispose()));
  }
}

async function sendUntilTaken(job: Job): Promise<Taken> {
  const { kind, settings, address } = job;
  for (let attempt = 1; ; attempt++) {
    const url = await address();
    try {
      return await send(job, url);
    } catch (error) {
      settings.signal?.throwIfAborted();
      if (!(error instanceof UploadError) || error.final || attempt === mostTries) throw error;
      const wait = Math.round(backOff(attempt));
      const detail = { attempt, wait, reason: error.message };
      settings.onTraffic?.({ event: "retry", target: `upload ${kind}`, detail });
      await sleep(wait, settings.signal);
    }
  }
}

function uploadUrl(kind: string, response: unknown): string {
  const url = (response as { upload_url?: unknown } | null)?.upload_url; // VK's answer may be anything
  if (typeof url === "function") return String(url); // a dry run's stand-in
  if (typeof url !== "string" || !URL.canParse(url)) throw new UploadError(kind, "VK gave no upload address");
  return url;
}

async function send({ kind, field, proof, source, settings }: Job, url: string): Promise<Taken> {
  const { name, mime, length } = source;
  settings.onTraffic?.({
    event: "upload",
    target: maskUrl(url),
    detail: { field, name, mime, bytes: length },
  });
  if (settings.dryRun) {
    const answer = standIn(`upload ${kind}`) as UploadAnswer; // whatever is read from it is a stand-in too
    return { answer, text: String(answer) };
  }
  // Most commands upload nothing: what makes forms is loaded by those that do.
  const { sendFile } = await import("./multipart.ts");
  const answer = await sendFile(url, field, source, `upload ${kind}`, settings).catch((cause: unknown) => {
    if (cause instanceof UnreadableError) throw new UploadError(kind, cause.message, { cause, final: true });
    if (cause instanceof TransportError) throw new UploadError(kind, cause.message, { cause });
    throw cause;
  });
  settings.onTraffic?.({ event: "upload answer", target: maskUrl(url), detail: maskText(answer.body) });
  return { answer: readUploadAnswer(kind, proof, answer), text: answer.body };
}
