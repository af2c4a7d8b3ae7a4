/**
 * A minute of as many calls as the limit allows, against a sandbox that counts strictly by the sliding second and answers
 * after 0 to 80 ms: there must be no error 6, at 93 % of the limit or more.
 */
import { OPI_VK, withSettings } from "oint";
import { startSandbox } from "../src/sandbox/index.ts";
import { machine } from "./measure.ts";

const seconds = 60;
const latency = 80;
const auth = { access_token: "user", group_id: 1 };

interface Kind {
  readonly rps: number;
  readonly call: (i: number) => Promise<unknown>;
}

const kinds: Readonly<Record<string, Kind>> = {
  user: { rps: 3, call: () => OPI_VK.getOrderList(auth) },
  community: { rps: 20, call: i => OPI_VK.writeMessage("a", 1 + i, "community", "", auth) },
};

async function saturate({ rps, call }: Kind): Promise<{ part: number; refused: number }> {
  const sandbox = await startSandbox({ rps, latency });
  let done = 0;
  let refused = 0;
  let i = 0;
  const stop = performance.now() + seconds * 1000;
  const worker = async () => {
    while (performance.now() < stop) {
      const fine = await call(i++).then(
        () => true,
        () => false,
      );
      if (!fine) refused++;
      else if (performance.now() < stop) done++;
    }
  };
  await withSettings({ apiUrl: sandbox.apiUrl, retries: 0 }, () =>
    Promise.all(Array.from({ length: rps * 2 }, worker)),
  );
  await sandbox.close();
  return { part: done / (rps * seconds), refused };
}

console.log(`\n## ${seconds} s at the limit, 0 to ${latency} ms of delay, ${machine}\n`);
console.log("| token | limit, calls a second | part of the limit | error 6 |\n|---|---|---|---|");
const results = await Promise.all(
  Object.entries(kinds).map(async ([name, kind]) => ({ name, kind, ...(await saturate(kind)) })),
);
for (const { name, kind, part, refused } of results)
  console.log(`| ${name} | ${kind.rps} | ${(part * 100).toFixed(1)} % | ${refused} |`);
if (results.some(({ part, refused }) => refused > 0 || part < 0.93))
  throw new Error("less than 93 %, or an error 6");
