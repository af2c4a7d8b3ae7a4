import { existsSync, readFileSync } from "node:fs";
import { html, raw } from "hono/html";
import { Marked } from "marked";
import type { Lang } from "../../src/cli/i18n/index.ts";
import { code } from "./code.ts";
import type { Page } from "./layout.ts";

/** The anchor of a heading: its words with hyphens. */
function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
}

/** Creates a converter for the guides of a language. */
function markdown(lang: Lang): Marked {
  return new Marked({
    renderer: {
      code({ text, lang }) {
        return String(code(text, lang ?? "text", lang || "text"));
      },
      heading({ tokens, depth, text }) {
        return `<h${depth} id="${slug(text)}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
      link({ href, tokens, text }) {
        // The start page of the site is the list of functions.
        const page = href
          .replace(/^functions\.md$/, "../index.html")
          .replace(/^([\w-]+)\.md(?=#|$)/, "$1.html");
        // A link whose text is a file name shows the title of that guide instead.
        const label = text.endsWith(".md")
          ? guideTitle(text.replace(/\.md$/, ""), lang)
          : this.parser.parseInline(tokens);
        return `<a href="${page}">${label}</a>`;
      },
      table({ header, rows }) {
        const cell = (item: (typeof header)[number]) => this.parser.parseInline(item.tokens);
        const head = header.map(column => `<th scope="col">${cell(column)}</th>`).join("");
        const body = rows
          .map(row => `<tr>${row.map(item => `<td>${cell(item)}</td>`).join("")}</tr>`)
          .join("");
        const label = header.map(({ text }) => text).join(", ");
        return `<div class="table" tabindex="0" role="region" aria-label="${label.replaceAll('"', "")}"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>\n`;
      },
    },
  });
}

/** Returns the title of a guide: its first heading. */
export function guideTitle(name: string, lang: Lang): string {
  const title = /^# (.+)$/m.exec(guideSource(name, lang))?.[1];
  if (!title) throw new Error(`the guide ${name} has no title`);
  return title;
}

/** Returns the Markdown of a guide. */
export function guideSource(name: string, lang: Lang): string {
  const path = lang === "en" ? `docs/${name}.md` : `docs/ru/${name}.md`;
  if (!existsSync(path)) throw new Error(`${path} is missing; write every guide in both languages`);
  return readFileSync(path, "utf8");
}

/** Renders the page of a guide. */
export function guidePage(name: string, lang: Lang): Page {
  const source = guideSource(name, lang);
  const title = guideTitle(name, lang);
  const content = html`<article>${raw(markdown(lang).parse(source, { async: false }))}</article>`;
  const text = source.replace(/```[\s\S]*?```/g, " ").replace(/[#*`|[\]]/g, " ");
  return { path: `guides/${name}`, title, text, content };
}
