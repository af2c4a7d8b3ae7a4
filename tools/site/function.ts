import { html } from "hono/html";
import { requirements } from "../../src/cli/commands/vk/requirements.ts";
import { exitCodes } from "../../src/cli/framework/exit-codes.ts";
import { labels, typeLabels } from "../../src/cli/framework/labels.ts";
import { exitCodeOfVkError } from "../../src/cli/framework/report-error.ts";
import type { Lang, Translate } from "../../src/cli/i18n/index.ts";
import { hint } from "../../src/core/hints.ts";
import { needsOf } from "../../src/core/needs.ts";
import { withSettings } from "../../src/core/settings-scope.ts";
import type { ManifestKey } from "../../src/invoke/manifest.ts";
import type { LibraryFunction } from "../functions.ts";
import { code } from "./code.ts";
import { oneCScript, windowsCommandLine } from "./command-line.ts";
import { guideTitle } from "./guide.ts";
import type { Html, Page } from "./layout.ts";
import { texts } from "./texts.ts";

const maxResultLines = 40;

/** Converts a comment to HTML: text in backticks becomes code. */
function commentHtml(text: string): Html {
  const parts = text.split(/`([^`]+)`/);
  return html`${parts.map((part, i) => (i % 2 ? html`<code>${part}</code>` : part))}`;
}

/** Renders the page of a function. */
export function functionPage(
  { command, signature, code: examples }: LibraryFunction,
  result: string,
  lang: Lang,
  translate: Translate,
): Page {
  const pageTexts = texts[lang];
  const summary = translate(command.summary);
  const [line = ""] = command.examples;
  const isJson = /^[[{]/.test(result);
  const content = html`<article>
<h1>${command.name}</h1>
<p class="lead">${commentHtml(summary)}</p>
${command.description.map(paragraph => html`<p>${commentHtml(translate(paragraph))}</p>`)}
<p>${pageTexts.aliases}: ${[command.russian, ...command.aliases].map((name, i) => html`${i ? ", " : ""}<code>${name}</code>`)}</p>
<h2>${pageTexts.signature}</h2>
${code(signature, "ts", pageTexts.signature)}
<h2>${pageTexts.arguments}</h2>
${argumentTable(command.options, lang, translate)}
${command.options.map(({ name, keys = [] }) => keyTable(name, keys, lang, translate))}
<p>${pageTexts.returns}: ${commentHtml(translate(command.returns))}</p>
<h2>${pageTexts.requirements}</h2>
<p>${commentHtml(requirements(command, translate))}</p>
${command.see.length ? html`<p>${pageTexts.official}: ${command.see.map(link => html`<a href="${link}">${link}</a> `)}</p>` : ""}
<h2>${pageTexts.examples}</h2>
<h3>TypeScript</h3>
${examples.map(example => code(example, "ts", "TypeScript"))}
<h3>bash</h3>
${command.examples.map(example => code(example, "bash", "bash"))}
<h3>Windows cmd</h3>
${code(windowsCommandLine(line), "bat", "Windows cmd")}
<h3>1C, OneScript</h3>
${code(oneCScript(line), "bsl", "1C, OneScript")}
<h2>${pageTexts.result}</h2>
<p>${pageTexts.resultNote}</p>
${code(truncate(result), isJson ? "json" : "text", pageTexts.result)}
<h2>${pageTexts.errors}</h2>
<p>${pageTexts.errorsNote} <a href="../guides/errors.html">${guideTitle("errors", lang)}</a></p>
${errorTable({ command, signature, code: examples }, lang)}
</article>`;
  const text = [summary, ...command.description.map(translate), command.russian, ...command.methods].join(
    " ",
  );
  return { path: `functions/${command.name}`, title: command.name, text, content };
}

/** Truncates a long result. */
function truncate(result: string): string {
  const lines = result.split("\n");
  return lines.length > maxResultLines ? [...lines.slice(0, maxResultLines), "…"].join("\n") : result;
}

function argumentTable(
  options: LibraryFunction["command"]["options"],
  lang: Lang,
  translate: Translate,
): Html {
  const pageTexts = texts[lang];
  if (options.length === 0) return html`<p>${pageTexts.noArguments}</p>`;
  const head = [
    pageTexts.argument,
    pageTexts.option,
    pageTexts.type,
    pageTexts.required,
    pageTexts.default,
    pageTexts.meaning,
  ];
  return html`<div class="table" tabindex="0" role="region" aria-label="${pageTexts.arguments}"><table class="stacked">
