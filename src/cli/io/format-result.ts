import { toArray } from "../../core/pagination.ts";
import { ArgumentError } from "../../errors.ts";
import { localize } from "../../i18n/localize.ts";
import { single, type Values } from "../../invoke/values.ts";
import { chooseFormat, csvDelimiter, formatResult, isComing, loadQuery } from "../../output/index.ts";
import { isDryRun } from "../options/output.ts";
import type { Content } from "./content.ts";
import type { Io } from "./io.ts";
import { renderResult } from "./render.ts";

/** Converts a result, or rows that are still coming, to the content of a file or of standard output. */
export type FormatResult = (result: unknown) => Promise<Content>;

/**
 * Reads the options of the output before anything is sent: a command that was carried out must not fail because of them.
 *
 * @param options the parsed options
 * @param io the streams of the process
 * @returns the conversion that the options describe
 * @throws {ArgumentError} if an option is invalid
 */
export async function formatterFor(options: Values, io: Io): Promise<FormatResult> {
  const out = single(options, "out");
  const named = single(options, "format");
  const format = chooseFormat(named, out);
  const delimiter = csvDelimiter(single(options, "csv-delimiter") ?? ",");
  const csvOption = ["csv-delimiter", "csv-bom"].find(name => options.has(name));
  if (csvOption !== undefined && format !== "csv") {
    throw new ArgumentError(
      csvOption,
      localize("applies only to CSV, but the format is {format}; add --format csv", { format }),
    );
  }
  const query = single(options, "query");
  const select = query === undefined ? undefined : await loadQuery(query);
  // The expression is for the result. Of the requests it would select nothing, as if none were to be sent.
  const dryRun = isDryRun(options);
  if (select && dryRun) {
    io.status(`oint: ${localize("--query does not apply to a dry run, which prints the requests")}\n`);
  }
  const isSeen = io.isOutputTerminal && (out === undefined || out === "-");
  const written = {
    format,
    delimiter,
    bom: options.has("csv-bom"),
    width: isSeen ? io.columns : undefined,
    color: isSeen && io.hasOutputColors,
    onNotice: ({ message }: { readonly message: string }) => io.status(`oint: ${message}\n`),
  };
  return async result => {
    if (isComing(result) && !select) return formatResult(result, written);
    // A query needs the whole list.
    const whole = isComing(result) ? await toArray(result) : result;
    const selected = select && !dryRun ? await select(whole) : whole;
    // Without --format, a result that is a text is printed without quotes, for use in scripts.
    if (named === undefined && format === "json") return renderResult(selected ?? null);
    const chunks = await toArray(formatResult(selected, written));
    return chunks.every(chunk => typeof chunk === "string")
      ? chunks.join("")
      : Buffer.concat(chunks.map(chunk => Buffer.from(chunk as Uint8Array))); // Buffer.from also takes a string
  };
}
