import { exitCodes } from "./render.ts";
import { run } from "./run.ts";

const stop = new AbortController();
for (const name of ["SIGINT", "SIGTERM"] as const) {
  process.on(name, () => {
    // The first signal ends the work in good order; a second one does not wait for that.
    if (stop.signal.aborted) process.exit(exitCodes.interrupted);
    stop.abort();
  });
}
void run(process.argv.slice(2), stop.signal).then(code => {
  process.exitCode = code;
});
