import { localize } from "../../../i18n/localize.ts";
import { findFunction, functions, suggestFunction } from "../../../invoke/manifest.ts";
import type { CommandGroup, NamedCommand } from "../../framework/command.ts";
import { functionCommand } from "./function.ts";
import { unknownMethod } from "./unknown-method.ts";

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
  description: [
    "A word with a dot is a VK method: oint vk wall.get --owner_id -1 --count 5. oint vk methods wall lists them.",
  ],
  commands: [
    { name: "login", load: () => import("./login/command.ts") },
    { name: "whoami", load: () => import("./whoami.ts") },
    { name: "doctor", load: () => import("./doctor.ts") },
    { name: "listen", load: () => import("./listen/command.ts") },
    { name: "methods", load: () => import("./methods.ts") },
    { name: "callMethod", aliases: ["ВызватьМетод"], load: () => import("./call-method.ts") },
    { name: "profile", load: () => import("./profile/index.ts") },
  ],
  generated: {
    placeholder: "function",
    find: async (name, args) => {
      const found = findFunction(name);
      return found ? functionCommand(found) : (await import("./method.ts")).methodCommand(name, args);
    },
    suggest: async name =>
      /^[a-z]\w*\.\w*$/i.test(name)
        ? unknownMethod(name)
        : { problem: localize('there is no function "{name}"', { name }), suggestion: suggestFunction(name) },
    categories,
    unlisted: async () => (await import("../../../api/method.ts")).methodNames,
  },
};
