import { maskText } from "../secrets.ts";
import { guardStandardError, printed } from "./print.ts";
import { exitCodes, renderError } from "./render.ts";
import { run } from "./run.ts";

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
    process.stderr.write(maskText(renderError(error).stderr), () => process.exit(exitCodes.defect));
  });
  const code = await run(process.argv.slice(2), stop.signal);
  isOver = true;
  // What was interrupted may leave a read of standard input open, which would keep the process.
  if (code === exitCodes.interrupted) process.exit(code);
  process.exitCode = await printed(code);
}

void main();
