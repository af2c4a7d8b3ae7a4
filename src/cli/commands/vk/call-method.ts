import type { CommandGroup } from "../../framework/command.ts";
import { unknownMethod } from "./unknown-method.ts";

/** Calls a method by the name that the library has for it: `oint vk callMethod wall.get` is `oint vk wall.get`. */
export const command: CommandGroup = {
  name: "callMethod",
  summary: "Call any method of VK; oint vk wall.get is the same as oint vk callMethod wall.get",
  description: ["Also: ВызватьМетод. oint vk methods lists the methods."],
  examples: ["oint vk callMethod users.get --user_ids 1"],
  commands: [],
  generated: {
    placeholder: "method",
    find: async (name, args) => (await import("./method.ts")).methodCommand(name, args),
    suggest: unknownMethod,
    categories: () => new Map(),
    unlisted: async () => (await import("../../../api/method.ts")).methodNames,
  },
};
