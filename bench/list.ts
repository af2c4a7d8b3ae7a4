/** Memory while 100,000 products are listed page by page, with the iterator and whole. */
import { eachProduct, OPI_VK, withSettings } from "oint";
import { machine, startServer } from "./measure.ts";

const { url, stop } = await startServer();
const auth = { access_token: "bench", group_id: 1 };
const collect = globalThis.gc ?? (() => {});

function heap(): number {
  collect();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

console.log(`\n## Heap while 100,000 products are listed, ${machine}\n`);
console.log("| products | heap with the iterator, MB |\n|---|---|");
await withSettings({ apiUrl: `${url}/method`, rps: 1_000_000 }, async () => {
  let seen = 0;
  const heaps: number[] = [];
  for await (const product of eachProduct("", auth)) {
    if (!product.id) throw new Error("a product without a number");
    if (++seen % 20_000 === 0) {
      heaps.push(heap());
      console.log(`| ${seen} | ${heaps.at(-1)?.toFixed(1)} |`);
    }
  }
  if (seen !== 100_000) throw new Error(`${seen} products came`);
  const grown = (heaps.at(-1) ?? 0) - (heaps[0] ?? 0);
  if (grown > 5) throw new Error(`the heap grew by ${grown.toFixed(1)} MB`);
  const before = heap();
  const all = await OPI_VK.getProductList("", auth);
  console.log(`\nAll ${all.length} in memory at once: ${(heap() - before).toFixed(0)} MB`);
});
stop();
process.exit(0);
