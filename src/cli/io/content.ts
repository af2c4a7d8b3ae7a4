/** Parts of a content, one after the other; the next one is made when it is asked for. */
export type Parts = AsyncIterable<string | Uint8Array>;

/** Content of a file or of standard output: whole, or in parts while rows are coming. */
export type Content = string | Uint8Array | Parts;

/** Whether content is not in parts. */
export function isWhole(content: Content): content is string | Uint8Array {
  return typeof content === "string" || content instanceof Uint8Array;
}
