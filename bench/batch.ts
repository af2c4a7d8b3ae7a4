/** 1,000 likes at VK's limit of three calls per second: one at a time (calculated), in batches, and with vk-io's parallel mode. */
import { Agent } from "node:http";
import { callMany, withSettings } from "oint";
import { VK } from "vk-io";
import { startSandbox } from "../src/sandbox/index.ts";
import { machine } from "./measure.ts";

const likes = 1000;
const rps = 3;

async function withPosts(
  work: (apiUrl: string, ids: readonly number[]) => Promise<unknown>,
): Promise<{ seconds: number; liked: number }> {
  const sandbox = await startSandbox({ rps });
  const ids: number[] = [];
  for (let i = 0; i < likes; i++) {
    const response = await fetch(
      `${sandbox.apiUrl}/wall.post?v=5.199&owner_id=-1&message=${i}&access_token=setup${i}`,
    );
    ids.push(((await response.json()) as { response: { post_id: number } }).response.post_id); // VK's response
  }
  const started = performance.now();
  await work(sandbox.apiUrl, ids);
  const seconds = (performance.now() - started) / 1000;
  const liked = new Set(
    sandbox.calls.filter(({ method }) => method === "likes.add").map(({ params }) => params.item_id),
  ).size;
  await sandbox.close();
  return { seconds, liked };
}

const oint = await withPosts((apiUrl, ids) =>
  withSettings({ apiUrl }, () =>
    callMany(
      ids.map(item_id => ({ method: "likes.add", params: { type: "post", owner_id: -1, item_id } }) as const),
      { access_token: "bench" },
    ),
  ),
);
const vkIo = await withPosts((apiBaseUrl, ids) => {
  const vk = new VK({
    agent: new Agent({ keepAlive: true }),
    token: "bench",
    apiBaseUrl,
    apiLimit: rps,
    apiMode: "parallel",
  } as ConstructorParameters<typeof VK>[0]);
  return Promise.all(
    ids.map(item_id => vk.api.likes.add({ type: "post", owner_id: -1, item_id }).catch(() => {})),
  );
});

const oneAtATime = likes / rps;
console.log(`\n## ${likes} likes at ${rps} calls per second, ${machine}\n`);
console.log("| client | seconds | likes | compared with one at a time |\n|---|---|---|---|");
console.log(`| one at a time (calculated from the limit) | ${oneAtATime.toFixed(1)} | ${likes} | 1 |`);
for (const [name, { seconds, liked }] of Object.entries({
  "oint, callMany": oint,
  "vk-io, parallel": vkIo,
})) {
  console.log(`| ${name} | ${seconds.toFixed(1)} | ${liked} | 1/${(oneAtATime / seconds).toFixed(1)} |`);
}
process.exit(0);
