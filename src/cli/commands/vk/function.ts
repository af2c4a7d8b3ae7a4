import { readParams, toArguments } from "../../../invoke/arguments.ts";
import type { ManifestFunction } from "../../../invoke/manifest.ts";
import type { Command, CommandContext } from "../../framework/command.ts";
import { labels } from "../../framework/labels.ts";
import type { Translate } from "../../i18n/index.ts";
import { callOptions, runCalls } from "./calls.ts";
import { requirements } from "./requirements.ts";

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
      takesValue: option.type === "flag" ? "optional" : "always",
      // Whether there are credentials shows when the command runs: they may come from the environment or a profile.
      required: option.required && option.type !== "auth",
    })),
    commonOptions: callOptions,
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
  const takesAuth = operation.options.some(({ type }) => type === "auth");
  const params = readParams(operation, options.get("param") ?? []);
  return runCalls(context, { takesAuth, params }, async resolveAuth => {
    const args = await toArguments(operation, options, resolveAuth);
    const library: Readonly<Record<string, unknown>> = await import("../../../OPI_VK/index.ts");
    const run = library[operation.name] as (...args: unknown[]) => unknown; // the manifest is made of these functions
    return run(...args);
  });
}
