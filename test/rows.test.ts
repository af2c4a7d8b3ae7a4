import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { toValues } from "../src/bulk/columns.ts";
import { keyLifetime } from "../src/bulk/repeat.ts";
import {
  OPI_VK,
  type Row,
  type RowOutcome,
  type RowsOptions,
  readRows,
  runRows,
  TransportError,
  VkApiError,
} from "../src/index.ts";
import { folder } from "./support/command.ts";
import { auth, useSandbox } from "./support/sandbox.ts";

const vk = useSandbox();

async function* numbered(total: number): AsyncGenerator<Row> {
  for (let number = 1; number <= total; number++) yield { number, line: number + 1, values: { n: number } };
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

const name = "test";
const journalIn = (path: string) => join(path, "journal.jsonl");

/** Runs an operation on numbered rows with a journal in a folder. */
function run(
  path: string,
  total: number,
  operation: (row: Row) => Promise<unknown>,
  options: Partial<RowsOptions> = {},
): Promise<RowOutcome[]> {
  return collect(runRows(numbered(total), operation, { name, journal: journalIn(path), ...options }));
}

const byStatus = (outcomes: readonly RowOutcome[]) =>
  outcomes.map(({ key, status, before }) => [key, before ?? status]).toSorted();

const lost = new TransportError("lost", { sent: true, outcomeUnknown: true });
const refused = (code: number) =>
  new VkApiError({ method: "wall.post", params: {}, error: { error_code: code, error_msg: "refused" } });
const fails = (error: unknown) => () => Promise.reject(error);

/** Lets a run be killed: its journal is as a dead process leaves it, with one row begun at a time. */
async function leaveBegun(path: string, at: number): Promise<void> {
  await run(path, 1, fails(lost));
  const [header = "", begun = ""] = readFileSync(journalIn(path), "utf8").split("\n");
  writeFileSync(journalIn(path), `${header}\n${begun.replace(/"at":\d+/, `"at":${at}`)}\n`);
}

describe("runRows", () => {
  it("does each row once, whatever the order of its ends, and not more at a time than asked for", async () => {
    const path = folder();
    let underWay = 0;
    let most = 0;
    const work = async ({ number }: Row) => {
      most = Math.max(most, ++underWay);
      for (let i = 0; i < (number % 3) + 1; i++) await new Promise(setImmediate);
      underWay--;
      return number * 2;
    };
    const outcomes = await run(path, 100, work, { concurrency: 4 });
    expect(outcomes.map(({ result }) => result).toSorted((a, b) => Number(a) - Number(b))).toEqual(
      Array.from({ length: 100 }, (_, i) => (i + 1) * 2),
    );
    expect(most).toBe(4);
    expect(await run(path, 101, work)).toMatchObject([
      ...Array.from({ length: 100 }, () => ({ status: "skipped", before: "done" })),
      { status: "done", key: 101 },
    ]);
  });

  it("gives each call the keys of its row, and the same ones when it is done again", async () => {
    const path = folder();
    const post = () => OPI_VK.createPost("once", [], false, "", auth);
    vk.sandbox.fail({ on: "wall.post", fault: { disconnect: "after" } });
    const settings = { retries: 0 };
    const first = await vk.call(() => run(path, 1, post, { repeat: "keyed" }), settings);
    expect(first).toMatchObject([{ status: "unknown" }]);
    const again = await vk.call(() => run(path, 1, post, { repeat: "keyed" }), settings);
    expect(again).toMatchObject([{ status: "done" }]);
    const guids = vk.sandbox.calls
      .filter(({ method }) => method === "wall.post")
      .map(({ params }) => params.guid);
    expect(new Set(guids).size).toBe(1);
    expect(again[0]?.result).toEqual({ response: { post_id: 1 } });
  });

  it.each([
    ["keyed", Date.now(), "done"],
    ["keyed", Date.now() - keyLifetime - 1, "unknown"],
    ["always", 0, "done"],
    ["never", Date.now(), "unknown"],
  ] as const)("does a row that was under way again (%s) from %d: %s", async (repeat, at, expected) => {
    const path = folder();
    await leaveBegun(path, at);
    const work = async () => "again";
    expect(byStatus(await run(path, 1, work, { repeat }))).toEqual([[1, expected]]);
    expect(byStatus(await run(path, 1, work, { repeat, repeatUnknown: true }))).toEqual([[1, "done"]]);
  });

  it("counts the time of a key from when it was first sent", async () => {
    const path = folder();
    const at = Date.now() - keyLifetime + 60_000;
    await leaveBegun(path, at);
    await run(path, 1, fails(lost), { repeat: "keyed" });
    const begun = readFileSync(journalIn(path), "utf8").split("\n")[2] ?? "";
    expect(JSON.parse(begun)).toMatchObject({ status: "begun", at });
  });

  it("keeps what may be done unknown, also if a repetition was not let in", async () => {
    const path = folder();
    await leaveBegun(path, Date.now());
    await expect(run(path, 1, fails(refused(5)), { repeat: "keyed" })).rejects.toMatchObject({
      errorCode: 5,
    });
    expect(byStatus(await run(path, 1, async () => "twice?"))).toEqual([[1, "unknown"]]);
  });

  it.each([
    ["the token", refused(5)],
    ["a captcha", refused(14)],
    ["a defect", new TypeError("a defect")],
  ])("stops with what concerns all rows: %s", async (_, error) => {
    const path = folder();
    let calls = 0;
    const work = () => {
      calls++;
      return Promise.reject(error);
    };
    await expect(run(path, 1000, work, { concurrency: 2 })).rejects.toBe(error);
    expect(calls).toBeLessThan(5);
    expect(existsSync(`${journalIn(path)}.lock`)).toBe(false);
  });

  it("leaves rows that did not reach VK for the next run, and stops after three in a row", async () => {
    const path = folder();
    const offline = new TransportError("no network", { sent: false });
    await expect(run(path, 10, fails(offline), { concurrency: 1 })).rejects.toBe(offline);
    let number = 0;
    const flaky = async () => {
      if (++number % 2 === 0) throw offline;
      return number;
    };
    const outcomes = await run(path, 10, flaky, { concurrency: 1 });
    expect(outcomes.filter(({ status }) => status === "undone")).toHaveLength(5);
    const online = await run(path, 10, async () => "online");
    expect(online.filter(({ status }) => status === "done")).toHaveLength(5);
    expect(byStatus(await run(path, 10, fails(lost))).every(([, status]) => status === "done")).toBe(true);
  });

  it("does what failed again when asked, or when it was changed", async () => {
    const path = folder();
    await run(path, 1, fails(refused(100)));
    expect(byStatus(await run(path, 1, async () => 1))).toEqual([[1, "failed"]]);
    async function* changed(): AsyncGenerator<Row> {
      yield { number: 1, line: 2, values: { n: "corrected" } };
    }
    const outcomes = await collect(runRows(changed(), async () => 1, { name, journal: journalIn(path) }));
    expect(outcomes).toMatchObject([{ status: "done" }]);
    await expect(run(path, 1, async () => 2)).rejects.toThrow("line 2 was changed after it was sent (done)");
  });

  it("finishes what is under way when it is aborted", async () => {
    const path = folder();
    const controller = new AbortController();
    const work = async () => {
      controller.abort();
      await new Promise(setImmediate);
      return "finished";
    };
    const outcomes = await run(path, 100, work, { signal: controller.signal, concurrency: 10 });
    expect(outcomes.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => "done"));
  });
});

