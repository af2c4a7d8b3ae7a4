/**
 * Many operations with random faults, and then the comparison: what callers were told against what the sandbox holds.
 * Nothing acknowledged may be missing, nothing may exist twice, and what is unknown must have been reported as unknown.
 *
 * `npm run soak` makes 5,000 operations; `npm run soak -- 500 7` makes 500 with another seed.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { configure, OPI_VK, TransportError, VkApiError } from "../src/index.ts";
import { type Fault, startSandbox } from "../src/sandbox/index.ts";
import type { State } from "../src/sandbox/state/store.ts";
import { png } from "../test/support/pictures.ts";

const [operations = 5000, seed = 1] = process.argv.slice(2).map(Number);
const faultRate = 0.1;
const workers = 16;

/** Mulberry32: small, seeded, and even enough for this. */
function randomNumbers(from: number): () => number {
  let state = from;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const random = randomNumbers(seed);
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T; // not empty
const faults: readonly Fault[] = [
  { error: 1 },
  { error: 6 },
  { error: 9 },
  { error: 10 },
  { error: 14, extra: { redirect_uri: "https://id.vk.ru/not_robot_captcha" } },
  { error: 29 },
  { status: 502, body: "<html>Bad gateway</html>" },
  { body: "not JSON" },
  { body: '{"error_code":4606,"error_msg":"Cannot get file from request"}' },
  { cut: "before" },
  { cut: "after" },
  { delay: 30 },
];

type Told = "done" | "failed" | "unknown";
interface Record {
  readonly mark: string;
  readonly kind: string;
  told: Told;
}

const group = 218861756;
const auth = { access_token: "soak", group_id: group, owner_id: -group };
const folder = mkdtempSync(join(tmpdir(), "oint-soak-"));
const sandbox = await startSandbox({
  folder,
  rps: 0,
  fault: () => (random() < faultRate ? pick(faults) : undefined),
});
configure({ apiUrl: sandbox.apiUrl, rps: 100_000 });

const picture = png(8, 8);
const product = (Name: string) => ({ Name, Description: "A description", Category: 1 });
const kinds: { readonly [kind: string]: (mark: string) => Promise<unknown> } = {
  post: mark => OPI_VK.createPost(mark, [], false, "", auth),
  postWithPicture: mark => OPI_VK.createPost(mark, [picture], false, "", auth),
  topic: mark => OPI_VK.createDiscussion(mark, mark, auth),
  message: mark => OPI_VK.writeMessage(mark, 1000 + Number(mark.slice(1)), "soak-community", "", auth),
  product: mark => OPI_VK.addProduct(product(mark), "", auth),
  productWithPhoto: mark => OPI_VK.addProduct({ ...product(mark), MainPhoto: picture }, "", auth),
  campaign: mark => OPI_VK.createAdCampaign(5, mark, auth),
  postAndDelete: async mark => {
    const { response } = await OPI_VK.createPost(mark, [], false, "", auth);
    await OPI_VK.deletePost(response.post_id ?? 0, auth);
  },
  list: () => OPI_VK.getSelectionList(auth),
};

const told: Record[] = [];
let next = 0;
async function work(): Promise<void> {
  while (next < operations) {
    const record: Record = { mark: `m${100_000 + next++}`, kind: pick(Object.keys(kinds)), told: "done" };
    told.push(record);
    await kinds[record.kind]?.(record.mark).catch((error: unknown) => {
      record.told = outcome(record.kind, error);
    });
  }
}

/** What a caller knows after an error. */
function outcome(kind: string, error: unknown): Told {
  if ((error instanceof TransportError || error instanceof VkApiError) && error.outcomeUnknown)
    return "unknown";
  // Of two operations in a row the first may have been carried out before the second failed.
  return kind === "postAndDelete" ? "unknown" : "failed";
}

const started = performance.now();
await Promise.all(Array.from({ length: workers }, work));
const seconds = (performance.now() - started) / 1000;
await sandbox.close();

const world = JSON.parse(readFileSync(join(folder, "state.json"), "utf8")) as State; // the sandbox's own
rmSync(folder, { recursive: true, force: true });
const texts = [
  ...world.posts.map(({ text }) => text),
  ...world.topics.map(({ title }) => title),
  ...world.messages.map(({ text }) => text),
  ...world.items.map(({ name }) => name),
  ...world.campaigns.map(({ name }) => name),
];
const there = new Map<string, number>();
for (const text of texts) there.set(text, (there.get(text) ?? 0) + 1);

const problems = told.flatMap(({ mark, kind, told: outcome }) => {
  const count = there.get(mark) ?? 0;
  if (count > 1) return [`${mark} (${kind}): exists ${count} times`];
  if (kind === "list") return [];
  if (outcome === "done" && kind === "postAndDelete" && count > 0)
    return [`${mark}: was deleted, and is there`];
  if (outcome === "done" && kind !== "postAndDelete" && count === 0)
    return [`${mark} (${kind}): was acknowledged, and is missing`];
  if (outcome === "failed" && count > 0) return [`${mark} (${kind}): was reported as failed, and is there`];
  return [];
});
const count = (outcome: Told) => told.filter(item => item.told === outcome).length;
console.log(
  `${told.length} operations, seed ${seed}, ${sandbox.calls.length} of the last calls kept, ${seconds.toFixed(1)} s`,
);
console.log(`${count("done")} done, ${count("failed")} failed, ${count("unknown")} reported as unknown`);
for (const problem of problems.slice(0, 20)) console.error(problem);
console.log(`${problems.length} contradictions`);
process.exitCode = problems.length > 0 ? 1 : 0;
