/**
 * Results as people need them: a result goes in, text or the bytes of a file come out. It knows only values: neither VK
 * nor the command line.
 */
export { csvDelimiter } from "./delimiter.ts";
export { chooseFormat } from "./formats.ts";
export { isComing } from "./grid.ts";
export { loadQuery } from "./load-query.ts";
export { QueryError } from "./query-error.ts";
export { formatResult, writeResult } from "./write.ts";
