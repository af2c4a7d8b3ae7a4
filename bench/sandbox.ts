/**
 * Measures how many calls per second the sandbox executes without a rate limit, with ten thousand posts, products, messages
 * and users stored. The client has a process of its own.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { writeMessage } from "../src/sandbox/actions/messages.ts";
import { addPost } from "../src/sandbox/actions/posts.ts";
import { addUser } from "../src/sandbox/state/people.ts";
import { Store } from "../src/sandbox/state/store.ts";
import { viewerOf } from "../src/sandbox/views/viewer.ts";
import { machine, median } from "./measure.ts";

const calls = 5000;
const connections = 16;
const rounds = 3;
const required = 2000;

const code =
  'var ids = API.users.get({"user_ids": "1,2"})@.id; return [ids, API.groups.getById({"group_ids": 1})];';
const stored = 10_000;
const group = "218861756";
const measured: ReadonlyArray<readonly [method: string, params: Record<string, string>]> = [
  ["users.get", { user_ids: "1" }],
  ["wall.post", { owner_id: `-${group}`, message: "Hello" }],
  ["messages.send", { peer_id: "100002", message: "Hello", random_id: "0" }],
  ["likes.add", { type: "post", owner_id: `-${group}`, item_id: "5000" }],
  ["wall.get", { owner_id: `-${group}`, count: "20", offset: "5000" }],
  ["market.get", { owner_id: `-${group}`, count: "20", offset: "5000" }],
  ["execute", { code }],
];

const folder = mkdtempSync(join(tmpdir(), "oint-bench-"));
fill(folder);
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

/** Stores posts, products, messages and users, as calls would. */
function fill(path: string): void {
  const store = new Store(path);
  const { state } = store;
  const viewer = viewerOf(state, "http://127.0.0.1");
  const owner_id = -Number(group);
  const price = { price: 1, old_price: 0, stock_amount: 1, weight: 0, category_id: 1 };
  const product = { ...price, name: "Product", description: "A product", url: "", sku: "", date: 0 };
  const sizes = { dimensions: { width: 0, height: 0, length: 0 }, photos: [], variants: [] };
  store.transaction(() => {
    for (let i = 1; i <= stored; i++) {
      addPost(viewer, { owner_id, from_id: owner_id, created_by: 100_001, text: `Post ${i}` });
      state.items.add({ id: i, owner_id, group: 0, is_main_variant: false, ...product, ...sizes });
      writeMessage(viewer, {
        account_id: owner_id,
        peer_id: 100_002,
        from_id: 100_002,
        text: `Message ${i}`,
      });
      addUser(state, { first_name: `User ${i}` });
    }
  });
  store.close();
}

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

console.log(
  `\n## Calls per second of the sandbox with ${stored} posts, products, messages and users, ${connections} connections, ${machine}\n`,
);
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