describe("a journal", () => {
  it("loses nothing but the line that was being written when its process died", async () => {
    const path = folder();
    await run(path, 2, async () => "done");
    const whole = readFileSync(journalIn(path), "utf8");
    writeFileSync(journalIn(path), `${whole}{"key":3,"dig`);
    expect(byStatus(await run(path, 3, async () => "next"))).toEqual([
      [1, "done"],
      [2, "done"],
      [3, "done"],
    ]);
    expect(readFileSync(journalIn(path), "utf8")).toMatch(
      new RegExp(`^${whole.replace(/[{}[\]"]/g, "\\$&")}\\{"key":3,"digest":`),
    );
  });

  it("of which nothing but a part of the first line is there begins anew", async () => {
    const path = folder({ "journal.jsonl": '{"oint":"ro' });
    expect(byStatus(await run(path, 1, async () => 1))).toEqual([[1, "done"]]);
  });

  it("that is damaged is told with the line", async () => {
    const path = folder();
    await run(path, 1, async () => 1);
    const [header, begun, done] = readFileSync(journalIn(path), "utf8").split("\n");
    writeFileSync(journalIn(path), `${header}\n${begun?.slice(5)}\n${done}\n`);
    await expect(run(path, 1, async () => 1)).rejects.toThrow("line 2: the journal is damaged");
    expect(existsSync(`${journalIn(path)}.lock`)).toBe(false);
  });

  it("is open once, also in one process", async () => {
    const path = folder();
    let second: Promise<unknown> = Promise.resolve();
    await run(path, 1, async () => {
      second = run(path, 1, async () => 2).catch((error: Error) => error.message);
      await second;
    });
    expect(await second).toContain(`is in use by process ${process.pid} on ${hostname()}`);
  });

  it.each([
    ["a process that had the same number", { pid: process.pid, host: hostname(), id: "earlier" }],
    ["a process that is gone", { pid: 2 ** 22 + 1, host: hostname(), id: "dead" }],
    ["a process that died before it had written its name", undefined],
  ])("is taken over from %s", async (_, owner) => {
    const path = folder({ "journal.jsonl.lock": owner ? JSON.stringify(owner) : "" });
    expect(byStatus(await run(path, 1, async () => 1))).toEqual([[1, "done"]]);
    expect(existsSync(`${journalIn(path)}.lock`)).toBe(false);
  });

  it("that another computer holds is left to it", async () => {
    const path = folder({ "journal.jsonl.lock": JSON.stringify({ pid: 7, host: "elsewhere", id: "x" }) });
    await expect(run(path, 1, async () => 1)).rejects.toThrow("in use by process 7 on elsewhere");
    expect(existsSync(`${journalIn(path)}.lock`)).toBe(true);
  });

  it("goes to one of many that open it at the same time", async () => {
    const path = folder({
      "journal.jsonl.lock": JSON.stringify({ pid: 2 ** 22 + 1, host: hostname(), id: "dead" }),
    });
    let underWay = 0;
    let most = 0;
    const work = async () => {
      most = Math.max(most, ++underWay);
      await new Promise(setImmediate);
      underWay--;
    };
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => run(path, 1, work)));
    expect(results.some(({ status }) => status === "fulfilled")).toBe(true);
    expect(most).toBe(1);
  });
});

