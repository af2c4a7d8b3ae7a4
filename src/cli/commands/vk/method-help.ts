import type { MethodDescription } from "../../../api/descriptions.ts";
import { describeMethod } from "../../../api/descriptions.ts";
import type { ParameterFacts, ValueFacts } from "../../../api/facts.ts";
import type { MethodFacts } from "../../../api/method.ts";
import type { Command, OptionSpec } from "../../framework/command.ts";
import type { Translate } from "../../i18n/index.ts";
import { isTaken } from "./method-options.ts";
import { tokenKinds } from "./requirements.ts";

/** Texts of the help of methods; what is in braces is filled in. */
export const methodTexts = {
  tokens: "Token: {tokens}.",
  tokensUnknown: "Token: VK does not say.",
  scope: "Scope: {scope}.",
  noScope: "Scope: none.",
  scopeUnknown: "Scope: not known.",
  works: "Reported to work with: {token}.",
  refused: "Reported not to work with: {token} (error {code}).",
  changes: "It changes something at VK.",
  changesNothing: "It changes nothing at VK.",
  repeated: "After a failure oint repeats it.",
  once: "oint never repeats it when it may have arrived.",
  paged: "It returns a list: --all reads the whole of it, --limit N its first N items.",
  withParam: "These have the names of other options; give them with --param, name=value: {names}",
  undocumented: "Not in VK's documentation since 2026: may be switched off.",
  page: "VK's page: {page}",
  integer: "integer",
  number: "number",
  string: "string",
  boolean: "boolean",
  json: "structure",
  "integer or string": "integer or string",
  array: "array of {item}",
  range: "{min} to {max}",
  atLeast: "at least {min}",
  atMost: "at most {max}",
  characters: "characters: {range}",
  items: "items: {range}",
  made: "oint makes one",
} as const;

/** Lists of values up to this length are shown whole. */
const maxShownValues = 30;

/** The command with what its help says. */
export async function describedCommand(
  command: Command,
  facts: MethodFacts,
  translate: Translate,
): Promise<Command> {
  const said = await describeMethod(facts.name);
  return {
    ...command,
    summary: said?.description || command.summary,
    options: command.options.map(option => describedOption(option, facts, said, translate)),
    notes: () => notes(facts, translate),
    examples: [example(command, facts)],
  };
}

function describedOption(
  option: OptionSpec,
  { parameters, policy }: MethodFacts,
  said: MethodDescription | undefined,
  translate: Translate,
): OptionSpec {
  const { name } = option;
  const facts = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  const meaning = said && Object.hasOwn(said.parameters, name) ? (said.parameters[name] ?? "") : "";
  const made = policy.retry === name ? ` (${translate(methodTexts.made)})` : "";
  return {
    ...option,
    description: `${meaning}${made} ${facts ? `[${typeText(facts, translate)}]` : ""}`.trim(),
    ...(facts?.default !== undefined && { default: facts.default }),
  };
}

/** Type, values, range and length of a parameter. */
function typeText(facts: ParameterFacts, translate: Translate): string {
  const value: ValueFacts = facts.type === "array" ? { type: "string", ...facts.items } : facts;
  const type = translate(methodTexts[value.type as keyof typeof methodTexts] ?? value.type); // every type has a text
  return [
    facts.type === "array" ? translate(methodTexts.array).replace("{item}", type) : type,
    value.enum ? valuesText(value) : rangeText(value.minimum, value.maximum, translate),
    labelled(methodTexts.characters, rangeText(facts.minLength, facts.maxLength, translate), translate),
    labelled(methodTexts.items, rangeText(facts.minItems, facts.maxItems, translate), translate),
  ]
    .filter(Boolean)
    .join("; ");
}

function valuesText({ enum: values = [], enumNames }: ValueFacts): string {
  const shown = values.slice(0, maxShownValues).map((value, i) => {
    const name = enumNames?.[i];
    return name && name !== String(value) ? `${value} (${name})` : String(value);
  });
  return [...shown, ...(values.length > maxShownValues ? ["…"] : [])].join(", ");
}

function rangeText(min: number | undefined, max: number | undefined, translate: Translate): string {
  if (min === undefined && max === undefined) return "";
  const text =
    min === undefined ? methodTexts.atMost : max === undefined ? methodTexts.atLeast : methodTexts.range;
  return translate(text).replace("{min}", String(min)).replace("{max}", String(max));
}

function labelled(text: string, range: string, translate: Translate): string {
  return range && translate(text).replace("{range}", range);
}

function notes(facts: MethodFacts, translate: Translate): string[] {
  const { name, tokens, policy, parameters, paging, page, undocumented, tokenReports } = facts;
  const text = (key: keyof typeof methodTexts, values: Readonly<Record<string, string>> = {}) =>
    Object.entries(values).reduce(
      (rest, [word, value]) => rest.replace(`{${word}}`, value),
      translate(methodTexts[key]),
    );
  const kindOf = (token: string) =>
    Object.hasOwn(tokenKinds, token) ? translate(tokenKinds[token as keyof typeof tokenKinds]) : token; // an own name
  const { scope, retry, reason } = policy;
  const taken = Object.keys(parameters).filter(isTaken);
  return [
    undocumented ? text("undocumented") : "",
    tokens.length > 0 ? text("tokens", { tokens: tokens.map(kindOf).join(", ") }) : text("tokensUnknown"),
    ...tokenReports.map(({ token, code }) =>
      code === undefined
        ? text("works", { token: kindOf(token) })
        : text("refused", { token: kindOf(token), code: String(code) }),
    ),
    scope === undefined ? text("scopeUnknown") : scope ? text("scope", { scope }) : text("noScope"),
    retry === "safe" ? text("changesNothing") : text("changes"),
    `${retry === "non-idempotent" ? text("once") : text("repeated")} ${translate(reason)}`,
    paging ? text("paged") : "",
    taken.length > 0 ? text("withParam", { names: taken.join(", ") }) : "",
    text("page", { page }),
  ]
    .filter(Boolean)
    .map(line => line.replaceAll("{method}", name));
}

/** The smallest command line. */
function example({ options }: Command, { name, parameters }: MethodFacts): string {
  const required = options.filter(option => option.required);
  const words = required.map(option => `--${option.name} ${sample(parameters[option.name])}`);
  return ["oint vk", name, ...words].join(" ");
}

function sample(facts: ParameterFacts | undefined): string {
  const value: ValueFacts =
    facts?.type === "array" ? { type: "string", ...facts.items } : (facts ?? { type: "string" });
  if (value.enum) return String(value.enum[0]);
  if (value.type === "json") return "file.json";
  return value.type === "string" ? "TEXT" : String(Math.max(1, value.minimum ?? 1));
}
