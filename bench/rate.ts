/**
 * Sends as many calls as the rate limit allows for one minute. The sandbox counts calls in a sliding second and delays each
 * response by 0 to 80 ms. The client must reach 93 % of the limit without error 6.
 */
import { OPI_VK, withSettings } from "oint";
import { startSandbox } from "../src/sandbox/index.ts";
import { machine } from "./measure.ts";

const seconds = 60;
const latency = 80;
const auth = { access_token: "user", group_id: 1 };

interface TokenBench {
  readonly rps: number;
  readonly call: (i: number) => Promise<unknown>;
}

const benches: Readonly<Record<string, TokenBench>> = {
  user: { rps: 3, call: () => OPI_VK.getOrderList(auth) },
  community: { rps: 20, call: i => OPI_VK.writeMessage("a", 1 + i, "community", "", auth) },
};

async function saturate({ rps, call }: TokenBench): Promise<{ share: number; rejected: number }> {
  const sandbox = await startSandbox({ rps, latency });
  let succeeded = 0;
  let rejected = 0;
  let i = 0;
  const deadline = performance.now() + seconds * 1000;
  const worker = async () => {
    while (performance.now() < deadline) {
      const isOk = await call(i++).then(
        () => true,
        () => false,
      );
      if (!isOk) rejected++;
      else if (performance.now() < deadline) succeeded++;
    }
  };
  await withSettings({ apiUrl: sandbox.apiUrl, retries: 0 }, () =>
    Promise.all(Array.from({ length: rps * 2 }, worker)),
  );
  await sandbox.close();
  return { share: succeeded / (rps * seconds), rejected };
}

console.log(`\n## ${seconds} s at the rate limit, delay of 0 to ${latency} ms, ${machine}\n`);
console.log("| token | limit, calls per second | share of the limit | error 6 |\n|---|---|---|---|");
const results = await Promise.all(
  Object.entries(benches).map(async ([name, bench]) => ({ name, bench, ...(await saturate(bench)) })),
);
for (const { name, bench, share, rejected } of results)
  console.log(`| ${name} | ${bench.rps} | ${(share * 100).toFixed(1)} % | ${rejected} |`);
if (results.some(({ share, rejected }) => rejected > 0 || share < 0.93))
  throw new Error("less than 93 %, or an error 6");
