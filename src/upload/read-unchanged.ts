import type { BigIntStats } from "node:fs";
import { promises } from "node:fs";
import { Readable } from "node:stream";
import { localize } from "../i18n/localize.ts";

/** A file that was checked before cannot be read, or has changed since. */
export class UnreadableError extends Error {
  override readonly name = "UnreadableError";
}

/** Large chunks reduce the work per byte in Node.js; `npm run bench` measures speed and memory. */
const chunkSize = 2 * 1024 * 1024;

/**
 * Reads a file that was checked before. The last chunk is returned only if the file has not changed since the check, because
 * an upload server rejects a file without its last chunk.
 *
 * @param path the file
 * @param label name of the file, for errors
 * @param checked the file's properties at the check
 * @returns a stream that fails with an {@link UnreadableError}
 */
export function readUnchanged(path: string, label: string, checked: BigIntStats): Readable {
  return Readable.from(chunks(path, label, checked), { objectMode: false, highWaterMark: chunkSize });
}

async function* chunks(path: string, label: string, checked: BigIntStats): AsyncGenerator<Buffer> {
  const unreadable = ({ code, message }: NodeJS.ErrnoException) =>
    new UnreadableError(localize("{label} cannot be read ({code})", { label, code: code ?? message }));
  const file = await promises.open(path).catch((error: NodeJS.ErrnoException) => {
    throw unreadable(error);
  });
  const checkAgain = async () => {
    if (!isSame(await file.stat({ bigint: true }), checked))
      throw new UnreadableError(
        localize("{label} has changed since it was checked; retry when no program writes to it", { label }),
      );
  };
  try {
    await checkAgain();
    let last: Buffer | undefined;
    const end = Number(checked.size) - 1;
    for await (const chunk of file.createReadStream({ end, highWaterMark: chunkSize, autoClose: false })) {
      if (last) yield last;
      last = chunk;
    }
    await checkAgain();
    if (last) yield last;
  } catch (error) {
    throw error instanceof UnreadableError ? error : unreadable(error as NodeJS.ErrnoException); // thrown by node:fs
  } finally {
    await file.close();
  }
}

function isSame(a: BigIntStats, b: BigIntStats): boolean {
  const properties = ["dev", "ino", "size", "mtimeNs", "ctimeNs"] as const;
  return properties.every(property => a[property] === b[property]);
}
