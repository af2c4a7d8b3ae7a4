import { describeMethod } from "../../../api/descriptions.ts";
import { methodNames } from "../../../api/method.ts";
import type { Command } from "../../framework/command.ts";
import { outputOptions } from "../../options/output.ts";

/** A method of VK and what it does. */
interface Found {
  readonly method: string;
  readonly description: string;
}

export const command: Command = {
  name: "methods",
  summary: "Search the methods of VK by name and description",
  description: [
    "Each is a command: oint vk wall.get --help shows its parameters. Without words all are listed.",
  ],
  positionals: [{ name: "words" }],
  anyPositionals: true,
  options: outputOptions,
  examples: ["oint vk methods wall", "oint vk methods friends online --format table"],
  run: ({ positionals }) => search(positionals),
};

async function search(words: readonly string[]): Promise<Found[]> {
  const wanted = words.flatMap(word => word.toLowerCase().split(/\s+/)).filter(Boolean);
  const all = await Promise.all(
    methodNames.map(async method => ({
      method,
      description: (await describeMethod(method))?.description ?? "",
    })),
  );
  return all.filter(({ method, description }) => {
    const text = `${method} ${description}`.toLowerCase();
    return wanted.every(word => text.includes(word));
  });
}
