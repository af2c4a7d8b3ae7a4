import type { Auth } from "../../../core/auth.ts";
import { hasFailedItems } from "../../../core/item-error.ts";
import { List } from "../../../core/list.ts";
import { localize } from "../../../i18n/localize.ts";
import { readParameterOptions, readParams, toArguments } from "../../../invoke/arguments.ts";
import type { ManifestFunction, ManifestOption } from "../../../invoke/manifest.ts";
import type { Command, CommandContext } from "../../framework/command.ts";
import { exitCodes } from "../../framework/exit-codes.ts";
import { labels, typeLabels } from "../../framework/labels.ts";
import type { Translate } from "../../i18n/index.ts";
import { isDryRun } from "../../options/output.ts";
import { callOptions, readList, runCalls } from "./calls.ts";
import { requirements } from "./requirements.ts";

/** Options whose values are secrets. */
const secretOptions: readonly string[] = ["code", "ct", "link", "refresh", "secret", "token", "verifier"];

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
    commonOptions: callOptions,
    examples,
    notes: translate => notes(operation, translate),
    secretResult,
    exitCode: result => (hasFailedItems(result) ? exitCodes.apiError : exitCodes.ok),
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
  const takesAuth = operation.options.some(({ type }) => type === "auth");
  const params = {
    ...readParams(operation, options.get("param") ?? []),
    ...readParameterOptions(operation, options),
  };
  let args: readonly unknown[] = [];
  const result = await runCalls(context, { takesAuth, params }, async (resolveAuth, communityToken) => {
    args = await toArguments(operation, options, resolveAuth, communityToken);
    const library: Readonly<Record<string, unknown>> = await import("../../../OPI_VK/index.ts");
    const run = library[operation.name] as (...args: readonly unknown[]) => unknown; // the manifest is made of these functions
    const result = run(...args);
    return result instanceof List ? readList(context, result) : result;
  });
  const isScheduled = params.publish_date !== undefined;
  if (context.io.isStatusTerminal && takesAuth && !isScheduled && !isDryRun(context.options)) {
    const { publishedUrl } = await import("./published.ts");
    const named = Object.fromEntries(operation.options.map(({ name }, i) => [name, args[i]]));
    const owner = params.owner_id ? { owner_id: String(params.owner_id) } : {};
    const auth = { ...(named.auth as Auth), ...owner }; // an option of the type auth
    const url = publishedUrl({ name: operation.name, args: named, auth, result });
    if (url) {
      const shown = options.has("sandbox") ? localize("{url} (in the sandbox only)", { url }) : url;
      context.io.status(`${shown}\n`);
    }
  }
  return result;
}
