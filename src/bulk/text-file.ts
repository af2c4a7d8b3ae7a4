import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";

/** Byte order marks, and what they mean. */
const marks: ReadonlyArray<readonly [bytes: string, encoding: string]> = [
  ["efbbbf", "utf-8"],
  ["fffe", "utf-16le"],
  ["feff", "utf-16be"],
];

/** Finds out the encoding of a text file: by its byte order mark, UTF-8 if it is valid, else windows-1251. */
export async function encodingOf(path: string): Promise<string> {
  const utf8 = new TextDecoder("utf-8", { fatal: true });
  let marked: string | undefined;
  let isFirst = true;
  try {
    await pipeline(createReadStream(path), async chunks => {
      for await (const chunk of chunks as AsyncIterable<Buffer>) {
        if (isFirst) marked = marks.find(([bytes]) => chunk.toString("hex", 0, 3).startsWith(bytes))?.[1];
        isFirst = false;
        if (marked !== undefined) return;
        utf8.decode(chunk, { stream: true });
      }
      utf8.decode();
    });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return "windows-1251";
  }
  return marked ?? "utf-8";
}

/** Reads a text file of any encoding in parts, without its byte order mark. */
export async function* readTextFile(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(await encodingOf(path));
  for await (const chunk of createReadStream(path)) yield decoder.decode(chunk as Buffer, { stream: true });
  yield decoder.decode();
}
