import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
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

/** Where and with what a command runs. */
export interface Circumstances {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** What comes on standard input, which then ends. */
  readonly input?: string | Uint8Array;
}

/** A command that runs. */
export interface Running {
  readonly child: ChildProcessWithoutNullStreams;
  readonly ended: Promise<Outcome>;
}

/** Starts a program. Nothing of the user's environment that oint reads goes along; standard input stays open. */
export function start(
  program: string,
  args: readonly string[],
  { env = {}, cwd }: Circumstances = {},
): Running {
  const read = /^(OINT_|(https?|all|no)_proxy$)/i;
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !read.test(name)));
  const child = spawn(program, args, {
    env: { ...clean, NO_COLOR: "1", OINT_CONFIG_FOLDER: "/nonexistent/oint", ...env },
    stdio: ["pipe", "pipe", "pipe"],
    ...(cwd ? { cwd } : {}),
  });
  child.stdin.on("error", () => {});
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", text => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", text => (stderr += text));
  const ended = new Promise<Outcome>((done, fail) => {
    child.once("error", fail);
    child.once("close", code => {
      // Whatever a test of this suite prints, no token may be in it.
      expect(stdout + stderr).not.toContain("NEVER-SHOWN");
      done({ code, stdout, stderr });
    });
  });
  return { child, ended };
}

/** Runs the built command line as a user would. */
export function oint(args: readonly string[], { input = "", ...rest }: Circumstances = {}): Promise<Outcome> {
  const { child, ended } = start(process.execPath, [main, ...args], rest);
  child.stdin.end(input);
  return ended;
}

/** Runs a script of bash, in which `oint` is the built command line. */
export function bash(script: string, { input = "", ...rest }: Circumstances = {}): Promise<Outcome> {
  const oint = `oint() { "${process.execPath}" "${main}" "$@"; }`;
  const { child, ended } = start("bash", ["-c", `${oint}\n${script}`], rest);
  child.stdin.end(input);
  return ended;
}
