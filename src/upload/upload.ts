import { setTimeout as sleep } from "node:timers/promises";
import { TransportError, UploadError } from "../errors.ts";
import { maskText, maskUrl } from "../secrets.ts";
import type { Auth } from "../vk/auth.ts";
import type { Answer } from "../vk/call.ts";
import { call } from "../vk/client.ts";
import type { Methods } from "../vk/generated/parameters.ts";
import { standIn } from "../vk/rehearsal.ts";
import { backOff } from "../vk/retry.ts";
import { currentSettings, type Settings } from "../vk/settings.ts";
import { readUploadAnswer } from "./answer.ts";
import { type Recipe, recipes, type SaveMethod, type UploadAnswer, type UploadKind } from "./recipes.ts";
import { type Binary, openPicture, type Source } from "./source.ts";

/** Upload servers fail now and then; each attempt gets an address of its own. */
const mostTries = 5;

/** One file on its way. */
interface Job {
  readonly kind: UploadKind;
  readonly recipe: Recipe;
  readonly source: Source;
  readonly auth: Auth;
  readonly asks: object;
  readonly settings: Settings;
}

/**
 * Uploads pictures one after another. All of them are checked before the first byte is sent.
 *
 * @param argument name of the argument that holds the pictures, for errors
 * @param kind what the pictures are for
 * @param pictures where they come from
 * @param asks further parameters for the method that gives the upload address
 * @returns VK's answer to the saving of each picture, in their order
 * @throws {UploadError} when an upload server did not take a picture
 */
export async function uploadPictures<K extends UploadKind>(
  argument: string,
  kind: K,
  pictures: readonly Binary[],
  auth: Auth,
  asks: Partial<Methods[(typeof recipes)[K]["ask"]]["params"]> = {},
): Promise<Array<Answer<SaveMethod<K>>>> {
  const settings = currentSettings();
  const opened: Source[] = [];
  try {
    for (const picture of pictures) opened.push(await openPicture(argument, picture, settings));
    const saved: Array<Answer<SaveMethod<K>>> = [];
    for (const source of opened) {
      const job = { kind, recipe: recipes[kind] as unknown as Recipe, source, auth, asks, settings }; // each recipe fits its own methods
      saved.push((await run(job)) as Answer<SaveMethod<K>>); // the recipe's own save method
    }
    return saved;
  } finally {
    await Promise.all(opened.map(source => source.dispose()));
  }
}

/** Uploads one picture. */
export async function uploadPicture<K extends UploadKind>(
  argument: string,
  kind: K,
  picture: Binary,
  auth: Auth,
  asks: Partial<Methods[(typeof recipes)[K]["ask"]]["params"]> = {},
): Promise<Answer<SaveMethod<K>>> {
  const [saved] = await uploadPictures(argument, kind, [picture], auth, asks);
  return saved as Answer<SaveMethod<K>>; // one picture in, one answer out
}

/** Runs a recipe: ask for an address, send the file there, save what the server answered. */
async function run(job: Job): Promise<unknown> {
  const { recipe, auth } = job;
  const taken = await sendUntilTaken(job);
  return call(recipe.save, recipe.saves(taken, auth), auth);
}

async function sendUntilTaken(job: Job): Promise<UploadAnswer> {
  const { kind, recipe, auth, asks, settings } = job;
  for (let attempt = 1; ; attempt++) {
    const { response } = await call(recipe.ask, { ...recipe.asks(auth), ...asks }, auth);
    try {
      return await send(job, uploadUrl(kind, response));
    } catch (error) {
      settings.signal?.throwIfAborted();
      if (!(error instanceof UploadError) || error.final || attempt === mostTries) throw error;
      const wait = Math.round(backOff(attempt));
      settings.onTraffic?.({
        event: "retry",
        target: `upload ${kind}`,
        detail: { attempt, wait, reason: error.message },
      });
      await sleep(wait, undefined, { signal: settings.signal });
    }
  }
}

function uploadUrl(kind: UploadKind, response: unknown): string {
  const url = (response as { upload_url?: unknown } | null)?.upload_url; // VK's answer may be anything
  if (typeof url === "function") return String(url); // a dry run's stand-in
  if (typeof url !== "string" || !URL.canParse(url)) throw new UploadError(kind, "VK gave no upload address");
  return url;
}

async function send({ kind, recipe, source, settings }: Job, url: string): Promise<UploadAnswer> {
  const { name, mime, length } = source;
  settings.onTraffic?.({
    event: "upload",
    target: maskUrl(url),
    detail: { field: recipe.field, name, mime, bytes: length },
  });
  if (settings.dryRun) return standIn(`upload ${kind}`) as UploadAnswer; // whatever is read from it is a stand-in too
  // Most commands upload nothing: what makes forms is loaded by those that do.
  const { sendFile } = await import("./multipart.ts");
  const answer = await sendFile(url, recipe.field, source, `upload ${kind}`, settings).catch(
    (cause: unknown) => {
      if (!(cause instanceof TransportError)) throw cause;
      throw new UploadError(kind, cause.message, { cause });
    },
  );
  settings.onTraffic?.({ event: "upload answer", target: maskUrl(url), detail: maskText(answer.body) });
  return readUploadAnswer(kind, recipe.proof, answer);
}
