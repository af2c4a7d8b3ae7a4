import { findFunction, functions, suggestFunction } from "../../../invoke/manifest.ts";
import type { CommandGroup, NamedCommand } from "../../framework/command.ts";
import { functionCommand } from "./function.ts";

function categories(): ReadonlyMap<string, readonly NamedCommand[]> {
  const named = new Map<string, NamedCommand[]>();
  for (const { category, name, russian, aliases, summary } of functions) {
    const members = named.get(category) ?? [];
    named.set(category, [...members, { names: [name, russian, ...aliases], summary }]);
  }
  return named;
}

export const command: CommandGroup = {
  name: "vk",
  summary: "Call the functions of VK; oint vk lists them",
  commands: [
    { name: "login", load: () => import("./login/command.ts") },
    { name: "whoami", load: () => import("./whoami.ts") },
    { name: "profile", load: () => import("./profile/index.ts") },
  ],
  generated: {
    placeholder: "function",
    find: name => {
      const found = findFunction(name);
      return found && functionCommand(found);
    },
    suggest: suggestFunction,
    categories,
  },
};
