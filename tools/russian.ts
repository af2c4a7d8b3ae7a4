/** Checks that the Russian catalogue has a translation of every text of the help and the documentation, and no others. */

import { policyGroups, ruleReasons } from "../src/api/policy.ts";
import { root } from "../src/cli/commands/index.ts";
import { functionCommand } from "../src/cli/commands/vk/function.ts";
import { loginMethodSummaries } from "../src/cli/commands/vk/login/methods.ts";
import { methodTexts } from "../src/cli/commands/vk/method-help.ts";
import { methodOptions } from "../src/cli/commands/vk/method-options.ts";
import { requirementTexts, tokenKinds } from "../src/cli/commands/vk/requirements.ts";
import { type Command, type CommandGroup, isGroup } from "../src/cli/framework/command.ts";
import { labels, typeLabels } from "../src/cli/framework/labels.ts";
import russian from "../src/cli/i18n/ru.json" with { type: "json" };
import { hintTexts, hintWords } from "../src/core/hints.ts";
import { functions } from "../src/invoke/manifest.ts";

/** The texts of a command and of all commands below it. */
async function textsOf(node: Command | CommandGroup): Promise<string[]> {
  const own = [node.summary, ...(node.description ?? [])];
  if (!isGroup(node)) {
    const options = [...node.options, ...(node.commonOptions ?? [])];
    return node.hidden ? [] : [...own, ...options.map(({ description }) => description)];
  }
  const children = await Promise.all(node.commands.map(async ({ load }) => textsOf((await load()).command)));
  return [...own, ...children.flat()];
}

const texts = [
  ...(await textsOf(root)),
  ...(await Promise.all(functions.map(operation => textsOf(functionCommand(operation))))).flat(),
  ...functions.flatMap(({ category, returns }) => [category, returns]),
  ...[
    labels,
    typeLabels,
    loginMethodSummaries,
    requirementTexts,
    tokenKinds,
    methodTexts,
    ruleReasons,
  ].flatMap(Object.values),
  ...Object.values(methodOptions).map(({ description }) => description),
  ...policyGroups.map(({ reason }) => reason),
  ...hintTexts,
  ...hintWords,
];
const wanted = new Set(texts);
const missing = [...wanted].filter(text => !Object.hasOwn(russian, text));
const extra = Object.keys(russian).filter(text => !wanted.has(text));
for (const text of missing) console.error(`src/cli/i18n/ru.json lacks: ${text}`);
for (const text of extra) console.error(`src/cli/i18n/ru.json has what is no longer said: ${text}`);
if (missing.length + extra.length > 0) process.exitCode = 1;
