import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { startSandbox } from "../../src/sandbox/index.ts";
import { mp4, png } from "../../test/support/pictures.ts";
import { seededFolder } from "../seed.ts";

/** Credentials for the examples. */
const exampleAuth = {
  access_token: "example",
  owner_id: "-218861756",
  app_id: "51694790",
  group_id: "218861756",
};

/** A picture that is large enough for the cover of a collection. */
const picture = png(1280, 720);

/** Writes the files that the examples use to a folder. */
export function writeExampleFiles(folder: string): void {
  for (const name of ["photo.png", "photo.jpg", "front.jpg", "side.jpg", "detail.jpg"]) {
    writeFileSync(join(folder, name), picture);
  }
  writeFileSync(join(folder, "video.mp4"), mp4());
}

function exampleFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "oint-docs-"));
  writeExampleFiles(folder);
  writeFileSync(join(folder, "auth.json"), JSON.stringify(exampleAuth));
  return folder;
}

/** Splits a command line into words as a shell does. */
export function splitCommandLine(line: string, cwd = "."): string[] {
  const script = `set -- ${line}; printf '%s\\0' "$@"`;
  return execFileSync("sh", ["-c", script], { encoding: "utf8", cwd }).split("\0").slice(0, -1);
}

/**
 * Runs an example in a new sandbox.
 *
 * @param line the command line
 * @returns its output, or the content of the file that `--out` names
 */
export async function capture(line: string): Promise<string> {
  const folder = exampleFolder();
  const state = seededFolder();
  const sandbox = await startSandbox({ folder: state, rps: 0 });
  const env = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    OINT_CONFIG_FOLDER: join(folder, "config"),
    OINT_SANDBOX_FOLDER: join(folder, "sandbox"),
    OINT_VK_API_URL: sandbox.apiUrl,
    OINT_VK_OAUTH_URL: sandbox.oauthUrl,
    OINT_VK_ID_URL: sandbox.idUrl,
  };
  const [, ...args] = splitCommandLine(line, folder);
  try {
    const command = resolve("dist/cli/oint.cjs");
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [command, ...args], {
      env,
      cwd: folder,
    });
    if (stderr) throw new Error(stderr);
    const outIndex = args.indexOf("--out");
    const output = outIndex < 0 ? stdout : readFileSync(join(folder, args[outIndex + 1] ?? ""), "utf8");
    // The port differs in each run; the documentation shows the default one.
    return output.replaceAll(sandbox.url, "http://127.0.0.1:5199").trimEnd();
  } catch (error) {
    throw new Error(`this example fails: ${line}`, { cause: error });
  } finally {
    await sandbox.close();
    for (const path of [folder, state]) rmSync(path, { recursive: true });
  }
}
