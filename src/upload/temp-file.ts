import { createWriteStream, promises } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";

/** A stream stored in a temporary file. */
export interface TempFile {
  readonly path: string;
  /** Deletes the file. */
  readonly dispose: () => Promise<void>;
}

/** Limits for {@link spoolToTempFile}, and the errors that it throws. */
export interface SpoolOptions {
  readonly maxBytes: number;
  readonly signal: AbortSignal | undefined;
  readonly tooLarge: Error;
  /** Creates the error if the file cannot be stored, from the error code of the operating system. */
  readonly cannotStore: (code: string | undefined) => Error;
}

/** Error codes of the operating system if there is no space for a file. */
const diskFullCodes = ["ENOSPC", "EDQUOT", "EFBIG"];

/** Stores a stream in a temporary file, so that its length is known and it can be sent again. */
export async function spoolToTempFile(
  open: () => Promise<Readable>,
  { maxBytes, signal, tooLarge, cannotStore }: SpoolOptions,
): Promise<TempFile> {
  const folder = await promises.mkdtemp(join(tmpdir(), "oint-")).catch(({ code }: NodeJS.ErrnoException) => {
    throw cannotStore(code);
  });
  const dispose = () => promises.rm(folder, { recursive: true, force: true });
  const path = join(folder, "file");
  try {
    // Nothing may be awaited between opening and reading, because an error without a listener ends the process.
    await pipeline(
      await open(),
      limitBytes(maxBytes, tooLarge),
      createWriteStream(path),
      signal ? { signal } : {},
    );
    return { path, dispose };
  } catch (error) {
    await dispose();
    const { code } = error as NodeJS.ErrnoException; // other errors have no code
    throw diskFullCodes.includes(code ?? "") ? cannotStore(code) : error;
  }
}

function limitBytes(maxBytes: number, tooLarge: Error): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Uint8Array, _, done) {
      bytes += chunk.length;
      done(bytes > maxBytes ? tooLarge : null, chunk);
    },
  });
}
