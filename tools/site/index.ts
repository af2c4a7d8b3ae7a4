import { html } from "hono/html";
import type { Lang, Translate } from "../../src/cli/i18n/index.ts";
import type { Operation } from "../operations.ts";
import type { Page } from "./layout.ts";
import { words } from "./words.ts";

/** The first page: the guides, and every function by region. */
export function indexPage(
  guidePages: readonly Page[],
  operations: readonly Operation[],
  lang: Lang,
  translate: Translate,
): Page {
  const messages = words[lang];
  const regions = [...new Set(operations.map(({ command }) => command.category))];
  const [first] = guidePages;
  const content = html`<article>
<h1>${messages.title}</h1>
<p class="lead">${messages.lead}</p>
${first ? html`<p><a class="button" href="${first.path}.html">${messages.begin}: ${first.title}</a></p>` : ""}
<h2>${messages.guides}</h2>
<ul class="cards">${guidePages.map(({ path, title }) => html`<li><a href="${path}.html">${title}</a></li>`)}</ul>
<h2>${messages.functions}</h2>
${regions.map(
  region => html`<h3>${translate(region)}</h3>
<dl>${operations
    .filter(({ command }) => command.category === region)
    .map(
      ({ command }) =>
        html`<dt><a href="functions/${command.name}.html">${command.name}</a></dt><dd>${translate(command.summary)}</dd>`,
    )}</dl>`,
)}
</article>`;
  return { path: "index", title: messages.title, text: messages.lead, content };
}
