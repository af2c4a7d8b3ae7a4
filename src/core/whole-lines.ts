import { createReadStream } from "node:fs";

/** The lines of a file that end with a line break, and where each ends. */
export async function* wholeLines(
  path: string,
): AsyncGenerator<{ readonly line: string; readonly end: number }> {
  let rest = Buffer.alloc(0);
  let end = 0;
  for await (const chunk of createReadStream(path)) {
    const bytes = Buffer.concat([rest, chunk as Buffer]);
    let start = 0;
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, start)) {
      end += at + 1 - start;
      yield { line: bytes.toString("utf8", start, at), end };
      start = at + 1;
    }
    rest = bytes.subarray(start);
  }
}
