import { html, raw } from "hono/html";
import type { Lang } from "../../src/cli/i18n/index.ts";
import { texts } from "./texts.ts";

export type Html = ReturnType<typeof html>;

/** A page of one language. */
export interface Page {
  /** Path below the folder of its language, without `.html`: `index`, `guides/tokens`, `functions/createPost`. */
  readonly path: string;
  readonly title: string;
  /** Text for the search index. */
  readonly text: string;
  readonly content: Html;
}

/** A link in the sidebar. */
export interface Entry {
  readonly path: string;
  readonly title: string;
}

/** A section of the sidebar. */
export interface Section {
  readonly title: string;
  readonly entries: readonly Entry[];
}

/** Relative path from a page to the folder of its language. */
function pathToRoot(path: string): string {
  return "../".repeat(path.split("/").length - 1);
}

/** Renders a complete page: head, sidebar, content, and links to the previous and the next page. */
export function layout(
  lang: Lang,
  page: Page,
  sections: readonly Section[],
  neighbors: { readonly previous: Entry | undefined; readonly next: Entry | undefined },
): Html {
  const pageTexts = texts[lang];
  const root = pathToRoot(page.path);
  const otherLang: Lang = lang === "en" ? "ru" : "en";
  const link = ({ path, title }: Entry) =>
    html`<a href="${root}${path}.html"${path === page.path ? raw(' aria-current="page"') : ""}>${title}</a>`;
  const { previous, next } = neighbors;
  return html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title} · oint</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${root}../assets/style.css">
<script defer src="${root}../assets/index-${lang}.js"></script>
<script defer src="${root}../assets/site.js"></script>
</head>
<body data-root="${root}">
<a class="skip" href="#content">${pageTexts.skip}</a>
<header>
<a class="brand" href="${root}index.html">oint</a>
<form role="search" onsubmit="return false">
<label for="search">${pageTexts.search}</label>
<input id="search" type="search" autocomplete="off" placeholder="${pageTexts.searchHint}" data-nothing="${pageTexts.nothingFound}">
<ul id="found" hidden aria-live="polite"></ul>
</form>
<a class="lang" href="${root}../${otherLang}/${page.path}.html" hreflang="${otherLang}" lang="${otherLang}">${pageTexts.other}</a>
</header>
<div class="columns">
<nav aria-label="${pageTexts.menu}">
<details open>
<summary>${pageTexts.menu}</summary>
${sections.map(
  ({ title, entries }) => html`<p class="group">${title}</p>
<ul>${entries.map(entry => html`<li>${link(entry)}</li>`)}</ul>`,
)}
<p class="group"><a href="${root}../api/index.html">${pageTexts.api}</a></p>
</details>
</nav>
<main id="content" tabindex="-1">
${page.content}
${
  previous || next
    ? html`<footer>
${previous ? html`<a rel="prev" href="${root}${previous.path}.html">← ${pageTexts.previous}: ${previous.title}</a>` : html`<span></span>`}
${next ? html`<a rel="next" href="${root}${next.path}.html">${pageTexts.next}: ${next.title} →</a>` : ""}
</footer>`
    : ""
}
</main>
</div>
</body>
</html>
`;
}
