/** Checks that the Russian catalogue has a translation of every text of the help and the documentation, and no others. */

import { sandboxOptions } from "../src/cli/commands/sandbox.ts";
import { loginOptions } from "../src/cli/commands/vk/login/command.ts";
import { loginMethodSummaries } from "../src/cli/commands/vk/login/methods.ts";
import russian from "../src/cli/i18n/ru.json" with { type: "json" };
import { commonOptions } from "../src/cli/options/common.ts";
import { hintTexts } from "../src/core/hints.ts";
import { functions } from "../src/invoke/manifest.ts";

const texts = [
  ...functions.flatMap(({ category, summary, description, returns, options }) => [
    category,
    summary,
    ...description,
    returns,
    ...options.map(option => option.description),
  ]),
  ...[...commonOptions, ...loginOptions, ...sandboxOptions].map(({ description }) => description),
  ...Object.values(loginMethodSummaries),
  ...Object.values(hintTexts),
];
const wanted = new Set(texts);
const missing = [...wanted].filter(text => !(text in russian));
const extra = Object.keys(russian).filter(text => !wanted.has(text));
for (const text of missing) console.error(`src/cli/i18n/ru.json lacks: ${text}`);
for (const text of extra) console.error(`src/cli/i18n/ru.json has what is no longer said: ${text}`);
if (missing.length + extra.length > 0) process.exitCode = 1;
