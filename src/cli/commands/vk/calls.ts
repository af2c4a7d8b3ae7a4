import type { RequestEvent } from "../../../core/request-events.ts";
import type { ChallengeHandler, Settings } from "../../../core/settings.ts";
import type { AuthResolver } from "../../../invoke/arguments.ts";
import type { CommandContext, OptionSpec } from "../../framework/command.ts";
import { profileOption } from "../../options/auth.ts";
import { challengeHandler, challengeOptions } from "../../options/challenge.ts";
import { connectionOptions } from "../../options/connection.ts";
import { debugOption, dryRunOptions, outputOptions } from "../../options/output.ts";
import { eventListener, withSession } from "../../session.ts";

const paramOption: OptionSpec = {
  name: "param",
  takesValue: "always",
  description: "Another VK parameter, name=value; repeatable",
};

/** The options of every command that calls VK's methods. */
export const callOptions: readonly OptionSpec[] = [
  profileOption,
  ...dryRunOptions,
  ...outputOptions,
  paramOption,
  debugOption,
  ...connectionOptions,
  ...challengeOptions,
];

/** What the calls of a command need. */
export interface Calls {
  /** Whether they need credentials. */
  readonly takesAuth: boolean;
  /** Further VK parameters. */
  readonly params?: Settings["params"];
}

/**
 * Makes calls with the settings of a command line, or shows them where it asks for a dry run.
 *
 * @returns what the work returns; the requests that it would make in a dry run
 */
export async function runCalls(
  context: CommandContext,
  { takesAuth, params }: Calls,
  work: (resolveAuth: AuthResolver) => Promise<unknown>,
): Promise<unknown> {
  const { options } = context;
  const dryRun = options.has("test") || options.has("dry-run");
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
  const known = challengeHandler(options);
  if (!io.isStatusTerminal) return { settings: { onChallenge: known }, stop: () => {} };
  const { makeBar, promptForChallenge } = await import("../../io/terminal.ts");
  const { onProgress, stop } = makeBar();
  const ask = io.canPrompt ? promptForChallenge : undefined;
  const onChallenge: ChallengeHandler = async error => (await known?.(error)) ?? ask?.(error);
  return { settings: { onProgress, onChallenge }, stop };
}
