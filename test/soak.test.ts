import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, it } from "vitest";

it("300 operations with faults contradict nothing that callers were told", { timeout: 120_000 }, async () => {
  const { stdout } = await promisify(execFile)("npx", ["tsx", "bench/soak.ts", "300", "11"]);
  expect(stdout).toMatch(/^300 operations/);
  expect(stdout).toMatch(/[1-9]\d* reported as unknown/);
  expect(stdout).toContain("\n0 contradictions");
});
