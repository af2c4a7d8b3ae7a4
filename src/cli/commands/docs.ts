import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { UsageError } from "../../errors.ts";
import { localize } from "../../i18n/localize.ts";
import { functions } from "../../invoke/manifest.ts";
import { suggest } from "../../validation/suggest.ts";
import type { Command, CommandContext, CommandGroup } from "../framework/command.ts";
import { isGroup } from "../framework/command.ts";
import { helpOf } from "../framework/help.ts";
import { type Resolved, resolveCommand } from "../framework/resolve.ts";
import type { Lang } from "../i18n/index.ts";
import { openInBrowser } from "../io/browser.ts";

export const command: Command = {
  name: "docs",
  summary: "Open the documentation, or print that of a function or a guide",
  description: ["Names a function, such as createPost, or a guide, such as uploads."],
  positionals: [{ name: "name", complete: () => [...functions.map(({ name }) => name), ...guideNames()] }],
  options: [],
  examples: ["oint docs", "oint docs createPost", "oint docs uploads"],
  run: docs,
};

/** Opens the page where a browser and the built site are at hand, else prints the text. */
async function docs(context: CommandContext): Promise<string | undefined> {
  const { positionals, root, lang, io } = context;
  const [name = ""] = positionals;
  const guide = guideNames().find(item => item === name.toLowerCase());
  if (guide) return show(join("guides", `${guide}.html`), async () => guideText(guide, lang), context);
  const { node, path } = await resolveDocumented(root, positionals);
  const page = isGroup(node) ? "index.html" : join("functions", `${node.name}.html`);
  return show(page, () => helpOf(node, path, lang, io.columns), context);
}

async function show(
  page: string,
  text: () => Promise<string>,
  { io, lang }: CommandContext,
): Promise<string | undefined> {
  // The page of the site that npm run docs has built beside this program.
  const path = join(docsFolder(), "site", lang, page);
  if (!existsSync(path) || !io.isOutputTerminal) return text();
  io.status(`${path}\n`);
  await openInBrowser(pathToFileURL(path).href);
  return undefined;
}

/** The function of a name, or all of them. What is no function may have been meant as a guide. */
async function resolveDocumented(root: CommandGroup, names: readonly string[]): Promise<Resolved> {
  return resolveCommand(root, ["vk", ...names]).catch((error: unknown) => {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(orGuide(error.message, names[0] ?? ""));
  });
}

/** An error about an unknown function, and the guides that may have been meant. */
function orGuide(problem: string, name: string): string {
  const guide = suggest(name, guideNames());
  const values = { problem: problem.replace(/\?$/, ""), guide: guide ?? "", guides: guideNames().join(", ") };
  const isQuestion = problem.endsWith("?");
  if (guide === undefined) {
    return isQuestion
      ? localize("{problem}, or the guides are {guides}", values)
      : localize("{problem}; the guides are {guides}", values);
  }
  return isQuestion
    ? localize("{problem}, or did you mean the guide {guide}?", values)
    : localize("{problem}; did you mean the guide {guide}?", values);
}

/** The folder of the guides, which lies in the package beside the program. */
function docsFolder(): string {
  return join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..", "docs");
}

/** The names of the guides; none where they are not at hand. */
function guideNames(): readonly string[] {
  const folder = docsFolder();
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap(file => (file.endsWith(".md") ? [file.slice(0, -".md".length)] : []));
}

function guideText(name: string, lang: Lang): string {
  const translated = join(docsFolder(), lang === "en" ? "" : lang, `${name}.md`);
  const path = existsSync(translated) ? translated : join(docsFolder(), `${name}.md`);
  return readFileSync(path, "utf8").trimEnd();
}
