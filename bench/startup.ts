/** Start-up time of the built command line compared with plain node: medians of alternating runs, as ratios. */
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
const withPicture = [...post, "--pictures", "examples/photo.jpg"];
const commands: Readonly<Record<string, readonly string[]>> = {
  "node -e 0": ["-e", "0"],
  "oint vk createTokenRetrievalLink (local)": [main, "vk", "createTokenRetrievalLink", "--app", "1"],
  "oint vk createPost --test (local)": [...post, "--test"],
  "oint vk createPost --help": [main, "vk", "createPost", "--help"],
  "oint vk createPost (one call)": post,
  "oint vk createPost with a picture (three calls, an upload)": withPicture,
};

const withoutCache = "the same, without a code cache";
const times = new Map([...Object.keys(commands), withoutCache].map(name => [name, [] as number[]]));
for (let round = 0; round <= rounds; round++) {
  for (const [name, args] of Object.entries(commands)) {
    const seconds = await run(process.execPath, args, env);
    // The first round warms up.
    if (round > 0) times.get(name)?.push(seconds);
  }
  const emptyCache = mkdtempSync(join(tmpdir(), "oint-"));
  times
    .get(withoutCache)
    ?.push(await run(process.execPath, withPicture, { ...env, XDG_CACHE_HOME: emptyCache }));
  rmSync(emptyCache, { recursive: true });
}
await sandbox.close();

const plainNode = median(times.get("node -e 0") ?? []);
console.log(`\n## Start-up, median of ${rounds} alternating runs, ${machine}\n`);
console.log("| command | ms | compared with node |\n|---|---|---|");
for (const [name, values] of times) {
  console.log(
    `| ${name} | ${(median(values) * 1000).toFixed(0)} | ${(median(values) / plainNode).toFixed(2)} |`,
  );
}
