import { html } from "hono/html";
import type { Lang, Translate } from "../../src/cli/i18n/index.ts";
import type { LibraryFunction } from "../functions.ts";
import type { Page } from "./layout.ts";
import { texts } from "./texts.ts";

/** The start page: all guides, and all functions by category. */
export function indexPage(
  guidePages: readonly Page[],
  functions: readonly LibraryFunction[],
  lang: Lang,
  translate: Translate,
): Page {
  const pageTexts = texts[lang];
  const categories = [...new Set(functions.map(({ command }) => command.category))];
  const [first] = guidePages;
  const content = html`<article>
<h1>${pageTexts.title}</h1>
<p class="lead">${pageTexts.lead}</p>
${first ? html`<p><a class="button" href="${first.path}.html">${pageTexts.begin}: ${first.title}</a></p>` : ""}
<h2>${pageTexts.guides}</h2>
<ul class="cards">${guidePages.map(({ path, title }) => html`<li><a href="${path}.html">${title}</a></li>`)}</ul>
<h2>${pageTexts.functions}</h2>
${categories.map(
  category => html`<h3>${translate(category)}</h3>
<dl>${functions
    .filter(({ command }) => command.category === category)
    .map(
      ({ command }) =>
        html`<dt><a href="functions/${command.name}.html">${command.name}</a></dt><dd>${translate(command.summary)}</dd>`,
    )}</dl>`,
)}
</article>`;
  return { path: "index", title: pageTexts.title, text: pageTexts.lead, content };
}