<thead><tr>${head.map(title => html`<th scope="col">${title}</th>`)}</tr></thead>
<tbody>${options.map(
    ({ name, short, type, array, choices, required, default: fallback, description }) => html`<tr>
<th scope="row"><code>${name}</code></th>
<td data-label="${pageTexts.option}"><code>--${name}</code>${short ? html`, <code>-${short}</code>` : ""}</td>
<td data-label="${pageTexts.type}">${array ? `${translate(labels.arrayOf)} ` : ""}${translate(typeLabels[type])}</td>
<td data-label="${pageTexts.required}">${required ? pageTexts.yes : pageTexts.no}</td>
<td data-label="${pageTexts.default}">${fallback === undefined ? "" : html`<code>${JSON.stringify(fallback)}</code>`}</td>
<td data-label="${pageTexts.meaning}">${commentHtml(translate(description))}${choices ? html`: ${choices.map((choice, i) => html`${i ? ", " : ""}<code>${choice}</code>`)}` : ""}</td>
</tr>`,
  )}</tbody>
</table></div>`;
}

/** The keys of a structure. */
function keyTable(name: string, keys: readonly ManifestKey[], lang: Lang, translate: Translate): Html {
  if (keys.length === 0) return html``;
  const pageTexts = texts[lang];
  const title = `${translate(labels.keys)} ${name}`;
  return html`<h3>${title}</h3>
<div class="table" tabindex="0" role="region" aria-label="${title}"><table>
<thead><tr>${[pageTexts.argument, pageTexts.type, pageTexts.meaning].map(item => html`<th scope="col">${item}</th>`)}</tr></thead>
<tbody>${keys.map(
    ({ name: key, type, array, description }) => html`<tr>
<th scope="row"><code>${key}</code></th>
<td>${array ? `${translate(labels.arrayOf)} ` : ""}${translate(typeLabels[type])}</td>
<td>${commentHtml(translate(description))}</td>
</tr>`,
  )}</tbody>
</table></div>`;
}

/** Additional error codes of a section's methods. Source: https://dev.vk.com/ru/reference/errors */
const sectionErrors: Readonly<Record<string, readonly number[]>> = {
  ads: [600, 601],
  users: [113],
  wall: [214, 219, 222, 224],
};

/** Lists errors and what to do about them; the hints are the library's hints for the last method that the function calls. */
function errorTable({ command }: LibraryFunction, lang: Lang): Html {
  const pageTexts = texts[lang];
  const method = command.methods.at(-1);
  const needs = method ? needsOf(method) : undefined;
  const tokenErrors = needs
    ? [
        5,
        ...(needs.scope ? [7] : []),
        15,
        ...(needs.tokens.includes("community") ? [] : [27]),
        ...(needs.tokens.includes("service") ? [] : [28]),
      ]
    : [];
  const codes = method
    ? [...tokenErrors, 6, 9, 14, 100, ...(sectionErrors[method.split(".")[0] ?? ""] ?? [])]
    : [];
  const vkErrors = codes.map(errorCode => [
    String(errorCode),
    exitCodeOfVkError(errorCode),
    withSettings({ lang }, () => hint(method ?? "", { error_code: errorCode, error_msg: "" })),
  ]);
  const sendsRequest = method !== undefined || command.endpoint !== "";
  const commonErrors = [
    ["", exitCodes.usage, pageTexts.usage],
    ...(command.endpoint ? [["", exitCodes.apiError, pageTexts.oauth]] : []),
    ...(sendsRequest ? [["", exitCodes.network, pageTexts.network]] : []),
  ];
  return html`<div class="table" tabindex="0" role="region" aria-label="${pageTexts.errors}"><table>
<thead><tr>${[pageTexts.code, pageTexts.exit, pageTexts.action].map(title => html`<th scope="col">${title}</th>`)}</tr></thead>
<tbody>${[...commonErrors, ...vkErrors].map(
    ([vkCode, exit, action]) => html`<tr><td>${vkCode}</td><td>${String(exit)}</td><td>${action}</td></tr>`,
  )}</tbody>
</table></div>`;
}
