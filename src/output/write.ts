import type { CsvOptions } from "./csv.ts";
import type { Format } from "./formats.ts";
import { isComing, type RowSource } from "./grid.ts";
import { json, jsonLines, jsonOfList } from "./json.ts";
import { notify } from "./notices.ts";
import { type Rows, rowsOf } from "./rows.ts";
import type { TableOptions } from "./table.ts";

/** How a result is written. */
export interface WriteOptions extends CsvOptions, TableOptions {
  /** The form. */
  readonly format: Format;
}

/** Takes a part of the output; the next one is made when this is done. */
export type Write = (chunk: string | Uint8Array) => Promise<void> | void;

/**
 * Writes a result in the form that was asked for.
 *
 * JSON and YAML have the result as it is. The other forms have its rows: the list that it is or wraps, else the one
 * thing that it is. A list that comes row by row is written so, without being held, in every form but the table.
 *
 * @param result what a function returned, or rows that are still coming
 * @param options the form, and how it is written
 * @param write takes the parts of the output, one after the other
 */
export async function writeResult(result: unknown, options: WriteOptions, write: Write): Promise<void> {
  for await (const chunk of formatResult(result, options)) await write(chunk);
}

/** Parts of the output, one after the other. */
export type Chunks = AsyncIterable<string | Uint8Array>;

/** What has rows: all of them, or a list of rows that are still coming. */
interface Source {
  readonly kind: Rows["kind"];
  readonly rows: RowSource;
}

/** Writers of the formats that have rows. The library of a format is loaded when it is asked for. */
const rowWriters = {
  jsonl: async ({ rows }: Source) => jsonLines(rows),
  csv: async ({ rows }: Source, options: WriteOptions) => (await import("./csv.ts")).csv(rows, options),
  table: async ({ kind, rows }: Source, options: WriteOptions) =>
    (await import("./table.ts")).table(kind, rows, options),
  xlsx: async ({ rows }: Source, options: WriteOptions) => (await import("./xlsx.ts")).xlsx(rows, options),
};

/**
 * The parts of what {@link writeResult} writes.
 *
 * @param result what a function returned, or rows that are still coming
 * @param options the form, and how it is written
 * @returns the parts; the next one is made when it is asked for
 */
export async function* formatResult(result: unknown, options: WriteOptions): Chunks {
  const { format } = options;
  if (format === "json") {
    yield* isComing(result) ? jsonOfList(result) : [json(result)];
  } else if (format === "yaml") {
    const { yaml, yamlOfList } = await import("./yaml.ts");
    yield* isComing(result) ? yamlOfList(result) : [yaml(result)];
  } else {
    yield* await rowWriters[format](sourceOf(result, options), options);
  }
}

function sourceOf(result: unknown, { onNotice }: WriteOptions): Source {
  if (isComing(result)) return { kind: "list", rows: result };
  const { kind, rows, leftOut } = rowsOf(result);
  notify(onNotice, "left-out", leftOut);
  return { kind, rows };
}
