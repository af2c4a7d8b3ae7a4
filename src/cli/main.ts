import { maskText } from "../secrets.ts";
import { exitCodes } from "./framework/exit-codes.ts";
import { reportError } from "./framework/report-error.ts";
import { run } from "./framework/run.ts";
import { guardStandardError, printed } from "./io/output.ts";

const stop = new AbortController();
let isOver = false;

async function main(): Promise<void> {
  guardStandardError();
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    process.on(name, () => {
      // The first signal ends the work in good order; a second one, or one after the work, waits for nothing.
      if (stop.signal.aborted || isOver) process.exit(exitCodes.interrupted);
      stop.abort();
    });
  }
  // Node itself would print the error with all that hangs on it, a request and its token perhaps.
  process.on("uncaughtException", error => {
    process.stderr.write(maskText(reportError(error, "oint").stderr), () => process.exit(exitCodes.internal));
  });
  const code = await run(process.argv.slice(2), stop.signal);
  isOver = true;
  // What was interrupted may leave a read of standard input open, which would keep the process.
  if (code === exitCodes.interrupted) process.exit(code);
  process.exitCode = await printed(code);
}

void main();
