import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, onTestFinished } from "vitest";
import type { Sandbox } from "../../src/sandbox/index.ts";

/** What a command did. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The built command line. */
export const main = resolve("dist/cli/oint.cjs");

/** Where the command line finds a sandbox. */
export function addressesOf({ apiUrl, oauthUrl, idUrl }: Sandbox): Record<string, string> {
  return { OINT_VK_API_URL: apiUrl, OINT_VK_OAUTH_URL: oauthUrl, OINT_VK_ID_URL: idUrl };
}

/** A folder of the test's own, removed at its end. */
export function folder(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const path = mkdtempSync(join(tmpdir(), "oint-test-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(path, name), content);
  return path;
}

/** Runs the built command line as a user would. Nothing of the user's environment that oint reads goes along. */
export function oint(
  args: readonly string[],
  {
    env = {},
    cwd,
    input,
  }: { env?: Readonly<Record<string, string>>; cwd?: string; input?: string | Uint8Array } = {},
): Promise<Outcome> {
  const read = /^(OINT_|(https?|all|no)_proxy$)/i;
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !read.test(name)));
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...clean, NO_COLOR: "1", OINT_CONFIG_FOLDER: "/nonexistent/oint", ...env },
    stdio: ["pipe", "pipe", "pipe"],
    ...(cwd ? { cwd } : {}),
  });
  child.stdin.on("error", () => {}).end(input ?? "");
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", text => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", text => (stderr += text));
  return new Promise((done, fail) => {
    child.once("error", fail);
    child.once("close", code => {
      // Whatever a test of this suite prints, no token may be in it.
      expect(stdout + stderr).not.toContain("NEVER-SHOWN");
      done({ code, stdout, stderr });
    });
  });
}
