/**
 * Writes `src/sandbox/generated/methods.json` from what `src/api` knows of each VK method: its parameters and the tokens that
 * it accepts. The sandbox has a table of its own, because it shares no code with the client.
 *
 * With `--check`, it writes nothing and fails when the file is out of date.
 */
import type { ParameterFacts } from "../src/api/facts.ts";
import { loadMethod, type MethodFacts, methodNames } from "../src/api/method.ts";
import { writeGenerated } from "./generated.ts";

/** `integer`, `number`, `boolean`, `string`, or the allowed values, `asc desc`; `!` if the parameter is required. */
function notation(facts: ParameterFacts): string {
  const isNumber = ["integer", "number", "boolean"].includes(facts.type);
  const type = facts.enum?.join(" ") ?? (isNumber ? facts.type : "string");
  return facts.required ? `${type}!` : type;
}

/** Token types, also those that only users of VK report. Nothing is written when none is known. */
function tokensOf({ tokens, tokenReports }: MethodFacts): string {
  const reported = tokenReports.filter(({ code, token }) => code === undefined && token !== "vkid");
  return [...new Set([...tokens, ...(tokens.length > 0 ? reported.map(({ token }) => token) : [])])].join(
    " ",
  );
}

const rows = await Promise.all(
  methodNames.map(async name => {
    const method = await loadMethod(name);
    if (!method) throw new Error(`src/api does not describe ${name}`);
    const parameters = Object.entries(method.parameters).map(
      ([key, facts]) => [key, notation(facts)] as const,
    );
    const entry = { tokens: tokensOf(method), parameters: Object.fromEntries(parameters) };
    return `  ${JSON.stringify(name)}: ${JSON.stringify(entry)}`;
  }),
);
writeGenerated("src/sandbox/generated/methods.json", `{\n${rows.join(",\n")}\n}\n`);
