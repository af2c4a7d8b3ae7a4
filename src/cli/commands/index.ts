import type { CommandGroup } from "../framework/command.ts";

/** All commands: each is loaded when it is needed. A new command is its file and a line here or in the group that it belongs to. */
export const root: CommandGroup = {
  name: "oint",
  summary: "The VK API from the command line.",
  description: [
    "Exit codes: 0 success, 1 VK error, 2 usage error, 3 network error, 4 user action required, 5 rate limit or quota, 74 result not written.",
  ],
  commands: [
    { name: "vk", load: () => import("./vk/index.ts") },
    { name: "sandbox", load: () => import("./sandbox/index.ts") },
    { name: "docs", load: () => import("./docs.ts") },
    { name: "completion", load: () => import("./completion.ts") },
    { name: "__complete", load: () => import("./complete.ts") },
    { name: "version", load: () => import("./version.ts") },
  ],
  examples: [
    'oint vk createPost --sandbox --text "Hello"',
    "oint vk createPost --help",
    "oint help --lang ru",
  ],
};
