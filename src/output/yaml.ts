import { stringify } from "yaml";
import type { RowSource } from "./grid.ts";

const options = {
  // Lines are not broken, and no value refers to another place of the text.
  lineWidth: 0,
  aliasDuplicateObjects: false,
  // Texts such as "no" and "12:30" are quoted, because older readers take them for booleans and numbers.
  compat: "yaml-1.1",
} as const;

/**
 * A result as YAML.
 *
 * @param result any value
 * @returns the text
 */
export function yaml(result: unknown): string {
  return stringify(result ?? null, options);
}

/**
 * A list as YAML, row by row: the same text that {@link yaml} gives for the whole list.
 *
 * @param rows the rows
 * @returns the text in parts
 */
export async function* yamlOfList(rows: RowSource): AsyncGenerator<string> {
  let isEmpty = true;
  for await (const row of rows) {
    isEmpty = false;
    yield yaml([row ?? null]);
  }
  if (isEmpty) yield yaml([]);
}
