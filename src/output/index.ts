/**
 * Results as people need them: a result goes in, text or the bytes of a file come out. It knows only values: neither VK
 * nor the command line.
 */
export { csvDelimiter } from "./delimiter.ts";
export { chooseFormat, type Format, formatOfFile, formats } from "./formats.ts";
export { type ApplyQuery, loadQuery } from "./load-query.ts";
export type { Notice, OnNotice } from "./notices.ts";
export { QueryError } from "./query-error.ts";
export { type Write, type WriteOptions, writeResult } from "./write.ts";
