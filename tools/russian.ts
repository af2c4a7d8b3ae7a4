/** Checks that the Russian catalogs translate every text of the help and the documentation and every message, and nothing else. */

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

import { policyGroups, ruleReasons } from "../src/api/policy.ts";
import { root } from "../src/cli/commands/index.ts";
import { loginMethodSummaries } from "../src/cli/commands/vk/login/methods.ts";
import { methodTexts } from "../src/cli/commands/vk/method-help.ts";
import { methodOptions } from "../src/cli/commands/vk/method-options.ts";
import { requirementTexts, tokenKinds } from "../src/cli/commands/vk/requirements.ts";
import { tokenLabels } from "../src/cli/commands/vk/whoami.ts";
import { type Command, type CommandGroup, isGroup } from "../src/cli/framework/command.ts";
import { labels, typeLabels } from "../src/cli/framework/labels.ts";
import russian from "../src/cli/i18n/ru.json" with { type: "json" };
import russianMessages from "../src/i18n/ru.json" with { type: "json" };
import { functions } from "../src/invoke/manifest.ts";
import { checkMessages } from "./messages.ts";

/** The texts of a command and of all commands below it. */
async function textsOf(node: Command | CommandGroup): Promise<string[]> {
  const nodeTexts = [node.summary, ...(node.description ?? [])];
  if (!isGroup(node)) {
    const options = [...node.options, ...(node.commonOptions ?? [])];
    const positionals = (node.positionals ?? []).map(({ name }) => name);
    return node.hidden
      ? []
      : [...nodeTexts, ...positionals, ...options.map(({ description }) => description)];
  }
  const children = await Promise.all(node.commands.map(async ({ load }) => textsOf((await load()).command)));
  return [...nodeTexts, ...children.flat(), ...(await textsOfGenerated(node))];
}

/** The texts of the commands that a group makes from data. */
async function textsOfGenerated({ generated }: CommandGroup): Promise<string[]> {
  if (!generated) return [];
  const names = [...generated.categories().values()].flat().flatMap(command => command.names[0] ?? []);
  const commands = await Promise.all(names.map(name => generated.find(name, [])));
  const commandTexts = await Promise.all(commands.map(command => (command ? textsOf(command) : [])));
  return [generated.placeholder, ...generated.categories().keys(), ...commandTexts.flat()];
}

const texts = [
  ...(await textsOf(root)),
  ...functions.map(({ returns }) => returns),
  ...functions.flatMap(({ options }) => options.flatMap(({ keys = [] }) => keys.map(key => key.description))),
  ...[
    labels,
    typeLabels,
    loginMethodSummaries,
    requirementTexts,
    tokenKinds,
    tokenLabels,
    methodTexts,
    ruleReasons,
  ].flatMap(Object.values),
  ...Object.values(methodOptions).map(({ description }) => description),
  ...policyGroups.map(({ reason }) => reason),
];
const required = new Set(texts);
const missing = [...required].filter(text => !Object.hasOwn(russian, text));
const extra = Object.keys(russian).filter(text => !required.has(text));
for (const text of missing) console.error(`src/cli/i18n/ru.json lacks: ${text}`);
for (const text of extra) console.error(`src/cli/i18n/ru.json translates a text that is not used: ${text}`);

/** The HTTP interface of the sandbox, which speaks English as VK's does. */
const english = /^src\/sandbox\/(act\/|server\/(act|fault-rule)\.ts)/;

const paths = execFileSync("git", ["ls-files", "--", "src/*.ts"], { encoding: "utf8" })
  .trim()
  .split("\n")
  .filter(path => !english.test(path));
const sources = new Map(paths.map(path => [path, readFileSync(path, "utf8")]));
const problems = checkMessages(sources, russianMessages);
for (const problem of problems) console.error(problem);
if (missing.length + extra.length + problems.length > 0) process.exitCode = 1;
