/** How long the built command line takes beside bare node: medians over runs in turn, as ratios. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { startSandbox } from "../src/sandbox/index.ts";

const rounds = 21;
const main = "dist/cli/main.js";
const folder = mkdtempSync(join(tmpdir(), "oint-bench-"));
const sandbox = await startSandbox({ folder, rps: 0 });
const auth = JSON.stringify({ access_token: "bench", group_id: 1 });
const env = { ...process.env, OINT_VK_API_URL: sandbox.apiUrl, OINT_VK_AUTH: auth };

const commands: Readonly<Record<string, readonly string[]>> = {
  "node -e 0": ["-e", "0"],
  "oint vk createTokenRetrievalLink (local)": [main, "vk", "createTokenRetrievalLink", "--app", "1"],
  "oint vk createPost --test (local)": [main, "vk", "createPost", "--text", "a", "--test"],
  "oint vk createPost --help": [main, "vk", "createPost", "--help"],
  "oint vk createPost (one call)": [main, "vk", "createPost", "--text", "a"],
  "oint vk createPost with a picture (three calls, an upload)": [
    main,
    "vk",
    "createPost",
    "--text",
    "a",
    "--pictures",
    "docs/pictures/photo.jpg",
  ],
};

async function once(args: readonly string[]): Promise<number> {
  const started = performance.now();
  const child = spawn(process.execPath, args, { env, stdio: "ignore" });
  const code = await new Promise(resolve => child.once("close", resolve));
  if (code !== 0) throw new Error(`${args.join(" ")} ended with ${code}`);
  return performance.now() - started;
}

const times = new Map(Object.keys(commands).map(name => [name, [] as number[]]));
for (let round = 0; round <= rounds; round++) {
  for (const [name, args] of Object.entries(commands)) {
    const time = await once(args);
    if (round > 0) times.get(name)?.push(time);
  }
}
await sandbox.close();
rmSync(folder, { recursive: true, force: true });

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const bare = median(times.get("node -e 0") ?? []);
console.log(
  `Start-up, median of ${rounds} runs in turn, node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}\n`,
);
console.log("| command | ms | times bare node |\n|---|---|---|");
for (const [name, values] of times) {
  console.log(`| ${name} | ${median(values).toFixed(0)} | ${(median(values) / bare).toFixed(2)} |`);
}
