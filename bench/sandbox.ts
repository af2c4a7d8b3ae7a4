/** Measures how many calls per second the sandbox executes without a rate limit. The client has a process of its own. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { machine, median } from "./measure.ts";

const calls = 5000;
const connections = 16;
const rounds = 3;
const required = 2000;

const code =
  'var ids = API.users.get({"user_ids": "1,2"})@.id; return [ids, API.groups.getById({"group_ids": 1})];';
const measured: ReadonlyArray<readonly [method: string, params: Record<string, string>]> = [
  ["users.get", { user_ids: "1" }],
  ["wall.post", { owner_id: "-1", message: "Hello" }],
  ["execute", { code }],
];

const folder = mkdtempSync(join(tmpdir(), "oint-bench-"));
const sandbox = spawn(
  process.execPath,
  ["dist/cli/oint.cjs", "sandbox", "--port", "0", "--rps", "0", "--folder", folder],
  { stdio: ["ignore", "pipe", "ignore"] },
);
process.on("exit", () => {
  sandbox.kill();
  rmSync(folder, { recursive: true, force: true });
});
const [url] = await once(createInterface(sandbox.stdout), "line");
const agent = new Agent({ keepAlive: true, maxSockets: connections });

async function call(method: string, body: string): Promise<void> {
  const options = {
    method: "POST",
    agent,
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "content-length": Buffer.byteLength(body),
    },
  };
  const sent = request(`${url}/method/${method}`, options);
  sent.end(body);
  const [response] = await once(sent, "response");
  let text = "";
  for await (const part of response.setEncoding("utf8")) text += part;
  if (!text.startsWith('{"response"')) throw new Error(`${method}: ${text}`);
}

/** Sends the calls and returns how many were executed per second. */
async function measure(method: string, params: Record<string, string>): Promise<number> {
  const body = new URLSearchParams({ v: "5.199", access_token: "token", ...params }).toString();
  let left = calls;
  const started = performance.now();
  const worker = async () => {
    while (left-- > 0) await call(method, body);
  };
  await Promise.all(Array.from({ length: connections }, worker));
  return calls / ((performance.now() - started) / 1000);
}

console.log(`\n## Calls per second of the sandbox, ${connections} connections, ${machine}\n`);
console.log("| method | calls per second |\n|---|---|");
const results: number[] = [];
for (const [method, params] of measured) {
  await measure(method, params);
  const rates: number[] = [];
  for (let round = 0; round < rounds; round++) rates.push(await measure(method, params));
  results.push(median(rates));
  console.log(`| ${method} | ${Math.round(median(rates))} |`);
}
agent.destroy();
sandbox.kill();
if (results.some(rate => rate < required)) throw new Error(`less than ${required} calls per second`);
