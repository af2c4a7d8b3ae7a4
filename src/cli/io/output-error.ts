/** The command was carried out, but the place that was named for its result did not take it. */
export class OutputError extends Error {
  override readonly name = "OutputError";
  /** What was to be written there, for another place; empty where it must not be seen. */
  readonly result: string;

  constructor(path: string, reason: string, result: string) {
    super(`${path} cannot be written (${reason})`);
    this.result = result;
  }
}
