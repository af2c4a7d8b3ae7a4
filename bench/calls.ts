/** Calls per second and CPU time per call without a limit, compared with got, node:http and vk-io on the same server. */
import { Agent, request } from "node:http";
import { got } from "got";
import { configure, OPI_VK } from "oint";
import { VK } from "vk-io";
import { machine, median, startServer } from "./measure.ts";

const calls = 500;
const concurrency = 10;
const rounds = 24;
const { url, stop } = await startServer();
const apiUrl = `${url}/method`;
const auth = { access_token: "bench", owner_id: -1, group_id: 1 };
const form = new URLSearchParams({
  v: "5.199",
  owner_id: "-1",
  album_ids: "1",
  access_token: "bench",
}).toString();
const headers = { "content-type": "application/x-www-form-urlencoded" };
const agent = new Agent({ keepAlive: true });

function callWithNodeHttp(): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const sent = request(`${apiUrl}/market.getAlbumById`, { method: "POST", agent, headers }, response => {
      let body = "";
      response.setEncoding("utf8").on("data", text => (body += text));
      response.on("end", () => resolve(JSON.parse(body)));
    });
    sent.on("error", reject).end(form);
  });
}

const gotOptions = {
  method: "POST",
  headers,
  body: form,
  retry: { limit: 0 },
  agent: { http: agent },
} as const;
const vk = new VK({
  agent,
  token: "bench",
  apiBaseUrl: apiUrl,
  apiLimit: 1_000_000,
  apiMode: "sequential",
  apiRequestMode: "sequential",
} as ConstructorParameters<typeof VK>[0]); // options of several vk-io versions
const clients: Readonly<Record<string, () => Promise<unknown>>> = {
  "node:http": callWithNodeHttp,
  got: () => got(`${apiUrl}/market.getAlbumById`, gotOptions).json(),
  "vk-io": () => vk.api.call("market.getAlbumById", { owner_id: -1, album_ids: [1] }),
  oint: () => OPI_VK.getSelectionsByID(1, auth),
};

async function measure(call: () => Promise<unknown>): Promise<{ rate: number; cpu: number }> {
  // Garbage of the previous client is not measured.
  globalThis.gc?.();
  let remaining = calls;
  const worker = async () => {
    while (remaining-- > 0) await call();
  };
  const cpu = process.cpuUsage();
  const started = performance.now();
  await Promise.all(Array.from({ length: concurrency }, worker));
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { rate: calls / seconds, cpu: (user + system) / calls };
}

const results = new Map(Object.keys(clients).map(name => [name, [] as Array<{ rate: number; cpu: number }>]));
configure({ apiUrl, rps: 1_000_000 });
for (let round = 0; round <= rounds; round++) {
  for (const [name, call] of Object.entries(clients)) {
    const result = await measure(call);
    if (round > 0) results.get(name)?.push(result);
  }
}
stop();

const figures = (name: string) => {
  const all = results.get(name) ?? [];
  return { rate: median(all.map(({ rate }) => rate)), cpu: median(all.map(({ cpu }) => cpu)) };
};
const gotCpu = figures("got").cpu;
const vkIoRate = figures("vk-io").rate;
console.log(
  `\n## Calls without a rate limit, ${calls} calls, ${concurrency} at once, median of ${rounds} alternating rounds, ${machine}\n`,
);
console.log(
  "| client | calls per second | compared with vk-io | CPU per call, µs | compared with got |\n|---|---|---|---|---|",
);
for (const name of Object.keys(clients)) {
  const { rate, cpu } = figures(name);
  console.log(
    `| ${name} | ${rate.toFixed(0)} | ${(rate / vkIoRate).toFixed(2)} | ${cpu.toFixed(0)} | ${(cpu / gotCpu).toFixed(2)} |`,
  );
}
process.exit(0);
