import { ArgumentError } from "../../../errors.ts";
import { localize } from "../../../i18n/localize.ts";
import { openOutput } from "../../io/output-file.ts";

type WriteReport = (rows: AsyncIterable<Record<string, unknown>>) => Promise<void>;

/**
 * Prepares the file of a report before anything is sent; its extension tells the format.
 *
 * @param path the file; not set: there is no report
 * @throws {ArgumentError} if the format is not one of a table
 */
export async function reportWriter(path: string | undefined): Promise<WriteReport> {
  if (path === undefined) return async () => {};
  const { chooseFormat, formatResult } = await import("../../../output/index.ts");
  const format = chooseFormat(undefined, path);
  if (!["csv", "xlsx", "jsonl"].includes(format)) {
    throw new ArgumentError(
      "report",
      localize("got {path}, expected a file that ends in {extensions}", {
        path,
        extensions: ".csv, .xlsx, .jsonl",
      }),
    );
  }
  // Also after Ctrl-C the report tells what was done.
  const output = await openOutput(path, false, new AbortController().signal);
  const written = { format, delimiter: ",", bom: false, width: undefined, color: false, onNotice: () => {} };
  return async rows => output.write(formatResult(rows, written), "");
}
