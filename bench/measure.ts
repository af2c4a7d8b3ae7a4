import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpus } from "node:os";
import { createInterface } from "node:readline";

/** The machine, for the title of a table. */
export const machine = `node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}`;

/** The median of some numbers. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** Starts the benchmark server in a separate process. */
export async function startServer(): Promise<{ url: string; stop: () => void }> {
  const child: ChildProcess = spawn(process.execPath, ["--import", "tsx", "bench/server.ts"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  // Stops the server even when a benchmark fails.
  process.on("exit", () => child.kill());
  if (!child.stdout) throw new Error("the server has no output");
  const [url] = await once(createInterface(child.stdout), "line");
  return { url, stop: () => child.kill() };
}

/** Runs a program and returns its duration in seconds. */
export async function run(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<number> {
  const started = performance.now();
  const child = spawn(command, args, { env, stdio: ["ignore", "ignore", "inherit"] });
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${code}`);
  return (performance.now() - started) / 1000;
}
