import { execFile, execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { startSandbox } from "../../src/sandbox/index.ts";
import { mp4 } from "../../test/support/pictures.ts";
import { seededFolder } from "../seed.ts";

/** What the examples work with: pictures, a video, an authorization structure. */
const exampleAuth = {
  access_token: "example",
  owner_id: "-218861756",
  app_id: "51694790",
  group_id: "218861756",
};

/** Puts the files of which the examples speak into a folder. */
export function putFiles(folder: string): void {
  for (const name of ["photo.png", "photo.jpg", "front.jpg", "side.jpg", "detail.jpg"]) {
    cpSync("docs/pictures/photo.jpg", join(folder, name));
  }
  writeFileSync(join(folder, "video.mp4"), mp4());
}

function workplace(): string {
  const folder = mkdtempSync(join(tmpdir(), "oint-docs-"));
  putFiles(folder);
  writeFileSync(join(folder, "auth.json"), JSON.stringify(exampleAuth));
  return folder;
}

/** The words of a command line, as a shell takes them. */
export function wordsOf(line: string, cwd = "."): string[] {
  const script = `set -- ${line}; printf '%s\\0' "$@"`;
  return execFileSync("sh", ["-c", script], { encoding: "utf8", cwd }).split("\0").slice(0, -1);
}

/**
 * Runs an example on a sandbox of its own, as a reader would.
 *
 * @param line the command line
 * @returns what it printed; the file that it wrote, where it has `--out`
 */
export async function capture(line: string): Promise<string> {
  const folder = workplace();
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
  const [, ...args] = wordsOf(line, folder);
  try {
    const command = resolve("dist/cli/oint.cjs");
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [command, ...args], {
      env,
      cwd: folder,
    });
    if (stderr) throw new Error(stderr);
    const at = args.indexOf("--out");
    const shown =
      at < 0 ? stdout : execFileSync("cat", [join(folder, args[at + 1] ?? "")], { encoding: "utf8" });
    // The reader's sandbox has another port each time.
    return shown.replaceAll(sandbox.url, "http://127.0.0.1:5199").trimEnd();
  } catch (error) {
    throw new Error(`The example fails: ${line}`, { cause: error });
  } finally {
    await sandbox.close();
    for (const item of [folder, state]) rmSync(item, { recursive: true });
  }
}
