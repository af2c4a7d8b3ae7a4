import { type Auth, communityOf } from "../../../../core/auth.ts";
import { currentSettings } from "../../../../core/settings-scope.ts";
import { MissingArgumentError, UsageError } from "../../../../errors.ts";
import type { AnyEvent } from "../../../../events/event.ts";
import { handleEvents } from "../../../../events/listen.ts";
import { defaultStatePath } from "../../../../events/state-path.ts";
import { localize } from "../../../../i18n/localize.ts";
import { readStdinIfDash } from "../../../../invoke/arguments.ts";
import { single, type Values } from "../../../../invoke/values.ts";
import { maskText } from "../../../../secrets.ts";
import type { CommandContext } from "../../../framework/command.ts";
import { exitCodes } from "../../../framework/exit-codes.ts";
import { printNow } from "../../../io/output.ts";
import { milliseconds, wholeNumber } from "../../../options/connection.ts";
import { withSession } from "../../../session.ts";
import { attempt, type Target } from "./attempts.ts";
import { execTarget } from "./exec.ts";
import { appendFailed } from "./failed-events.ts";
import { forwardTarget } from "./forward.ts";
import { replay } from "./replay.ts";

/** Whoever read standard output has gone. */
class ReaderGone extends Error {}

/** Listens, or replays what failed. */
export async function runListen(context: CommandContext): Promise<undefined> {
  const { options } = context;
  if (options.has("exec") && options.has("forward")) {
    throw new UsageError(localize("--exec and --forward exclude each other"));
  }
  const file = single(options, "replay");
  try {
    await withSession(context, { takesAuth: file === undefined }, async resolveAuth => {
      const target = targetOf(options);
      if (file !== undefined) return replay(file, target ?? printed, context);
      const auth = await resolveAuth(await readStdinIfDash(single(options, "auth")));
      if (!auth) throw new MissingArgumentError("auth", "Credentials");
      await listenWith(auth, target, context);
    });
  } catch (error) {
    // Who closes a pipe has read enough: the event that was not read comes again.
    if (!(error instanceof ReaderGone)) throw error;
  }
}

/** Where the events go; `undefined`: to standard output. */
function targetOf(options: Values): Target | undefined {
  const command = single(options, "exec");
  if (command !== undefined) return execTarget(command);
  const url = single(options, "forward");
  // What was begun ends in good order, so no signal cuts it.
  return url === undefined ? undefined : forwardTarget(url, { ...currentSettings(), signal: undefined });
}

async function listenWith(auth: Auth, target: Target | undefined, context: CommandContext): Promise<void> {
  const { options, signal, io, setExitCode } = context;
  const state = single(options, "state") ?? defaultStatePath(communityOf(auth), currentSettings());
  const path = single(options, "failed") ?? `${state}.failed`;
  const onRetry = (event: AnyEvent, wait: number, reason: string) =>
    io.status(
      `oint: ${maskText(localize("{event}: {reason}; again in {wait} ms", { event: nameOf(event), reason, wait }))}\n`,
    );
  const give = async (event: AnyEvent) => {
    if (!target) return printed(event);
    const retries = wholeNumber(options, "retries", 0);
    const error = await attempt(target, event, { retries, signal, onRetry });
    if (error === undefined) return;
    await appendFailed(path, { event, error: maskText(error), at: new Date().toISOString() });
    setExitCode(exitCodes.rowsFailed);
    const values = { event: nameOf(event), error, path };
    io.status(`oint: ${maskText(localize("{event}: {error}; it is kept in {path}", values))}\n`);
  };
  await handleEvents(auth, give, {
    events: namesIn(single(options, "events")),
    state,
    setup: !options.has("no-setup"),
    count: wholeNumber(options, "count", 1),
    idle: milliseconds(options, "idle"),
    concurrency: target ? wholeNumber(options, "concurrency", 1) : 1,
    signal,
  }).catch((error: unknown) => {
    // An event whose retry was cut short comes again.
    if (error !== signal.reason || !signal.aborted) throw error;
  });
}

function nameOf({ type, event_id }: AnyEvent): string {
  return `${type} ${event_id}`;
}

/** The names in a list with commas. */
function namesIn(list: string | undefined): string[] | undefined {
  return list
    ?.split(",")
    .map(name => name.trim())
    .filter(name => name !== "");
}

async function printed(event: AnyEvent): Promise<void> {
  if (!(await printNow(`${JSON.stringify(event)}\n`))) throw new ReaderGone();
}
