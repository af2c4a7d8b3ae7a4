import type { OptionType } from "../../invoke/manifest.ts";

/** What the help says beside the texts of commands and options. */
export const labels = {
  usage: "Usage",
  commands: "Commands",
  options: "Options",
  commonOptions: "Common options",
  examples: "Examples",
  more: "For the options and examples of one:",
  default: "default",
  required: "required",
  arrayOf: "array of",
  command: "command",
  function: "function",
  optionsWord: "options",
  also: "Also named",
  result: "Result",
  see: "See",
  kinds: "Kinds of tokens",
} as const;

/** The names of the types of options. */
export const typeLabels: Readonly<Record<OptionType, string>> = {
  text: "string",
  id: "ID",
  flag: "boolean",
  date: "date",
  binary: "file",
  choice: "choice",
  structure: "structure",
  json: "structure",
  auth: "credentials",
};
