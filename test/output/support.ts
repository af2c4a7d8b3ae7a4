import { writeResult } from "../../src/output/index.ts";
import type { Notice } from "../../src/output/notices.ts";
import type { WriteOptions } from "../../src/output/write.ts";

/** The bytes that are written of a result. */
export async function bytesOf(result: unknown, options: WriteOptions): Promise<Buffer> {
  const chunks: Buffer[] = [];
  await writeResult(result, options, chunk => {
    chunks.push(Buffer.from(chunk));
  });
  return Buffer.concat(chunks);
}

/** The text that is written of a result. */
export async function textOf(result: unknown, options: WriteOptions): Promise<string> {
  return (await bytesOf(result, options)).toString("utf8");
}

/** What is told while a result is written. */
export async function noticesOf(result: unknown, options: WriteOptions): Promise<Notice[]> {
  const notices: Notice[] = [];
  await textOf(result, { ...options, onNotice: notice => notices.push(notice) });
  return notices;
}

/** Rows that come one by one. */
export async function* coming<Row>(rows: Iterable<Row>): AsyncGenerator<Row> {
  yield* rows;
}

/** Rows of which the last is followed by an error. */
export async function* breakingOff<Row>(rows: Iterable<Row>): AsyncGenerator<Row> {
  yield* rows;
  throw new Error("the connection broke");
}
