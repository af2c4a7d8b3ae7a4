/**
 * Runs many operations with random faults, then compares what was reported to the caller with the sandbox's state. An
 * acknowledged object must exist once, and an uncertain outcome must be reported as unknown.
 *
 * `npm run soak` runs 5,000 operations; `npm run soak -- 500 7` runs 500 with another seed.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { configure, OPI_VK, TransportError, VkApiError } from "../src/index.ts";
import { type Fault, startSandbox } from "../src/sandbox/index.ts";
import { Store } from "../src/sandbox/state/store.ts";
import { png } from "../test/support/pictures.ts";

const [operations = 5000, seed = 1] = process.argv.slice(2).map(Number);
const faultRate = 0.1;
const workers = 16;

/** The generator Mulberry32: small, seeded, and sufficiently uniform for this test. */
function randomNumbers(seed: number): () => number {
  let state = seed;
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
  { disconnect: "before" },
  { disconnect: "after" },
  { delay: 30 },
];

type Reported = "done" | "failed" | "unknown";
interface OperationRecord {
  readonly mark: string;
  readonly kind: string;
  reported: Reported;
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

const records: OperationRecord[] = [];
let next = 0;
async function work(): Promise<void> {
  while (next < operations) {
    const record: OperationRecord = {
      mark: `m${100_000 + next++}`,
      kind: pick(Object.keys(kinds)),
      reported: "done",
    };
    records.push(record);
    await kinds[record.kind]?.(record.mark).catch((error: unknown) => {
      record.reported = outcome(record.kind, error);
    });
  }
}

/** What an error reports to the caller. */
function outcome(kind: string, error: unknown): Reported {
  if ((error instanceof TransportError || error instanceof VkApiError) && error.outcomeUnknown)
    return "unknown";
  // The first of the two calls may have succeeded before the second one failed.
  return kind === "postAndDelete" ? "unknown" : "failed";
}

const started = performance.now();
await Promise.all(Array.from({ length: workers }, work));
const seconds = (performance.now() - started) / 1000;
await sandbox.close();

const store = new Store(folder);
const { state } = store;
store.close();
rmSync(folder, { recursive: true, force: true });
const texts = [
  ...state.posts
    .all()
    .filter(({ deleted }) => !deleted)
    .map(({ text }) => text),
  ...state.topics.all().map(({ title }) => title),
  ...state.messages.all().map(({ text }) => text),
  ...state.items.all().map(({ name }) => name),
  ...state.campaigns.all().map(({ name }) => name),
];
const counts = new Map<string, number>();
for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);

const problems = records.flatMap(({ mark, kind, reported }) => {
  const count = counts.get(mark) ?? 0;
  if (count > 1) return [`${mark} (${kind}): exists ${count} times`];
  if (kind === "list") return [];
  if (reported === "done" && kind === "postAndDelete" && count > 0)
    return [`${mark}: was deleted, but exists`];
  if (reported === "done" && kind !== "postAndDelete" && count === 0)
    return [`${mark} (${kind}): was acknowledged, but is missing`];
  if (reported === "failed" && count > 0) return [`${mark} (${kind}): was reported as failed, but exists`];
  return [];
});
const count = (reported: Reported) => records.filter(item => item.reported === reported).length;
console.log(
  `${records.length} operations, seed ${seed}, ${sandbox.calls.length} calls kept, ${seconds.toFixed(1)} s`,
);
console.log(`${count("done")} done, ${count("failed")} failed, ${count("unknown")} reported as unknown`);
for (const problem of problems.slice(0, 20)) console.error(problem);
console.log(`${problems.length} contradictions`);
process.exitCode = problems.length > 0 ? 1 : 0;
