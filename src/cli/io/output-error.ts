import { localize } from "../../i18n/localize.ts";

/** The command succeeded, but its result could not be written to the file of `--out`. */
export class OutputError extends Error {
  override readonly name = "OutputError";
  /** The result, to be written elsewhere; empty if it holds a token. */
  readonly result: string;

  constructor(path: string, reason: string, result: string) {
    super(localize("{path} cannot be written ({code})", { path, code: reason }));
    this.result = result;
  }
}
