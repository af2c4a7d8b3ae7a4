import { Failure } from "../failure.ts";
import table from "../generated/methods.json" with { type: "json" };

/** What VK's schema says of a method. */
export interface MethodSpec {
  /** Token types that the method accepts; empty if the schema does not say. */
  readonly tokens: ReadonlySet<string>;
  readonly parameters: ReadonlyMap<string, ParameterSpec>;
  /** Names of the parameters that a call must have. */
  readonly required: readonly string[];
}

/** Type of a parameter. */
export interface ParameterSpec {
  readonly type: "integer" | "number" | "boolean" | "string" | "choice";
  /** The values that a choice allows. */
  readonly values: readonly string[];
}

interface Entry {
  readonly tokens: string;
  readonly parameters: Readonly<Record<string, string>>;
}

const entries: Readonly<Record<string, Entry>> = table;
const specs = new Map<string, MethodSpec>();

/** Whether VK has a method. Its name is case-sensitive. */
export function isMethod(name: string): boolean {
  return Object.hasOwn(entries, name);
}

/** Returns what is known of a method, or fails with VK's error 3 when VK does not have it. */
export function specOf(name: string): MethodSpec {
  const known = specs.get(name);
  if (known) return known;
  const entry = isMethod(name) ? entries[name] : undefined;
  if (!entry) throw new Failure(3);
  const spec = readEntry(entry);
  specs.set(name, spec);
  return spec;
}

function readEntry({ tokens, parameters }: Entry): MethodSpec {
  const notations = Object.entries(parameters);
  return {
    tokens: new Set(tokens.split(" ").filter(Boolean)),
    parameters: new Map(notations.map(([name, notation]) => [name, readNotation(notation.replace("!", ""))])),
    required: notations.filter(([, notation]) => notation.endsWith("!")).map(([name]) => name),
  };
}

function readNotation(notation: string): ParameterSpec {
  switch (notation) {
    case "integer":
    case "number":
    case "boolean":
    case "string":
      return { type: notation, values: [] };
    default:
      return { type: "choice", values: notation.split(" ") };
  }
}
