import type { ParameterFacts } from "../api/facts.ts";
import { asJson } from "../config/json.ts";
import { ArgumentError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import { readStdin, readStructure, tooManyFromStdin, withLineBreaks } from "./arguments.ts";
import { single, type Values } from "./values.ts";

/**
 * Makes the parameters of a VK method out of its options. Only what the command line adds is done here: lists, structures,
 * files with JSON, standard input. Whether a value is right is for the check of the call to say.
 *
 * @param facts what is known of the parameters, by name; others are sent as they are
 * @param options the options that are parameters
 * @param data the value of `--data`, which has all parameters at once; single options win over it
 * @param params the values of `--param`, each `name=value`
 */
export async function readParameters(
  facts: Readonly<Record<string, ParameterFacts>>,
  options: Values,
  data: string | undefined,
  params: readonly string[],
): Promise<Record<string, unknown>> {
  const piped = [...options].filter(([, values]) => values.includes("-")).map(([name]) => name);
  if (data === "-") piped.push("data");
  if (piped.length > 1) throw tooManyFromStdin(piped);
  const all = await Promise.all(
    [...options].map(async ([name, values]) => [
      name,
      await readParameter(name, Object.hasOwn(facts, name) ? facts[name] : undefined, values),
    ]),
  );
  return {
    ...(await readData(data)),
    ...Object.fromEntries(params.map(namedValue)),
    ...Object.fromEntries(all),
  };
}

async function readData(data: string | undefined): Promise<object> {
  if (data === undefined) return {};
  const value = await readStructure("data", data === "-" ? await readStdin() : data);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  const example = '{"owner_id": -1, "count": 5}';
  throw new ArgumentError(
    "data",
    localize("is not a structure; expected one such as {example}", { example }),
  );
}

function namedValue(text: string): readonly [string, string] {
  const [, name, value] = /^(\w+)=([\s\S]*)$/.exec(text) ?? [];
  if (name === undefined || value === undefined) {
    throw new ArgumentError("param", localize('got "{value}", expected name=value', { value: text }));
  }
  return [name, value];
}

async function readParameter(
  name: string,
  facts: ParameterFacts | undefined,
  values: readonly string[],
): Promise<unknown> {
  if (facts?.type === "array") return readList(name, values);
  const value = single(new Map([[name, values]]), name) ?? "";
  if (facts?.type === "json") return readStructure(name, value === "-" ? await readStdin() : value, asJson);
  if (facts?.type === "boolean" && value === "") return true;
  if (value === "-") return facts?.type === "string" ? readStdin() : (await readStdin()).trim();
  return facts?.type === "string" ? withLineBreaks(value) : value;
}

/** Each value is `a,b`, a JSON array, or the path of a .json file with one. */
async function readList(name: string, values: readonly string[]): Promise<unknown> {
  const lists = await Promise.all(
    values.map(async value => {
      const text = value === "-" ? (await readStdin()).trim() : value;
      const isJson = text.trimStart().startsWith("[") || text.toLowerCase().endsWith(".json");
      if (!isJson) return text.trim() === "" ? [] : text.split(",");
      const list = await readStructure(name, text);
      if (Array.isArray(list)) return list;
      throw new ArgumentError(name, localize("is not an array; expected one such as a,b or ['a','b']"));
    }),
  );
  return lists.flat();
}
