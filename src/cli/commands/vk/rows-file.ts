import { createWriteStream } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";

/** A file of rows, and where its journal lies. */
export interface RowsFile {
  readonly path: string;
  /** Where the journal lies by default. */
  readonly journal: string;
  /** Deletes what was only a copy. */
  readonly close: () => Promise<void>;
}

/** Returns the file of `--rows`; standard input is read twice, so it is kept in a file. */
export async function rowsFile(path: string): Promise<RowsFile> {
  if (path !== "-") return { path, journal: `${path}.journal.jsonl`, close: async () => {} };
  const folder = await mkdtemp(join(tmpdir(), "oint-rows-"));
  const copy = join(folder, "stdin");
  await pipeline(process.stdin, createWriteStream(copy));
  const named = `${copy}${await extensionOf(copy)}`;
  const { rename } = await import("node:fs/promises");
  await rename(copy, named);
  return {
    path: named,
    journal: join(folder, "journal.jsonl"),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

/** What is piped has no name; its first character tells what it is. */
async function extensionOf(path: string): Promise<string> {
  const start = (await readFile(path, { encoding: "utf8", flag: "r" })).trimStart()[0];
  if (start === "[") return ".json";
  return start === "{" ? ".jsonl" : ".csv";
}
