import { ArgumentError, ConfigError, UsageError } from "../../../errors.ts";
import { localize } from "../../../i18n/localize.ts";
import { single, type Values } from "../../../invoke/values.ts";
import { acts, type Field } from "../../../sandbox/act/fields.ts";
import { defaultFolder, findRunning } from "../../../sandbox/server/discovery.ts";
import { suggest } from "../../../validation/suggest.ts";
import type { Command, CommandContext, CommandGroup, OptionSpec } from "../../framework/command.ts";
import { outputOptions } from "../../options/output.ts";
import { folderOption } from "./folder-option.ts";

const events: Readonly<Record<string, (typeof acts)[keyof typeof acts]>> = acts;
const optionTypes = { id: "id", ids: "id", text: "text", json: "json" } as const;

export const command: CommandGroup = {
  name: "trigger",
  summary: "Let a user of the running sandbox act",
  description: ["VK makes an event of what the user does; the command prints it."],
  commands: [],
  generated: {
    placeholder: "event",
    find: async name => (Object.hasOwn(events, name) ? eventCommand(name) : undefined),
    suggest: async name => ({
      problem: localize('there is no event "{name}"', { name }),
      suggestion: suggest(name, Object.keys(events)),
    }),
    categories: () =>
      new Map([
        ["Events", Object.entries(events).map(([name, { summary }]) => ({ names: [name], summary }))],
      ]),
    unlisted: async () => [],
  },
  examples: [
    'oint sandbox trigger message_new --text "Hello"',
    "oint sandbox trigger group_join --from-id 100005",
  ],
};

/** The command of an event: its options are the fields of the act. */
function eventCommand(name: string): Command {
  const { summary, fields } = events[name] ?? { summary: "", fields: {} };
  return {
    name,
    summary,
    options: [...Object.entries<Field>(fields).map(([field, form]) => optionOf(field, form)), folderOption],
    commonOptions: outputOptions,
    run: context => trigger(name, Object.keys(fields), context),
  };
}

type Result =
  | { readonly happenings: readonly unknown[] }
  | { readonly error: string; readonly field?: string; readonly problem?: string };

const optionName = (field: string) => field.replaceAll("_", "-");

function optionOf(field: string, { type, required, default: fallback, description }: Field): OptionSpec {
  return {
    name: optionName(field),
    takesValue: "always",
    type: optionTypes[type],
    description,
    ...(required ? { required } : {}),
    ...(fallback === undefined ? {} : { default: fallback }),
  };
}

/** Asks the running sandbox to let the user act, and returns the events. */
async function trigger(event: string, fields: readonly string[], context: CommandContext): Promise<unknown> {
  const { options, signal } = context;
  const folder = single(options, "folder") ?? defaultFolder();
  const url = await findRunning(folder);
  if (!url) {
    throw new ConfigError(
      localize("no sandbox runs with the folder {folder}; start one: oint sandbox", { folder }),
    );
  }
  const response = await fetch(`${url}/sandbox/act/${event}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(givenFields(options, fields)),
    signal,
  });
  const result = (await response.json()) as Result; // the sandbox's own interface
  if ("happenings" in result) return result.happenings;
  const { error, field, problem = "" } = result;
  throw field === undefined ? new UsageError(error) : new ArgumentError(optionName(field), problem);
}

function givenFields(options: Values, fields: readonly string[]): Record<string, string> {
  const given = fields.flatMap(field => {
    const value = single(options, optionName(field));
    return value === undefined ? [] : [[field, value] as const];
  });
  return Object.fromEntries(given);
}
