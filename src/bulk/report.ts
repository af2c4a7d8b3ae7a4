import { type FileHandle, open } from "node:fs/promises";
import { wholeLines } from "../core/whole-lines.ts";
import { type Identity, identify } from "./identity.ts";
import type { Row } from "./row.ts";

/** Where the last line of a row stands in a journal. */
type Place = readonly [start: number, length: number];

/**
 * Returns the rows with what the journal says became of each in three further columns: `status`, `result` and `error`.
 *
 * @param rows the rows
 * @param journal path of the journal
 * @param keyColumn heading of the column that identifies a row
 */
export async function* reportRows(
  rows: AsyncIterable<Row>,
  journal: string,
  keyColumn: string | undefined,
): AsyncGenerator<Record<string, unknown>> {
  const places = await findPlaces(journal);
  const file = await open(journal);
  try {
    for await (const row of rows) {
      const place = places.get(identify(row, keyColumn).key);
      yield {
        ...row.values,
        ...(place ? await outcomeAt(file, place) : { status: "", result: "", error: "" }),
      };
    }
  } finally {
    await file.close();
  }
}

async function findPlaces(journal: string): Promise<ReadonlyMap<Identity["key"], Place>> {
  const places = new Map<Identity["key"], Place>();
  let start = 0;
  for await (const { line, end } of wholeLines(journal)) {
    const { key } = JSON.parse(line) as { key?: Identity["key"] }; // the journal wrote it
    if (key !== undefined) places.set(key, [start, end - start]);
    start = end;
  }
  return places;
}

async function outcomeAt(file: FileHandle, [start, length]: Place): Promise<Record<string, unknown>> {
  const { buffer } = await file.read(Buffer.alloc(length), 0, length, start);
  const { status, result, error } = JSON.parse(buffer.toString()) as Readonly<Record<string, unknown>>; // as above
  const text = typeof result === "object" ? JSON.stringify(result) : (result ?? "");
  const message = (error as { readonly error_msg?: string } | undefined)?.error_msg ?? ""; // an ItemError
  return { status: status === "begun" ? "unknown" : status, result: text, error: message };
}
