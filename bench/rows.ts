/**
 * Memory of `runRows`, and how long a journal takes to be resumed: `npm run bench:rows`, or with another number of rows
 * `npm run bench:rows -- 100000`. Nothing is sent: the operation returns at once. Each run has a process of its own, whose
 * memory is compared with that of a hundredth of the rows.
 */
import { execFileSync } from "node:child_process";
import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { checkRows } from "../src/bulk/check-rows.ts";
import { reportRows } from "../src/bulk/report.ts";
import { readRows, runRows } from "../src/index.ts";
import { machine } from "./measure.ts";

interface Measured {
  readonly seconds: number;
  readonly megabytes: number;
}

type Run = (rows: string, journal: string) => Promise<unknown>;

async function exhaust(items: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of items);
}

const run: Run = (rows, journal) => {
  const options = { name: "bench", journal, concurrency: 500 };
  return exhaust(runRows(readRows(rows), async () => ({ response: 1 }), options));
};

/** What is measured, in this order; a journal that is whole is resumed by the same run. */
const runs: Readonly<Record<string, Run>> = {
  read: rows => exhaust(readRows(rows)),
  check: rows => checkRows(readRows(rows), async () => {}, undefined),
  run,
  resume: run,
  report: (rows, journal) => exhaust(reportRows(readRows(rows), journal, undefined)),
};

async function measureHere(name: string, rows: string, journal: string): Promise<void> {
  const started = performance.now();
  await runs[name]?.(rows, journal);
  const seconds = (performance.now() - started) / 1000;
  const megabytes = process.resourceUsage().maxRSS / 1024;
  console.log(JSON.stringify({ seconds, megabytes } satisfies Measured));
}

async function measure(total: number): Promise<Record<string, Measured>> {
  const folder = mkdtempSync(join(tmpdir(), "oint-bench-"));
  const [rows, journal] = [join(folder, "rows.csv"), join(folder, "journal.jsonl")];
  function* lines() {
    yield "text,url\n";
    for (let i = 1; i <= total; i++) yield `Message number ${i} to a customer,https://example.com/${i}\n`;
  }
  await pipeline(Readable.from(lines()), createWriteStream(rows));
  const measured = Object.keys(runs).map(name => {
    const args = ["--import", "tsx", "bench/rows.ts", name, rows, journal];
    return [
      name,
      JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" })) as Measured,
    ] as const;
  });
  rmSync(folder, { recursive: true });
  return Object.fromEntries(measured);
}

const [first = "1000000", rows, journal] = process.argv.slice(2);
if (rows !== undefined && journal !== undefined) await measureHere(first, rows, journal);
else {
  const total = Number(first);
  const [few, all] = [await measure(total / 100), await measure(total)];
  console.log(`${total} rows, ${machine}`);
  for (const [name, { seconds, megabytes }] of Object.entries(all)) {
    const before = few[name]?.megabytes ?? 0;
    console.log(
      `${name}: ${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB (${before.toFixed(0)} MB for ${total / 100})`,
    );
  }
}
