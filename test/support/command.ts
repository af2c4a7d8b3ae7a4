import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, onTestFinished } from "vitest";
import type { Sandbox } from "../../src/sandbox/index.ts";

/** The result of a command. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The built command line. */
export const main = resolve("dist/cli/oint.cjs");

/** Environment variables that point the command line to a sandbox. */
export function addressesOf({ apiUrl, oauthUrl, idUrl }: Sandbox): Record<string, string> {
  return { OINT_VK_API_URL: apiUrl, OINT_VK_OAUTH_URL: oauthUrl, OINT_VK_ID_URL: idUrl };
}

/** Creates a folder that is removed when the test ends. */
export function folder(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const path = mkdtempSync(join(tmpdir(), "oint-test-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(path, name), content);
  return path;
}

/** Environment, folder and input of a command. */
export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Standard input. */
  readonly input?: string | Uint8Array;
}

/** A running command. */
export interface RunningCommand {
  readonly child: ChildProcessWithoutNullStreams;
  readonly ended: Promise<Outcome>;
}

/** Starts a program without the user's variables that oint reads. Standard input stays open. */
export function start(
  program: string,
  args: readonly string[],
  { env = {}, cwd }: RunOptions = {},
): RunningCommand {
  const variablesOfOint = /^(OINT_|(https?|all|no)_proxy$)/i;
  const cleanEnv = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !variablesOfOint.test(name)),
  );
  const child = spawn(program, args, {
    env: { ...cleanEnv, LC_ALL: "C.UTF-8", NO_COLOR: "1", OINT_CONFIG_FOLDER: "/nonexistent/oint", ...env },
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
      // No test may print a token.
      expect(stdout + stderr).not.toContain("NEVER-SHOWN");
      done({ code, stdout, stderr });
    });
  });
  return { child, ended };
}

/** Runs the built command line as a user would. */
export function oint(args: readonly string[], { input = "", ...rest }: RunOptions = {}): Promise<Outcome> {
  const { child, ended } = start(process.execPath, [main, ...args], rest);
  child.stdin.end(input);
  return ended;
}

/** Runs a bash script in which `oint` is the built command line. */
export function bash(script: string, { input = "", ...rest }: RunOptions = {}): Promise<Outcome> {
  const oint = `oint() { "${process.execPath}" "${main}" "$@"; }`;
  const { child, ended } = start("bash", ["-c", `${oint}\n${script}`], rest);
  child.stdin.end(input);
  return ended;
}
