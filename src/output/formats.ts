import { extname } from "node:path";
import { ArgumentError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";

/** The forms in which a result can be written; `json` is what is written when nobody asks. */
export const formats = ["json", "jsonl", "csv", "table", "yaml", "xlsx"] as const;

/** One of {@link formats}. */
export type Format = (typeof formats)[number];

const endings: Readonly<Record<string, Format>> = {
  ".json": "json",
  ".jsonl": "jsonl",
  ".ndjson": "jsonl",
  ".csv": "csv",
  ".yaml": "yaml",
  ".yml": "yaml",
  ".xlsx": "xlsx",
};

/**
 * The format that a file's ending stands for.
 *
 * @param path the file's path
 * @returns its format; `undefined` when the ending says nothing
 */
export function formatOfFile(path: string): Format | undefined {
  return endings[extname(path).toLowerCase()];
}

/** The file that is standard output. */
const standardOutput = "-";

/**
 * The format of a result, from what was asked for and where it goes: the format that was named, else the file's
 * ending, else JSON.
 *
 * @param format the format that was named
 * @param out the file; `undefined` and `-` are standard output
 * @returns the format
 * @throws {ArgumentError} when there is no such format, when a workbook would go to standard output, or when the
 * file's ending is a workbook's and the format is not, or the other way round
 */
export function chooseFormat(format: string | undefined, out: string | undefined): Format {
  const file = out === standardOutput ? undefined : out;
  const ofFile = file === undefined ? undefined : formatOfFile(file);
  const chosen = format ?? ofFile ?? "json";
  if (!isFormat(chosen)) {
    throw new ArgumentError(
      "format",
      localize("got {value}, expected {expected}", {
        value: `"${chosen}"`,
        expected: localize("one of {values}", { values: formats.join(", ") }),
      }),
    );
  }
  if (chosen === "xlsx" && file === undefined) {
    throw new ArgumentError(
      "format",
      localize("xlsx is a workbook and is written to a file only, such as result.xlsx"),
    );
  }
  // A program that opens a file by its ending would say that it is damaged.
  if (ofFile !== undefined && (chosen === "xlsx") !== (ofFile === "xlsx")) {
    throw new ArgumentError(
      "format",
      localize('got "{format}" for the file "{file}", whose ending says {ending}', {
        format: chosen,
        file: file ?? "",
        ending: ofFile,
      }),
    );
  }
  return chosen;
}

function isFormat(text: string): text is Format {
  return formats.some(format => format === text);
}
