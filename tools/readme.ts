/** Writes the table of functions in the README. With `--check`, it writes nothing and fails when the table is out of date. */
import { readFileSync } from "node:fs";
import { functions } from "../src/invoke/manifest.ts";
import { writeGenerated } from "./generated.ts";

const begin = "<!-- functions, written by tools/readme.ts -->";
const end = "<!-- end of functions -->";

const rows = functions.map(({ name, russian, category, summary, tokens }) => {
  const token = tokens.length > 0 ? tokens.join(", ") : "none";
  return `| ${category} | \`${name}\` | \`${russian}\` | ${summary} | ${token} |`;
});
const table = [
  "| category | function | по-русски | what it does | token |",
  "|---|---|---|---|---|",
  ...rows,
].join("\n");

const readme = readFileSync("README.md", "utf8");
const [before, rest] = readme.split(begin);
const after = rest?.split(end)[1];
if (before === undefined || after === undefined) throw new Error(`README.md lacks ${begin} or ${end}`);
writeGenerated("README.md", `${before}${begin}\n${table}\n${end}${after}`);
