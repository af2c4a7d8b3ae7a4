/** Time and requests to read 100,000 members of a community at 3 requests a second: getMembers, and vk-io's collect, on one server. */
import { Agent } from "node:http";
import { OPI_VK, withSettings } from "oint";
import { API, createCollectIterator } from "vk-io";
import { machine, startServer } from "./measure.ts";

const members = 100_000;
const { url, stop } = await startServer();
const apiUrl = `${url}/method`;

function withOint(): AsyncIterable<unknown> {
  return OPI_VK.getMembers([], "id_asc", "", members, { access_token: "bench", group_id: "1" });
}

async function* withVkIo(): AsyncGenerator<unknown> {
  const api = new API({
    token: "bench",
    apiBaseUrl: apiUrl,
    apiLimit: 3,
    agent: new Agent({ keepAlive: true }) as never, // its type names the agent of HTTPS
  });
  const pages = createCollectIterator<number>({
    api,
    method: "groups.getMembers",
    params: { group_id: "1" },
    countPerRequest: 1000,
    parallelRequests: 25,
    maxCount: members,
  });
  for await (const { items } of pages) yield* items;
}

/** Reads a list to its end. */
async function measure(list: AsyncIterable<unknown>): Promise<{ requests: number; seconds: number }> {
  await fetch(`${url}/requests`);
  const started = performance.now();
  let seen = 0;
  for await (const _ of list) seen++;
  const seconds = (performance.now() - started) / 1000;
  if (seen !== members) throw new Error(`${seen} members came`);
  return { requests: Number(await (await fetch(`${url}/requests`)).text()), seconds };
}

console.log(`\n## ${members.toLocaleString("en")} members at 3 requests a second, ${machine}\n`);
console.log("| client | requests | seconds | of oint's time |\n|---|---|---|---|");
const oint = await withSettings({ apiUrl, rps: 3 }, () => measure(withOint()));
const vkIo = await measure(withVkIo());
for (const [name, { requests, seconds }] of Object.entries({
  "oint getMembers": oint,
  "vk-io collect": vkIo,
})) {
  console.log(`| ${name} | ${requests} | ${seconds.toFixed(2)} | ${(seconds / oint.seconds).toFixed(2)} |`);
}
stop();
process.exit(0);
