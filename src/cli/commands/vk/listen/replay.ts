import { appendFile, readFile, rename, rm } from "node:fs/promises";
import { lockFile } from "../../../../core/lock-file.ts";
import { localize } from "../../../../i18n/localize.ts";
import { maskText } from "../../../../secrets.ts";
import type { CommandContext } from "../../../framework/command.ts";
import { exitCodes } from "../../../framework/exit-codes.ts";
import type { Target } from "./attempts.ts";
import { appendFailed, type FailedEvent, readFailed, writeFailed } from "./failed-events.ts";

/**
 * Handles the events that failed again, each once. Those that fail again, and those that were not reached, stay in the file.
 * They are worked on in a file of their own, because a listener may append to this one.
 *
 * @throws {ConfigError} if the file is something else, or another process replays it
 */
export async function replay(path: string, target: Target, context: CommandContext): Promise<void> {
  const { io, setExitCode } = context;
  const aside = `${path}.replay`;
  const release = await lockFile(aside);
  try {
    await takeLeftover(aside, path);
    const all = await readFailed(path);
    await rename(path, aside);
    const kept = await handle(all, aside, target, context.signal);
    for (const failed of kept) await appendFailed(path, failed);
    await rm(aside);
    if (kept.length > 0) setExitCode(exitCodes.rowsFailed);
    const values = { done: all.length - kept.length, kept: kept.length, path };
    io.status(`oint: ${localize("{done} done again, {kept} kept in {path}", values)}\n`);
  } finally {
    await release();
  }
}

/** Takes what a replay that died has left back into the file. */
async function takeLeftover(aside: string, path: string): Promise<void> {
  const text = await readFile(aside, "utf8").catch(() => "");
  if (text === "") return;
  await appendFile(path, text, { mode: 0o600, flush: true });
  await rm(aside);
}

/** Returns the events that are to be kept; after each, `path` has what is still to be done. */
async function handle(
  all: readonly FailedEvent[],
  path: string,
  target: Target,
  signal: AbortSignal,
): Promise<FailedEvent[]> {
  const kept: FailedEvent[] = [];
  for (const [i, failed] of all.entries()) {
    if (signal.aborted) return [...kept, ...all.slice(i)];
    const error = await target(failed.event, 1).then(() => undefined, String);
    if (error !== undefined) kept.push({ ...failed, error: maskText(error), at: new Date().toISOString() });
    await writeFailed(path, [...kept, ...all.slice(i + 1)]);
  }
  return kept;
}
