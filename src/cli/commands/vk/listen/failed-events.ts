import { appendFile, open, readFile, rename } from "node:fs/promises";
import { ConfigError } from "../../../../errors.ts";
import type { AnyEvent } from "../../../../events/event.ts";
import { localize } from "../../../../i18n/localize.ts";

/** An event that failed, as a line of the file. */
export interface FailedEvent {
  readonly event: AnyEvent;
  /** Why it failed at last. */
  readonly error: string;
  /** When, in ISO 8601. */
  readonly at: string;
}

/** Appends an event that failed; it is on the disk when the promise is fulfilled. */
export async function appendFailed(path: string, failed: FailedEvent): Promise<void> {
  await appendFile(path, `${JSON.stringify(failed)}\n`, { mode: 0o600, flush: true });
}

/**
 * Reads the events that failed.
 *
 * @throws {ConfigError} if the file cannot be read, or is something else
 */
export async function readFailed(path: string): Promise<readonly FailedEvent[]> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new ConfigError(localize("{path} cannot be read ({code})", { path, code: `${error.code}` }));
  });
  const lines = text.split("\n").filter(line => line !== "");
  return lines.map((line, i) => {
    const failed = parse(line);
    if (failed) return failed;
    throw new ConfigError(
      localize("{path}, line {line}: this is no event that failed", { path, line: i + 1 }),
    );
  });
}

/** Replaces the file. */
export async function writeFailed(path: string, events: readonly FailedEvent[]): Promise<void> {
  const draft = `${path}.new`;
  const file = await open(draft, "w", 0o600);
  try {
    await file.writeFile(events.map(failed => `${JSON.stringify(failed)}\n`).join(""));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}

function parse(line: string): FailedEvent | undefined {
  try {
    const failed = JSON.parse(line) as Partial<FailedEvent> | null; // looked at below
    return typeof failed?.event?.type === "string" ? (failed as FailedEvent) : undefined;
  } catch {
    return undefined;
  }
}
