import { exitCodes } from "./framework/exit-codes.ts";
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
  const code = await run(process.argv.slice(2), stop.signal);
  isOver = true;
  // What was interrupted may leave a read of standard input open, which would keep the process.
  if (code === exitCodes.interrupted) process.exit(code);
  process.exitCode = await printed(code);
}

void main();
