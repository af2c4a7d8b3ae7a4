import { html } from "hono/html";
import { loadMethod, methodNames } from "../../src/api/method.ts";
import { methodCommand } from "../../src/cli/commands/vk/method.ts";
import { describedCommand } from "../../src/cli/commands/vk/method-help.ts";
import type { Command } from "../../src/cli/framework/command.ts";
import type { Lang, Translate } from "../../src/cli/i18n/index.ts";
import { code } from "./code.ts";
import type { Html, Page } from "./layout.ts";
import { texts } from "./texts.ts";

/** Renders a page for each section of VK methods: `methods/wall` has wall.get and the others. */
export async function methodPages(lang: Lang, translate: Translate): Promise<Page[]> {
  const sections = [...new Set(methodNames.map(sectionOf))];
  return Promise.all(sections.map(section => sectionPage(section, lang, translate)));
}

function sectionOf(method: string): string {
  return method.split(".")[0] ?? method;
}

async function sectionPage(section: string, lang: Lang, translate: Translate): Promise<Page> {
  const names = methodNames.filter(name => sectionOf(name) === section);
  const commands = await Promise.all(names.map(name => described(name, translate)));
  const content = html`<article>
<h1>${section}</h1>
<p class="lead">${texts[lang].methodsNote}</p>
<ul>${names.map(name => html`<li><a href="#${name}">${name}</a></li>`)}</ul>
${commands.map(command => methodHtml(command, lang, translate))}
</article>`;
  return { path: `methods/${section}`, title: section, text: names.join(" "), content };
}

async function described(name: string, translate: Translate): Promise<Command> {
  const [facts, command] = await Promise.all([loadMethod(name), methodCommand(name, [])]);
  if (!facts || !command) throw new Error(`VK has no method ${name}`);
  return describedCommand(command, facts, translate);
}

/** What the help of a method says; VK's own descriptions are English. */
function methodHtml(command: Command, lang: Lang, translate: Translate): Html {
  const { name, summary, options, examples = [], notes } = command;
  return html`<h2 id="${name}">${name}</h2>
${summary === name ? "" : html`<p lang="en">${summary}</p>`}
${(notes?.(translate, lang) ?? []).map(note => html`<p>${linked(note)}</p>`)}
${options.length > 0 ? optionTable(name, options, lang) : ""}
${examples.map(example => code(example, "bash", `${name}, bash`))}`;
}

function optionTable(method: string, options: Command["options"], lang: Lang): Html {
  const { option, required, meaning, yes, arguments: title } = texts[lang];
  return html`<div class="table" tabindex="0" role="region" aria-label="${method}: ${title}"><table>
<thead><tr>${[option, required, meaning].map(heading => html`<th scope="col">${heading}</th>`)}</tr></thead>
<tbody>${options.map(
    ({ name, required: isRequired, description }) =>
      html`<tr><td><code>--${name}</code></td><td>${isRequired ? yes : ""}</td><td lang="en">${description}</td></tr>`,
  )}</tbody></table></div>`;
}

function linked(text: string): Html {
  const parts = text.split(/(https:\/\/[^\s,]+)/);
  return html`${parts.map((part, i) => (i % 2 ? html`<a href="${part}">${part}</a>` : part))}`;
}
