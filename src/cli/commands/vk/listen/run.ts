import { MissingArgumentError } from "../../../../errors.ts";
import { handleEvents } from "../../../../events/listen.ts";
import { readStdinIfDash } from "../../../../invoke/arguments.ts";
import { single } from "../../../../invoke/values.ts";
import type { CommandContext } from "../../../framework/command.ts";
import { printNow } from "../../../io/output.ts";
import { milliseconds, wholeNumber } from "../../../options/connection.ts";
import { withSession } from "../../../session.ts";

/** Listens, or replays what failed. */
export async function runListen(context: CommandContext): Promise<undefined> {
  const { options, signal } = context;
  const events = single(options, "events")
    ?.split(",")
    .map(name => name.trim())
    .filter(name => name !== "");
  await withSession(context, { takesAuth: true }, async resolveAuth => {
    const auth = await resolveAuth(await readStdinIfDash(single(options, "auth")));
    if (!auth) throw new MissingArgumentError("auth", "Credentials");
    const stop = new AbortController();
    await handleEvents(
      auth,
      async event => {
        if (!(await printNow(`${JSON.stringify(event)}\n`))) stop.abort();
      },
      {
        events,
        state: single(options, "state"),
        setup: !options.has("no-setup"),
        count: wholeNumber(options, "count", 1),
        idle: milliseconds(options, "idle"),
        concurrency: 1,
        signal: AbortSignal.any([stop.signal, signal]),
      },
    );
  });
}
