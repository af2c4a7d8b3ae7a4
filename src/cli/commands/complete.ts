import type { Command } from "../framework/command.ts";
import { complete } from "../framework/complete.ts";
import { completionCommand } from "../framework/globals.ts";

/** The scripts of `oint completion` ask it what may stand in the place of the last word. */
export const command: Command = {
  name: completionCommand,
  summary: "Print what may follow, one candidate a line",
  hidden: true,
  rawArgs: true,
  options: [],
  run: async ({ positionals, root, io }) => {
    const candidates = await complete(root, positionals, io.env).catch(() => []);
    return candidates.map(({ word, about }) => (about ? `${word}\t${about}` : word)).join("\n");
  },
};
