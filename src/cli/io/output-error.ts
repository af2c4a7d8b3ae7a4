/** The command succeeded, but its result could not be written to the file of `--out`. */
export class OutputError extends Error {
  override readonly name = "OutputError";
  /** The result, to be written elsewhere; empty if it holds a token. */
  readonly result: string;

  constructor(path: string, reason: string, result: string) {
    super(`${path} cannot be written (${reason})`);
    this.result = result;
  }
}
