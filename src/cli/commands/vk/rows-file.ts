import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdtemp, open, rename, rm } from "node:fs/promises";
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

/**
 * Returns the file of `--rows`. Standard input is read more than once, so it is kept in a file; its journal lies in the
 * current folder and is named after its content, so that the same input goes on where it stopped.
 */
export async function rowsFile(path: string): Promise<RowsFile> {
  if (path !== "-") return { path, journal: `${path}.journal.jsonl`, close: async () => {} };
  const folder = await mkdtemp(join(tmpdir(), "oint-rows-"));
  const copy = join(folder, "stdin");
  const hash = createHash("sha256");
  async function* hashed(chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      hash.update(chunk);
      yield chunk;
    }
  }
  await pipeline(process.stdin, hashed, createWriteStream(copy));
  const named = `${copy}${await extensionOf(copy)}`;
  await rename(copy, named);
  return {
    path: named,
    journal: `stdin-${hash.digest("hex").slice(0, 12)}.journal.jsonl`,
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

/** What is piped has no name; its first characters tell what it is. */
async function extensionOf(path: string): Promise<string> {
  const file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(1000), 0, 1000, 0).finally(() => file.close());
  const start = buffer.toString("utf8", 0, bytesRead).trimStart();
  if (start.startsWith("PK")) return ".xlsx";
  if (start.startsWith("[")) return ".json";
  return start.startsWith("{") ? ".jsonl" : ".csv";
}
