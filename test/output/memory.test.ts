import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import type { Format } from "../../src/output/formats.ts";
import { writeResult } from "../../src/output/index.ts";

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

const megabyte = 1024 * 1024;

/** What is held after garbage was collected, at ten places of a list, and how much was written. */
async function measure(
  format: Format,
  count: number,
): Promise<{ readonly held: readonly number[]; readonly written: number }> {
  const held: number[] = [];
  async function* rows() {
    for (let id = 0; id < count; id += 1) {
      yield {
        id,
        date: 1_700_000_000 + id,
        owner: { name: `Иван ${id}` },
        text: `${id} `.repeat(30),
        tags: [id, "а"],
      };
      if (id % (count / 10) !== count / 20) continue;
      collectGarbage();
      held.push(process.memoryUsage().heapUsed);
    }
  }
  let written = 0;
  await writeResult(rows(), { format }, chunk => {
    written += chunk.length;
  });
  return { held, written };
}

describe("a list that comes row by row", () => {
  it.each([
    ["jsonl", 200_000],
    ["csv", 200_000],
    ["json", 200_000],
    ["xlsx", 100_000],
  ] as const)("needs no more memory than its beginning: %s of %i rows", async (format, count) => {
    const { held, written } = await measure(format, count);
    expect(held).toHaveLength(10);
    expect(written).toBeGreaterThan(3 * megabyte);
    expect(Math.max(...held) - Math.min(...held)).toBeLessThan(12 * megabyte);
  });
});
