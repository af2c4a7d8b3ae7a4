import type { OptionSpec } from "../../framework/command.ts";
import { authOption } from "../../options/auth.ts";
import { rowsOptions } from "../../options/rows.ts";
import { callOptions } from "./calls.ts";

/** Options of every method. */
export const methodOptions = {
  data: {
    name: "data",
    takesValue: "always",
    description: "All parameters at once: JSON, the path of a .json file, or - for standard input",
  },
  unchecked: {
    name: "unchecked",
    takesValue: "never",
    description: "Send any method and parameter as it is, and never repeat it",
  },
  all: { name: "all", takesValue: "never", description: "Read the whole list, page by page" },
  limit: {
    name: "limit",
    takesValue: "always",
    description: "Read the list page by page, up to this many items",
  },
} as const satisfies Record<string, OptionSpec>;

/** Options of all commands go before parameters of the same name: these are given with `--param`. */
export function isTaken(parameter: string): boolean {
  const name = parameter.replaceAll("_", "-");
  return name === "lang" || [authOption, ...callOptions].some(option => option.name === name);
}

/** Options that are no parameters of the method. */
export function isOwnOption(name: string): boolean {
  return [...Object.values(methodOptions), authOption, ...callOptions, ...rowsOptions].some(
    option => option.name === name,
  );
}
