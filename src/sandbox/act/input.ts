import { acts, type Field, type FieldType } from "./fields.ts";
import type { ActName, Acts } from "./types.ts";

/** An act that cannot happen: a field is wrong, or there is nothing that it is about. */
export class ActError extends Error {
  /** Name of the wrong field; `undefined` when no single field is wrong. */
  readonly field: string | undefined;
  readonly problem: string;

  /** @param problem what is wrong and what is right; without the name of the field */
  constructor(problem: string, field?: string) {
    super(field === undefined ? problem : `${field}: ${problem}`);
    this.problem = problem;
    this.field = field;
  }
}

/** What an act gets: its fields, with the defaults. */
export type Input<N extends ActName> = Acts[N] & { readonly from_id: number; readonly group_id: number };

/** What each type of field expects, for the message of an error. */
const expected: Readonly<Record<FieldType, string>> = {
  id: "a positive whole number",
  ids: "positive whole numbers, as a list or separated by commas",
  text: "a text",
  json: "a list of objects, or its JSON",
};

/** Checks the name of an act. */
export function isActName(name: string): name is ActName {
  return Object.hasOwn(acts, name);
}

/** Checks the fields of an act and adds the defaults, or fails and says what is right. Empty texts count as missing. */
export function readInput<N extends ActName>(name: N, given: Readonly<Record<string, unknown>>): Input<N> {
  const fields: Readonly<Record<string, Field>> = acts[name].fields;
  for (const field of Object.keys(given)) {
    if (!Object.hasOwn(fields, field))
      throw new ActError(`${name} has no field ${field}; its fields: ${Object.keys(fields).join(", ")}`);
  }
  const values = Object.entries(fields).flatMap(([field, { type, required, default: fallback }]) => {
    const value = given[field];
    if (value === undefined || value === "") {
      if (required) throw new ActError(`missing, expected ${expected[type]}`, field);
      return fallback === undefined ? [] : [[field, fallback]];
    }
    const read = readers[type](value);
    if (read === undefined)
      throw new ActError(`got ${JSON.stringify(value)}, expected ${expected[type]}`, field);
    return [[field, read]];
  });
  return Object.fromEntries(values) as Input<N>; // each field was read as its type says
}

/** Readers of the values, each `undefined` for a wrong one. Forms and command lines have texts only. */
const readers: Readonly<Record<FieldType, (value: unknown) => unknown>> = {
  id: readId,
  ids: value => {
    const items = Array.isArray(value) ? value : String(value).split(",");
    const ids = items.map(readId);
    return ids.length > 0 && ids.every(id => id !== undefined) ? ids : undefined;
  },
  text: value => (typeof value === "string" ? value : undefined),
  json: value => {
    const list = typeof value === "string" ? parse(value) : value;
    const isList = Array.isArray(list) && list.every(item => typeof item === "object" && item !== null);
    return isList && list.length > 0 ? list : undefined;
  },
};

function readId(value: unknown): number | undefined {
  const number = typeof value === "string" && /^\s*\d+\s*$/.test(value) ? Number(value) : value;
  return Number.isSafeInteger(number) && Number(number) > 0 ? Number(number) : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
