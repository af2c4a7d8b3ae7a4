import { policyOf } from "../../../api/policy.ts";
import type { Auth } from "../../../core/auth.ts";
import { hasFailedItems } from "../../../core/item-error.ts";
import { List } from "../../../core/list.ts";
import { currentSettings, withSettings } from "../../../core/settings-scope.ts";
import { localize } from "../../../i18n/localize.ts";
import { readParams, toArguments } from "../../../invoke/arguments.ts";
import type { ManifestFunction, ManifestOption } from "../../../invoke/manifest.ts";
import type { Command, CommandContext } from "../../framework/command.ts";
import { exitCodes } from "../../framework/exit-codes.ts";
import { labels, typeLabels } from "../../framework/labels.ts";
import type { Translate } from "../../i18n/index.ts";
import { isDryRun } from "../../options/output.ts";
import { rowsOptions } from "../../options/rows.ts";
import { callOptions, readList, runCalls } from "./calls.ts";
import { requirements } from "./requirements.ts";
import type { RowOperation } from "./rows.ts";

/** Options whose values are secrets. */
const secretOptions: readonly string[] = ["code", "ct", "link", "refresh", "secret", "token", "verifier"];

/** Beside an option `query` of the function, that of the output has another name. */
const withJmesPath = callOptions.map(option =>
  option.name === "query" ? { ...option, name: "jmespath" } : option,
);

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
      takesValue: option.type === "flag" ? ("optional" as const) : ("always" as const),
      // Whether there are credentials shows when the command runs: they may come from the environment or a profile.
      required: option.required && option.type !== "auth" && !option.communityToken,
    })),
    commonOptions: [
      ...(options.some(option => option.name === "query") ? withJmesPath : callOptions),
      ...rowsOptions,
    ],
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

/** The function as it is carried out for each row. */
function rowOperation(operation: ManifestFunction): RowOperation {
  const { name, options, methods } = operation;
  return {
    name,
    options,
    methods: methods.map(method => ({ name: method, retry: policyOf(method, true).retry })),
    run: async (values, resolveAuth, token) => {
      const args = await toArguments(operation, values, resolveAuth, token);
      const params = { ...currentSettings().params, ...readParams(operation, values.get("param") ?? []) };
      return withSettings({ params }, async () => (await functionNamed(name))(...args));
    },
  };
}

type AnyFunction = (...args: readonly unknown[]) => unknown;

async function functionNamed(name: string): Promise<AnyFunction> {
  const library: Readonly<Record<string, unknown>> = await import("../../../OPI_VK/index.ts");
  return library[name] as AnyFunction; // the manifest is made of these functions
}

async function runFunction(operation: ManifestFunction, context: CommandContext): Promise<unknown> {
  const { options } = context;
  if (options.has("rows")) return (await import("./rows.ts")).runOnRows(rowOperation(operation), context);
  const takesAuth = operation.options.some(({ type }) => type === "auth");
  const params = readParams(operation, options.get("param") ?? []);
  let args: readonly unknown[] = [];
  const result = await runCalls(context, { takesAuth, params }, async (resolveAuth, communityToken) => {
    args = await toArguments(operation, options, resolveAuth, communityToken);
    const result = (await functionNamed(operation.name))(...args);
    return result instanceof List ? readList(context, result) : result;
  });
  if (context.io.isStatusTerminal && takesAuth && !isDryRun(context.options)) {
    const { publishedUrl } = await import("./published.ts");
    const named = Object.fromEntries(operation.options.map(({ name }, i) => [name, args[i]]));
    const auth = { ...(named.auth as Auth), ...params }; // an option of the type auth
    const url = publishedUrl({ name: operation.name, args: named, auth, result });
    if (url) {
      const shown = options.has("sandbox") ? localize("{url} (in the sandbox only)", { url }) : url;
      context.io.status(`${shown}\n`);
    }
  }
  return result;
}
