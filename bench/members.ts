/** Time and memory while the 1,000,000 members of a community are read, one page after another and 25 pages in a request. */
import { eachItem, withSettings } from "oint";
import { machine, startServer } from "./measure.ts";

const members = 1_000_000;
const { url, stop } = await startServer();
const auth = { access_token: "bench" };
const collect = globalThis.gc ?? (() => {});

function heap(): number {
  collect();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

console.log(`\n## ${members.toLocaleString("en")} members of a community, ${machine}\n`);
console.log("| members | heap, MB | seconds |\n|---|---|---|");
await withSettings({ apiUrl: `${url}/method`, rps: 1_000_000 }, async () => {
  const started = performance.now();
  const heaps: number[] = [];
  let seen = 0;
  for await (const member of eachItem("groups.getMembers", { group_id: "1" }, auth)) {
    if (Number(member) !== ++seen) throw new Error(`${member} came as member ${seen}`);
    if (seen % 200_000 === 0) {
      heaps.push(heap());
      const seconds = (performance.now() - started) / 1000;
      console.log(`| ${seen} | ${heaps.at(-1)?.toFixed(1)} | ${seconds.toFixed(1)} |`);
    }
  }
  if (seen !== members) throw new Error(`${seen} members came`);
  const grown = (heaps.at(-1) ?? 0) - (heaps[0] ?? 0);
  if (grown > 5) throw new Error(`the heap grew by ${grown.toFixed(1)} MB`);
});
stop();
process.exit(0);
