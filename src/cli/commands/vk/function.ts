import type { Auth } from "../../../core/auth.ts";
import type { RequestEvent } from "../../../core/request-events.ts";
import type { ChallengeHandler, Settings } from "../../../core/settings.ts";
import { readParameterOptions, readParams, toArguments } from "../../../invoke/arguments.ts";
import type { ManifestFunction, ManifestOption } from "../../../invoke/manifest.ts";
import type { Command, CommandContext, OptionSpec } from "../../framework/command.ts";
import { labels, typeLabels } from "../../framework/labels.ts";
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
  const { name, summary, description, options, parameterOptions = [], examples, secretResult } = operation;
  return {
    name,
    summary,
    description,
    options: [
      ...options.map(option => ({
        ...option,
        secret: option.type === "auth" || secretOptions.includes(option.name),
        takesValue: option.type === "flag" ? ("optional" as const) : ("always" as const),
        // Whether there are credentials shows when the command runs: they may come from the environment or a profile.
        required: option.required && option.type !== "auth" && !option.communityToken,
      })),
      ...parameterOptions.map(option => ({ ...option, takesValue: "always" as const })),
    ],
    commonOptions,
    examples,
    notes: translate => notes(operation, translate),
    secretResult,
    run: context => runFunction(operation, context),
  };
}

function notes(operation: ManifestFunction, translate: Translate): string[] {
  const { russian, aliases, returns, see, options } = operation;
  return [
    ...options.map(option => keysOf(option, translate)),
    `${translate(labels.also)}: ${[russian, ...aliases].join(", ")}`,
    `${translate(labels.result)}: ${translate(returns)}`,
    requirements(operation, translate),
    see.length > 0 ? `${translate(labels.see)} ${see.join(", ")}` : "",
  ].filter(Boolean);
}

/** The keys of a structure, one a line; empty where the option is none. */
function keysOf({ name, keys = [] }: ManifestOption, translate: Translate): string {
  if (keys.length === 0) return "";
  const width = Math.max(...keys.map(key => key.name.length));
  const lines = keys.map(({ name: key, type, array, description }) => {
    const kind = `${array ? `${translate(labels.arrayOf)} ` : ""}${translate(typeLabels[type])}`;
    return `  ${key.padEnd(width)}  ${translate(description)} [${kind}]`;
  });
  return [`${translate(labels.keys)} --${name}:`, ...lines].join("\n");
}

async function runFunction(operation: ManifestFunction, context: CommandContext): Promise<unknown> {
  const { options } = context;
  const dryRun = options.has("test") || options.has("dry-run");
  const planned: object[] = [];
  let given: Readonly<Record<string, unknown>> = {};
  const terminal = await terminalSettings(context);
  const listener = eventListener(context);
  const settings: Settings = {
    params: {
      ...readParams(operation, options.get("param") ?? []),
      ...readParameterOptions(operation, options),
    },
    dryRun,
    onRequestEvent(event: RequestEvent) {
      if (dryRun) planned.push({ [event.event]: event.target, parameters: event.detail });
      listener(event);
    },
    ...terminal.settings,
  };
  const takesAuth = operation.options.some(({ type }) => type === "auth");
  const result = await withSession(context, { takesAuth, settings }, async (resolveAuth, communityToken) => {
    const args = await toArguments(operation, options, resolveAuth, communityToken);
    given = Object.fromEntries(operation.options.map(({ name }, i) => [name, args[i]]));
    const library: Readonly<Record<string, unknown>> = await import("../../../OPI_VK/index.ts");
    const run = library[operation.name] as (...args: unknown[]) => unknown; // the manifest is made of these functions
    return run(...args);
  }).finally(terminal.stop);
  if (dryRun) return planned.length > 0 ? planned : result;
  const isScheduled = settings.params?.publish_date !== undefined;
  if (context.io.isStatusTerminal && takesAuth && !isScheduled) {
    const { publishedUrl } = await import("./published.ts");
    const { owner_id } = settings.params ?? {};
    const auth = { ...(given.auth as Auth), ...(owner_id ? { owner_id: String(owner_id) } : {}) }; // an option of the type auth
    const url = publishedUrl({ name: operation.name, args: given, auth, result });
    if (url) context.io.status(`${url}${options.has("sandbox") ? " (in the sandbox only)" : ""}\n`);
  }
  return result;
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
