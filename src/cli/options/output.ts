import type { Values } from "../../invoke/values.ts";
import { formats } from "../../output/formats.ts";
import type { OptionSpec } from "../framework/command.ts";

/** Options that say what becomes of the result. */
export const outputOptions: readonly OptionSpec[] = [
  {
    name: "out",
    takesValue: "always",
    description: "Write the result to this file, in the format of its extension; - for standard output",
  },
  {
    name: "format",
    takesValue: "always",
    description: "Format of the result; xlsx only with --out",
    choices: formats,
  },
  { name: "query", takesValue: "always", description: "Part of the result, as a JMESPath expression" },
  {
    name: "csv-delimiter",
    takesValue: "always",
    description: "Character between the cells of CSV, or tab; by default a comma",
  },
  {
    name: "csv-bom",
    takesValue: "never",
    description: "Begin CSV with a byte order mark, by which Excel recognizes UTF-8",
  },
];

/** Shows what is sent and received. */
export const debugOption: OptionSpec = {
  name: "debug",
  takesValue: "never",
  description: "Print requests and responses to standard error, secrets masked",
};

/** Options of commands whose requests can be shown without being sent. */
export const dryRunOptions: readonly OptionSpec[] = [
  { name: "test", takesValue: "never", description: "Dry run: print the requests without sending them" },
  { name: "dry-run", takesValue: "never", description: "Same as --test" },
];

/** Whether a command line asks for a dry run. */
export function isDryRun(options: Values): boolean {
  return dryRunOptions.some(({ name }) => options.has(name));
}
