import type { OptionSpec } from "../framework/command.ts";

/** Options that say what becomes of the result. */
export const outputOptions: readonly OptionSpec[] = [
  { name: "out", takesValue: "always", description: "Write the result to this file" },
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
