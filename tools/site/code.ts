import highlight from "highlight.js/lib/core";
import oneC from "highlight.js/lib/languages/1c";
import bash from "highlight.js/lib/languages/bash";
import dos from "highlight.js/lib/languages/dos";
import json from "highlight.js/lib/languages/json";
import typescript from "highlight.js/lib/languages/typescript";
import { html, raw } from "hono/html";
import type { Html } from "./layout.ts";

const languages = { bash, sh: bash, bat: dos, json, ts: typescript, bsl: oneC };
for (const [name, language] of Object.entries(languages)) highlight.registerLanguage(name, language);

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

/** Highlighted code with a label for screen readers. */
export function code(text: string, language: string, label: string): Html {
  const markup = highlight.getLanguage(language)
    ? highlight.highlight(text, { language }).value
    : escapeHtml(text);
  return html`<pre tabindex="0" role="region" aria-label="${label}"><code>${raw(markup)}</code></pre>`;
}
