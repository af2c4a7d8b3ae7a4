import { html } from "hono/html";
import { root } from "../../src/cli/commands/index.ts";
import { type Command, type CommandGroup, isGroup } from "../../src/cli/framework/command.ts";
import { helpOf } from "../../src/cli/framework/help.ts";
import type { Lang, Translate } from "../../src/cli/i18n/index.ts";
import { code } from "./code.ts";
import type { Page } from "./layout.ts";

interface CommandAt {
  readonly node: Command | CommandGroup;
  readonly path: readonly string[];
}

/** Returns the visible commands of the registry, except the function commands, each with its path. */
async function commandsBelow({ node, path }: CommandAt): Promise<CommandAt[]> {
  if (!isGroup(node)) return node.hidden ? [] : [{ node, path }];
  const children = await Promise.all(
    node.commands.map(async ({ load }) => {
      const { command } = await load();
      return commandsBelow({ node: command, path: [...path, command.name] });
    }),
  );
  return children.flat();
}

/** A page for each command: its help. */
export async function commandPages(lang: Lang, translate: Translate): Promise<Page[]> {
  const commands = await commandsBelow({ node: root, path: [root.name] });
  return Promise.all(
    commands.map(async ({ node, path }) => {
      const title = path.join(" ");
      const summary = translate(node.summary);
      const help = await helpOf(node, path, lang);
      const content = html`<article><h1>${title}</h1><p class="lead">${summary}</p>${code(help, "text", title)}</article>`;
      return { path: `commands/${path.slice(1).join("-")}`, title, text: `${summary} ${help}`, content };
    }),
  );
}
