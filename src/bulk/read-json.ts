import { localize } from "../i18n/localize.ts";
import type { Row } from "./row.ts";
import { RowsError } from "./rows-error.ts";
import { readTextFile } from "./text-file.ts";

/** Reads JSON: an array of objects. */
export async function* readJson(path: string): AsyncGenerator<Row> {
  let text = "";
  for await (const part of readTextFile(path)) text += part;
  const list = parseJson(text, path, 1);
  if (!Array.isArray(list)) throw new RowsError(path, 1, localize("expected an array of objects"));
  for (const [i, item] of list.entries())
    yield { number: i + 1, line: i + 1, values: objectOf(item, path, i + 1) };
}

/** Reads JSON lines: an object per line. */
export async function* readJsonLines(path: string): AsyncGenerator<Row> {
  let number = 0;
  let line = 0;
  for await (const text of linesOf(path)) {
    line++;
    if (text.trim() === "") continue;
    number++;
    yield { number, line, values: objectOf(parseJson(text, path, line), path, line) };
  }
}

async function* linesOf(path: string): AsyncGenerator<string> {
  let rest = "";
  for await (const part of readTextFile(path)) {
    const lines = (rest + part).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest !== "") yield rest;
}

function parseJson(text: string, path: string, line: number): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new RowsError(path, line, (error as Error).message);
  }
}

function objectOf(value: unknown, path: string, line: number): Record<string, unknown> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  throw new RowsError(path, line, localize("expected an object"));
}
