/** Tells the developer of a mistake in the sandbox itself. */
export function reportCrash(error: unknown): void {
  process.stderr.write(`sandbox: ${error instanceof Error ? error.stack : String(error)}\n`);
}