describe("readRows", () => {
  it("reads UTF-16, as Excel writes it", async () => {
    const text = Buffer.from("\uFEFFtext\tn\r\nПривет\t1\r\n", "utf16le");
    const rows = await collect(readRows(join(folder({ "a.txt": text }), "a.txt")));
    expect(rows).toEqual([{ number: 1, line: 2, values: { text: "Привет", n: "1" } }]);
  });

  it("keeps a character that lies on the border of two parts of a file", async () => {
    const long = "ж".repeat(100_000);
    const rows = await collect(readRows(join(folder({ "a.csv": `a;b\nx${long};2\n` }), "a.csv")));
    expect(rows[0]?.values.a).toBe(`x${long}`);
  });

  it("tells the line of a row after empty lines and cells of several lines", async () => {
    const path = join(folder({ "a.csv": 'a,b\r\n"1\r\n2",x\r\n\r\n"3\n\n4",y\r\n5,z\r\n' }), "a.csv");
    expect((await collect(readRows(path))).map(({ line }) => line)).toEqual([2, 5, 8]);
  });
});

it("makes lists, structures and empty options of cells", () => {
  const text = { name: "text", type: "string", array: false, required: true };
  const pictures = { name: "pictures", type: "file", array: true };
  const product = { name: "product", type: "structure", array: false };
  const columns = new Map([
    ["t", { option: text }],
    ["p", { option: pictures }],
    ["Name", { option: product, key: "Name" }],
    ["Price", { option: product, key: "Price" }],
    ["note", undefined],
  ]);
  const values = { t: "", p: "a.png; b.png\nc.png", Name: "Mug", Price: 5, note: "x" };
  expect(Object.fromEntries(toValues({ number: 1, line: 2, values }, columns))).toEqual({
    text: [""],
    pictures: ["a.png", "b.png", "c.png"],
    product: ['{"Name":"Mug","Price":5}'],
  });
});
