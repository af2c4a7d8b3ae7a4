/** Formats records as readable TypeScript. */
import type { SchemaFacts, ValueFacts } from "../../src/api/facts.ts";
import { profileFields } from "./records.ts";

/** Long lists of values that several parameters share: the source text of each list, and the name of its constant. */
export type Shared = ReadonlyMap<string, string>;

/** A list of at least this length that occurs twice in a section becomes a constant. */
const minSharedLength = 8;

/** Finds the lists of values that occur more than once. */
export function sharedLists(facts: ReadonlyArray<readonly [string, SchemaFacts]>): Shared {
  const uses = new Map<string, string[]>();
  for (const [, { parameters }] of facts) {
    for (const [name, parameter] of Object.entries(parameters)) {
      for (const value of [parameter, parameter.items]) collect(uses, name, value);
    }
  }
  const shared = new Map<string, string>();
  for (const [text, names] of uses) {
    if (names.length < 2) continue;
    const base = camelCase(names[0] ?? "values");
    const sameNames = [...shared.values()].filter(name => name.replace(/\d+$/, "") === base).length;
    shared.set(text, sameNames === 0 ? base : `${base}${sameNames + 1}`);
  }
  return shared;
}

function collect(uses: Map<string, string[]>, name: string, value: ValueFacts | undefined): void {
  if (!value?.enum || value.enum.length < minSharedLength) return;
  const text = JSON.stringify(value.enum);
  uses.set(text, [...(uses.get(text) ?? []), name]);
}

/** Formats a record as source text, one line for each parameter. */
export function toSource(facts: SchemaFacts, shared: Shared): string {
  const { parameters, ...rest } = facts;
  const lines = Object.entries(parameters).map(
    ([name, value]) => `      ${key(name)}: ${inline(value, shared)},`,
  );
  const fields = Object.entries(rest).map(([name, value]) => `    ${name}: ${inline(value, shared)},`);
  const [tokens = "", ...others] = fields;
  const list = lines.length === 0 ? "    parameters: {}," : `    parameters: {\n${lines.join("\n")}\n    },`;
  return `{\n${[tokens, list, ...others].join("\n")}\n  }`;
}

function inline(value: unknown, shared: Shared): string {
  if (value === profileFields) return "profileFields";
  const text = JSON.stringify(value);
  if (Array.isArray(value)) {
    return shared.get(text) ?? `[${value.map(item => inline(item, shared)).join(", ")}]`;
  }
  if (typeof value !== "object" || value === null) return text;
  const pairs = Object.entries(value).map(([name, item]) => `${key(name)}: ${inline(item, shared)}`);
  return `{ ${pairs.join(", ")} }`;
}

function key(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name);
}

function camelCase(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
