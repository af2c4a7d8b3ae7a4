import { html } from "hono/html";

import { requirements } from "../../src/cli/commands/vk/requirements.ts";
import { exitCodes } from "../../src/cli/framework/exit-codes.ts";
import { labels, typeLabels } from "../../src/cli/framework/labels.ts";
import { exitCodeOfVkError } from "../../src/cli/framework/report-error.ts";
import type { Lang, Translate } from "../../src/cli/i18n/index.ts";
import { hint } from "../../src/core/hints.ts";
import { needsOf } from "../../src/core/needs.ts";
import type { Operation } from "../operations.ts";
import { code } from "./code.ts";
import { cmd, oneC } from "./commands.ts";
import { guideTitle } from "./guide.ts";
import type { Html, Page } from "./layout.ts";
import { words } from "./words.ts";

const mostLines = 40;

/** Backticks in a comment stand for code. */
function prose(text: string): Html {
  const parts = text.split(/`([^`]+)`/);
  return html`${parts.map((part, i) => (i % 2 ? html`<code>${part}</code>` : part))}`;
}

/** A page of one function. */
export function functionPage(
  { command, signature, code: examples }: Operation,
  result: string,
  lang: Lang,
  translate: Translate,
): Page {
  const said = words[lang];
  const summary = translate(command.summary);
  const [line = ""] = command.examples;
  const isJson = /^[[{]/.test(result);
  const content = html`<article>
<h1>${command.name}</h1>
<p class="lead">${prose(summary)}</p>
${command.description.map(paragraph => html`<p>${prose(translate(paragraph))}</p>`)}
<p>${said.also}: ${[command.russian, ...command.aliases].map((name, i) => html`${i ? ", " : ""}<code>${name}</code>`)}</p>
<h2>${said.signature}</h2>
${code(signature, "ts", said.signature)}
<h2>${said.arguments}</h2>
${argumentTable(command.options, lang, translate)}
<p>${said.returns}: ${prose(translate(command.returns))}</p>
<h2>${said.needs}</h2>
<p>${prose(requirements(command, translate))}</p>
${command.see.length ? html`<p>${said.official}: ${command.see.map(link => html`<a href="${link}">${link}</a> `)}</p>` : ""}
<h2>${said.examples}</h2>
<h3>TypeScript</h3>
${examples.map(example => code(example, "ts", "TypeScript"))}
<h3>bash</h3>
${command.examples.map(item => code(item, "bash", "bash"))}
<h3>Windows cmd</h3>
${code(cmd(line), "bat", "Windows cmd")}
<h3>1C, OneScript</h3>
${code(oneC(line), "bsl", "1C, OneScript")}
<h2>${said.result}</h2>
<p>${said.resultSays}</p>
${code(shortened(result), isJson ? "json" : "text", said.result)}
<h2>${said.errors}</h2>
<p>${said.errorsSay} <a href="../guides/errors.html">${guideTitle("errors", lang)}</a></p>
${errorTable({ command, signature, code: examples }, lang, translate)}
</article>`;
  const text = [summary, ...command.description.map(translate), command.russian, ...command.methods].join(
    " ",
  );
  return { path: `functions/${command.name}`, title: command.name, text, content };
}

/** A long result is cut: the page shows its shape. */
function shortened(result: string): string {
  const lines = result.split("\n");
  return lines.length > mostLines ? [...lines.slice(0, mostLines), "…"].join("\n") : result;
}

function argumentTable(options: Operation["command"]["options"], lang: Lang, translate: Translate): Html {
  const said = words[lang];
  if (options.length === 0) return html`<p>${said.noArguments}</p>`;
  const head = [said.argument, said.option, said.type, said.required, said.default, said.meaning];
  return html`<div class="table" tabindex="0" role="region" aria-label="${said.arguments}"><table class="stacked">
<thead><tr>${head.map(item => html`<th scope="col">${item}</th>`)}</tr></thead>
<tbody>${options.map(
    ({ name, short, type, array, choices, required, default: fallback, description }) => html`<tr>
<th scope="row"><code>${name}</code></th>
<td data-label="${said.option}"><code>--${name}</code>${short ? html`, <code>-${short}</code>` : ""}</td>
<td data-label="${said.type}">${array ? `${translate(labels.arrayOf)} ` : ""}${translate(typeLabels[type])}</td>
<td data-label="${said.required}">${required ? said.yes : said.no}</td>
<td data-label="${said.default}">${fallback === undefined ? "" : html`<code>${JSON.stringify(fallback)}</code>`}</td>
<td data-label="${said.meaning}">${prose(translate(description))}${choices ? html`: ${choices.map((choice, i) => html`${i ? ", " : ""}<code>${choice}</code>`)}` : ""}</td>
</tr>`,
  )}</tbody>
</table></div>`;
}

/** VK's errors that a section's methods answer beside those of every method. Source: https://dev.vk.com/ru/reference/errors */
const errorsOfSection: Readonly<Record<string, readonly number[]>> = {
  ads: [600, 601],
  users: [113],
  wall: [214, 219, 222, 224],
};

/** The errors with what to do: hints are those of the library, by the method that needs most. */
function errorTable({ command }: Operation, lang: Lang, translate: Translate): Html {
  const said = words[lang];
  const method = command.methods.at(-1);
  const facts = method ? needsOf(method) : undefined;
  const ofToken = facts
    ? [
        5,
        ...(facts.scope ? [7] : []),
        15,
        ...(facts.tokens.includes("community") ? [] : [27]),
        ...(facts.tokens.includes("service") ? [] : [28]),
      ]
    : [];
  const codes = method
    ? [...ofToken, 6, 9, 14, 100, ...(errorsOfSection[method.split(".")[0] ?? ""] ?? [])]
    : [];
  const rows = codes.map(item => [
    String(item),
    exitCodeOfVkError(item),
    hint(method ?? "", { error_code: item, error_msg: "" }, translate),
  ]);
  const asks = method !== undefined || command.endpoint !== "";
  const general = [
    ["", exitCodes.usage, said.wrong],
    ...(command.endpoint ? [["", exitCodes.apiError, said.refused]] : []),
    ...(asks ? [["", exitCodes.network, said.unreachable]] : []),
  ];
  return html`<div class="table" tabindex="0" role="region" aria-label="${said.errors}"><table>
<thead><tr>${[said.code, said.exit, said.todo].map(candidate => html`<th scope="col">${candidate}</th>`)}</tr></thead>
<tbody>${[...general, ...rows].map(
    ([vkCode, exit, todo]) => html`<tr><td>${vkCode}</td><td>${String(exit)}</td><td>${todo}</td></tr>`,
  )}</tbody>
</table></div>`;
}
