import json from "../../../package.json" with { type: "json" };
import type { Command } from "../framework/command.ts";

export const command: Command = {
  name: "version",
  summary: "Print the version",
  options: [],
  run: async () => json.version,
};
