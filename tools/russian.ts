/** Checks that the Russian catalogue has a translation of every text of the help and the documentation, and no others. */
import { commonFlags } from "../src/cli/flags.ts";
import { loginFlags } from "../src/cli/login.ts";
import { functions } from "../src/cli/manifest.ts";
import russian from "../src/cli/russian.json" with { type: "json" };
import { sandboxFlags } from "../src/cli/sandbox.ts";
import { waysInWords } from "../src/cli/ways.ts";
import { hintTexts } from "../src/vk/hints.ts";

const texts = [
  ...functions.flatMap(({ region, summary, description, returns, options }) => [
    region,
    summary,
    ...description,
    returns,
    ...options.map(option => option.description),
  ]),
  ...[...commonFlags, ...loginFlags, ...sandboxFlags].map(({ description }) => description),
  ...Object.values(waysInWords),
  ...Object.values(hintTexts),
];
const wanted = new Set(texts);
const missing = [...wanted].filter(text => !(text in russian));
const extra = Object.keys(russian).filter(text => !wanted.has(text));
for (const text of missing) console.error(`src/cli/russian.json lacks: ${text}`);
for (const text of extra) console.error(`src/cli/russian.json has what is no longer said: ${text}`);
if (missing.length + extra.length > 0) process.exitCode = 1;
