import type { CommandGroup } from "../../framework/command.ts";

export const command: CommandGroup = {
  name: "sandbox",
  summary: "Run the sandbox, a local emulator of the VK API",
  description: [
    "Runs a local emulator of the VK API, and a page that shows what is in it. Commands with --sandbox find it. Ctrl-C stops it.",
  ],
  commands: [
    { name: "run", load: () => import("./run.ts") },
    { name: "trigger", load: () => import("./trigger.ts") },
  ],
  default: "run",
  examples: [
    "oint sandbox",
    "oint sandbox --port 0 --rps 0",
    'oint sandbox trigger message_new --text "Hello"',
  ],
};
