import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { functions } from "../../invoke/manifest.ts";
import type { Command, CommandContext } from "../framework/command.ts";
import { isGroup } from "../framework/command.ts";
import { helpOf } from "../framework/help.ts";
import { resolveCommand } from "../framework/resolve.ts";
import type { Lang } from "../i18n/index.ts";
import { openInBrowser } from "../io/browser.ts";

export const command: Command = {
  name: "docs",
  summary: "Open the documentation, or print that of a function",
  positionals: [{ name: "function", complete: () => functions.map(({ name }) => name) }],
  options: [],
  examples: ["oint docs", "oint docs createPost"],
  run: docs,
};

/** Opens the page where a browser and the built site are at hand, else prints the text. */
async function docs({ positionals, io, root, lang }: CommandContext): Promise<string | undefined> {
  const { node, path } = await resolveCommand(root, ["vk", ...positionals]);
  const page = pageOf(isGroup(node) ? undefined : node.name, lang);
  if (page === undefined || !io.isOutputTerminal) return helpOf(node, path, lang, io.columns);
  io.status(`${page}\n`);
  await openInBrowser(pathToFileURL(page).href);
  return undefined;
}

/** The page of the site that npm run docs has built beside this program; `undefined` when there is none. */
function pageOf(name: string | undefined, lang: Lang): string | undefined {
  const parts = dirname(fileURLToPath(import.meta.url));
  const page = name === undefined ? "index.html" : join("functions", `${name}.html`);
  const path = join(parts, "..", "..", "..", "docs", "site", lang, page);
  return existsSync(path) ? path : undefined;
}
