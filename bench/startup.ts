/** How long the built command line takes beside bare node: medians over runs in turn, as ratios. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startSandbox } from "../src/sandbox/index.ts";
import { machine, median, run } from "./measure.ts";

const rounds = 21;
const main = "dist/cli/oint.cjs";
const sandbox = await startSandbox({ rps: 0 });
const auth = JSON.stringify({ access_token: "bench", group_id: 1 });
const env = { ...process.env, OINT_VK_API_URL: sandbox.apiUrl, OINT_VK_AUTH: auth };

const post = [main, "vk", "createPost", "--text", "a"];
const withPicture = [...post, "--pictures", "docs/pictures/photo.jpg"];
const commands: Readonly<Record<string, readonly string[]>> = {
  "node -e 0": ["-e", "0"],
  "oint vk createTokenRetrievalLink (local)": [main, "vk", "createTokenRetrievalLink", "--app", "1"],
  "oint vk createPost --test (local)": [...post, "--test"],
  "oint vk createPost --help": [main, "vk", "createPost", "--help"],
  "oint vk createPost (one call)": post,
  "oint vk createPost with a picture (three calls, an upload)": withPicture,
};

const first = "the same, when nothing is kept from a start before";
const times = new Map([...Object.keys(commands), first].map(name => [name, [] as number[]]));
for (let round = 0; round <= rounds; round++) {
  for (const [name, args] of Object.entries(commands)) {
    const seconds = await run(process.execPath, args, env);
    // The first round warms up.
    if (round > 0) times.get(name)?.push(seconds);
  }
  const empty = mkdtempSync(join(tmpdir(), "oint-"));
  times.get(first)?.push(await run(process.execPath, withPicture, { ...env, XDG_CACHE_HOME: empty }));
  rmSync(empty, { recursive: true });
}
await sandbox.close();

const bare = median(times.get("node -e 0") ?? []);
console.log(`\n## Start-up, median of ${rounds} runs in turn, ${machine}\n`);
console.log("| command | ms | times bare node |\n|---|---|---|");
for (const [name, values] of times) {
  console.log(`| ${name} | ${(median(values) * 1000).toFixed(0)} | ${(median(values) / bare).toFixed(2)} |`);
}
