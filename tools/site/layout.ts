import { html, raw } from "hono/html";
import type { Lang } from "../../src/cli/i18n/index.ts";
import { words } from "./words.ts";

export type Html = ReturnType<typeof html>;

/** A page of one language. */
export interface Page {
  /** Where it is below the language, without `.html`: `index`, `guides/tokens`, `functions/createPost`. */
  readonly path: string;
  readonly title: string;
  /** What it is about, for the search. */
  readonly text: string;
  readonly content: Html;
}

/** A link of the sidebar. */
export interface Entry {
  readonly path: string;
  readonly title: string;
}

/** A part of the sidebar. */
export interface Section {
  readonly title: string;
  readonly entries: readonly Entry[];
}

/** The way from a page up to the folder of its language. */
export function up(path: string): string {
  return "../".repeat(path.split("/").length - 1);
}

/** The whole page: head, sidebar, content, the pages before and after it. */
export function layout(
  lang: Lang,
  page: Page,
  sections: readonly Section[],
  around: { readonly previous: Entry | undefined; readonly next: Entry | undefined },
): Html {
  const messages = words[lang];
  const root = up(page.path);
  const other: Lang = lang === "en" ? "ru" : "en";
  const link = ({ path, title }: Entry) =>
    html`<a href="${root}${path}.html"${path === page.path ? raw(' aria-current="page"') : ""}>${title}</a>`;
  const { previous, next } = around;
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
<a class="skip" href="#content">${messages.skip}</a>
<header>
<a class="brand" href="${root}index.html">oint</a>
<form role="search" onsubmit="return false">
<label for="search">${messages.search}</label>
<input id="search" type="search" autocomplete="off" placeholder="${messages.searchHint}" data-nothing="${messages.nothingFound}">
<ul id="found" hidden aria-live="polite"></ul>
</form>
<a class="lang" href="${root}../${other}/${page.path}.html" hreflang="${other}" lang="${other}">${messages.other}</a>
</header>
<div class="columns">
<nav aria-label="${messages.menu}">
<details open>
<summary>${messages.menu}</summary>
${sections.map(
  ({ title, entries }) => html`<p class="group">${title}</p>
<ul>${entries.map(entry => html`<li>${link(entry)}</li>`)}</ul>`,
)}
<p class="group"><a href="${root}../api/index.html">${messages.api}</a></p>
</details>
</nav>
<main id="content" tabindex="-1">
${page.content}
${
  previous || next
    ? html`<footer>
${previous ? html`<a rel="prev" href="${root}${previous.path}.html">← ${messages.previous}: ${previous.title}</a>` : html`<span></span>`}
${next ? html`<a rel="next" href="${root}${next.path}.html">${messages.next}: ${next.title} →</a>` : ""}
</footer>`
    : ""
}
</main>
</div>
</body>
</html>
`;
}
