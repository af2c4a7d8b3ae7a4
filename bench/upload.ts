/** Throughput of a 1 GiB upload compared with curl, and the memory of the built command line during a 2 GiB upload. */
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { OPI_VK, withSettings } from "oint";
import { mp4 } from "../test/support/pictures.ts";
import { machine, median, run, startServer } from "./measure.ts";

const rounds = 5;
const gigabyte = 2 ** 30;
const folder = mkdtempSync(join(tmpdir(), "oint-bench-"));
const { url, stop } = await startServer();

function video(name: string, bytes: number): string {
  const path = join(folder, name);
  writeFileSync(path, mp4());
  truncateSync(path, bytes);
  return path;
}

const one = video("one.mp4", gigabyte);
const two = video("two.mp4", 2 * gigabyte);
const report = join(folder, "memory");
const memoryReporter = `import{writeFileSync}from"node:fs";process.on("exit",()=>writeFileSync(${JSON.stringify(report)},String(process.resourceUsage().maxRSS)))`;
const env = {
  ...process.env,
  OINT_VK_API_URL: `${url}/method`,
  OINT_VK_AUTH: JSON.stringify({ access_token: "bench", group_id: 1 }),
  NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(memoryReporter)}`,
};
/** Measures only the transfer, in this process: node starts more slowly than curl, and start-up has its own benchmark. */
async function upload(path: string): Promise<number> {
  const started = performance.now();
  const auth = { access_token: "bench", group_id: 1 };
  await withSettings({ apiUrl: `${url}/method`, rps: 1000 }, () =>
    OPI_VK.uploadVideoToServer(path, "Video", "", "", auth),
  );
  return (performance.now() - started) / 1000;
}

const curl = (path: string) =>
  run("curl", ["-sS", "-o", join(folder, "response"), "-F", `video_file=@${path}`, `${url}/upload`]);

const times = { oint: [] as number[], curl: [] as number[] };
for (let round = 0; round <= rounds; round++) {
  const pair = { oint: await upload(one), curl: await curl(one) };
  if (round > 0) for (const name of ["oint", "curl"] as const) times[name].push(pair[name]);
}
await run(
  process.execPath,
  ["dist/cli/oint.cjs", "vk", "uploadVideoToServer", "--file", two, "--title", "a"],
  env,
);
const megabytes = Number(readFileSync(report, "utf8")) / 1024;
stop();
rmSync(folder, { recursive: true, force: true });

const speed = (name: keyof typeof times) => 1024 / median(times[name]);
console.log(`\n## Upload of 1 GiB on loopback, median of ${rounds} alternating rounds, ${machine}\n`);
console.log("| program | MiB per second | compared with curl |\n|---|---|---|");
for (const name of ["curl", "oint"] as const)
  console.log(`| ${name} | ${speed(name).toFixed(0)} | ${(speed(name) / speed("curl")).toFixed(2)} |`);
console.log(`\nPeak memory during a 2 GiB upload: ${megabytes.toFixed(0)} MB`);
if (megabytes > 150) throw new Error("that is more than 150 MB");
process.exit(0);
