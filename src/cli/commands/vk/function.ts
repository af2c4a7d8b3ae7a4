import type { RequestEvent } from "../../../core/request-events.ts";
import type { ChallengeHandler, Settings } from "../../../core/settings.ts";
import { readParams, toArguments } from "../../../invoke/arguments.ts";
import type { ManifestFunction } from "../../../invoke/manifest.ts";
import type { Command, CommandContext, OptionSpec } from "../../framework/command.ts";
import { labels } from "../../framework/labels.ts";
import type { Translate } from "../../i18n/index.ts";
import { profileOption } from "../../options/auth.ts";
import { challengeHandler, challengeOptions } from "../../options/challenge.ts";
import { connectionOptions } from "../../options/connection.ts";
import { debugOption, dryRunOptions, outputOptions } from "../../options/output.ts";
import { eventListener, withSession } from "../../session.ts";
import { requirements } from "./requirements.ts";

const paramOption: OptionSpec = {
  name: "param",
  takesValue: "always",
  description: "Another VK parameter, name=value; repeatable",
};

/** Options whose values are secrets. */
const secretOptions: readonly string[] = ["code", "ct", "link", "refresh", "secret", "token", "verifier"];

const commonOptions: readonly OptionSpec[] = [
  profileOption,
  ...dryRunOptions,
  ...outputOptions,
  paramOption,
  debugOption,
  ...connectionOptions,
  ...challengeOptions,
];

/**
 * The command of a function of the library.
 *
 * @param operation the function, as the manifest describes it
 */
export function functionCommand(operation: ManifestFunction): Command {
  const { name, summary, description, options, examples, secretResult } = operation;
  return {
    name,
    summary,
    description,
    options: options.map(option => ({
      ...option,
      secret: option.type === "auth" || secretOptions.includes(option.name),
      takesValue: option.type === "flag" ? "optional" : "always",
      // Whether there are credentials shows when the command runs: they may come from the environment or a profile.
      required: option.required && option.type !== "auth",
    })),
    commonOptions,
    examples,
    notes: translate => notes(operation, translate),
    secretResult,
    run: context => runFunction(operation, context),
  };
}

function notes(operation: ManifestFunction, translate: Translate): string[] {
  const { russian, aliases, returns, see } = operation;
  return [
    `${translate(labels.also)}: ${[russian, ...aliases].join(", ")}`,
    `${translate(labels.result)}: ${translate(returns)}`,
    requirements(operation, translate),
    see.length > 0 ? `${translate(labels.see)} ${see.join(", ")}` : "",
  ].filter(Boolean);
}

async function runFunction(operation: ManifestFunction, context: CommandContext): Promise<unknown> {
  const { options } = context;
  const dryRun = options.has("test") || options.has("dry-run");
  const planned: object[] = [];
  const terminal = await terminalSettings(context);
  const listener = eventListener(context);
  const settings: Settings = {
    params: readParams(operation, options.get("param") ?? []),
    dryRun,
    onRequestEvent(event: RequestEvent) {
      if (dryRun) planned.push({ [event.event]: event.target, parameters: event.detail });
      listener(event);
    },
    ...terminal.settings,
  };
  const takesAuth = operation.options.some(({ type }) => type === "auth");
  const result = await withSession(context, { takesAuth, settings }, async resolveAuth => {
    const args = await toArguments(operation, options, resolveAuth);
    const library: Readonly<Record<string, unknown>> = await import("../../../OPI_VK/index.ts");
    const run = library[operation.name] as (...args: unknown[]) => unknown; // the manifest is made of these functions
    return run(...args);
  }).finally(terminal.stop);
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
