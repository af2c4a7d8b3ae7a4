/** Memory while 100,000 products are listed: with the iterator, and as one array. */
import { eachProduct, OPI_VK, withSettings } from "oint";
import { machine, startServer } from "./measure.ts";

const { url, stop } = await startServer();
const auth = { access_token: "bench", group_id: 1 };
const collectGarbage = globalThis.gc ?? (() => {});

function heapMegabytes(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

console.log(`\n## Heap while 100,000 products are listed, ${machine}\n`);
console.log("| products | heap with the iterator, MB |\n|---|---|");
await withSettings({ apiUrl: `${url}/method`, rps: 1_000_000 }, async () => {
  let listed = 0;
  const heaps: number[] = [];
  for await (const product of eachProduct("", auth)) {
    if (!product.id) throw new Error("a product without an ID");
    if (++listed % 20_000 === 0) {
      heaps.push(heapMegabytes());
      console.log(`| ${listed} | ${heaps.at(-1)?.toFixed(1)} |`);
    }
  }
  if (listed !== 100_000) throw new Error(`${listed} products were listed`);
  const growth = (heaps.at(-1) ?? 0) - (heaps[0] ?? 0);
  if (growth > 5) throw new Error(`the heap grew by ${growth.toFixed(1)} MB`);
  const before = heapMegabytes();
  const all = await OPI_VK.getProductList("", auth);
  console.log(`\nAll ${all.length} in memory at once: ${(heapMegabytes() - before).toFixed(0)} MB`);
});
stop();
process.exit(0);
