import { toArray } from "../../../core/pagination.ts";
import type { RequestEvent } from "../../../core/request-events.ts";
import type { ChallengeHandler, Settings } from "../../../core/settings.ts";
import type { AuthResolver, CommunityToken } from "../../../invoke/arguments.ts";
import type { CommandContext, OptionSpec } from "../../framework/command.ts";
import { profileOption } from "../../options/auth.ts";
import { challengeHandler, challengeOptions } from "../../options/challenge.ts";
import { connectionOptions } from "../../options/connection.ts";
import { debugOption, dryRunOptions, isDryRun, outputOptions } from "../../options/output.ts";
import { eventListener, withSession } from "../../session.ts";

const paramOption: OptionSpec = {
  name: "param",
  takesValue: "always",
  description: "Another VK parameter, name=value; repeatable",
};

/** Options of every command that calls VK methods. */
export const callOptions: readonly OptionSpec[] = [
  profileOption,
  ...dryRunOptions,
  ...outputOptions,
  paramOption,
  debugOption,
  ...connectionOptions,
  ...challengeOptions,
];

/** What the calls of a command require. */
export interface Calls {
  /** Whether they require credentials. */
  readonly takesAuth: boolean;
  /** Additional VK parameters. */
  readonly params?: Settings["params"];
}

/**
 * Makes calls with the settings of a command line.
 *
 * @returns the result of the work; in a dry run, the requests that it would send
 */
export async function runCalls(
  context: CommandContext,
  { takesAuth, params }: Calls,
  work: (resolveAuth: AuthResolver, communityToken: CommunityToken) => Promise<unknown>,
): Promise<unknown> {
  const dryRun = isDryRun(context.options);
  const planned: object[] = [];
  const terminal = await terminalSettings(context);
  const listener = eventListener(context);
  const settings: Settings = {
    params,
    dryRun,
    onRequestEvent(event: RequestEvent) {
      if (dryRun) planned.push({ [event.event]: event.target, parameters: event.detail });
      listener(event);
    },
    ...terminal.settings,
  };
  const result = await withSession(context, { takesAuth, settings }, work).finally(terminal.stop);
  return dryRun && planned.length > 0 ? planned : result;
}

/** What only a person at a terminal can do or wants to see, and what one has done already. */
async function terminalSettings({
  options,
  io,
}: CommandContext): Promise<{ readonly settings: Settings; readonly stop: () => void }> {
  const fromOptions = challengeHandler(options);
  if (!io.isStatusTerminal) return { settings: { onChallenge: fromOptions }, stop: () => {} };
  const { makeBar, promptForChallenge } = await import("../../io/terminal.ts");
  const { onProgress, stop } = makeBar();
  const ask = io.canPrompt ? promptForChallenge : undefined;
  const onChallenge: ChallengeHandler = async error => (await fromOptions?.(error)) ?? ask?.(error);
  return { settings: { onProgress, onChallenge }, stop };
}

/** Writes the items of a list as they are read; a dry run only shows the requests. */
export async function readList(context: CommandContext, items: AsyncIterable<unknown>): Promise<unknown> {
  return isDryRun(context.options) ? toArray(items) : context.writeRows(items);
}
