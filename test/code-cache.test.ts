import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { folder, oint } from "./support/command.ts";

const link = ["vk", "createTokenRetrievalLink", "--app", "1"];

/** A cache folder that a first start has filled, and what it printed. */
async function fillCache() {
  const cache = folder();
  const start = () => oint(link, { env: { XDG_CACHE_HOME: cache } });
  const { stdout } = await start();
  const cacheDir = join(cache, "oint", process.version);
  return { kept: cacheDir, stdout, start };
}

/** Changes every kept file, and starts again: the result is the same, and the files are whole afterwards. */
async function survives(change: (bytes: Buffer) => Buffer): Promise<void> {
  const { kept: cacheDir, stdout, start } = await fillCache();
  const before = contents(cacheDir);
  for (const [name, bytes] of Object.entries(before)) {
    writeFileSync(join(cacheDir, name), change(Buffer.from(bytes)));
  }
  const damaged = contents(cacheDir);
  expect(await start()).toEqual({ code: 0, stdout, stderr: "" });
  const mended = contents(cacheDir);
  expect(Object.keys(mended)).toEqual(Object.keys(before));
  for (const [name, bytes] of Object.entries(damaged)) expect(mended[name]?.equals(bytes)).toBe(false);
  expect(await start()).toEqual({ code: 0, stdout, stderr: "" });
  expect(contents(cacheDir)).toEqual(mended);
}

function contents(cacheDir: string): Record<string, Buffer> {
  return Object.fromEntries(readdirSync(cacheDir).map(name => [name, readFileSync(join(cacheDir, name))]));
}

test("what V8 compiled is kept in the user's cache folder, which nobody else reads", async () => {
  const { kept: cacheDir, stdout, start } = await fillCache();
  expect(readdirSync(cacheDir)).toContainEqual(expect.stringMatching(/^main-\w+\.js$/));
  expect(statSync(cacheDir).mode & 0o077).toBe(0);
  const before = contents(cacheDir);
  expect((await start()).stdout).toBe(stdout);
  // What is whole is used and not written again.
  expect(contents(cacheDir)).toEqual(before);
});

test("a place that cannot be written does no harm", async () => {
  const cache = folder({ file: "" });
  const { code, stderr } = await oint(link, { env: { XDG_CACHE_HOME: join(cache, "file") } });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
});

test.each([
  ["nothing", 0],
  ["three bytes", 3],
  ["a header", 100],
  ["the half of the block", 2048],
])("a file of which %s is left does no harm", async (_, length) => {
  await survives(bytes => bytes.subarray(0, length));
});

test.each([
  ["from its middle on", 0.5, 1],
  ["in its middle", 0.25, 0.75],
  ["as a whole", 0, 1],
])("a file that is zeroed %s does no harm", async (_, from, to) => {
  await survives(bytes => bytes.fill(0, bytes.length * from, bytes.length * to));
});

test("flipped bits, wherever they are, do no harm", { timeout: 60_000 }, async () => {
  const places = fc.array(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), {
    minLength: 1,
    maxLength: 20,
  });
  const property = fc.asyncProperty(places, async flips => {
    await survives(bytes => {
      // A bit that is flipped twice is whole again.
      const bits = new Set(flips.map(place => Math.floor(place * bytes.length * 8)));
      for (const bit of bits) bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      return bytes;
    });
  });
  await fc.assert(property, { numRuns: 8 });
});

test("a file that others could have written is not trusted, and written anew", async () => {
  const { kept: cacheDir, stdout, start } = await fillCache();
  for (const name of readdirSync(cacheDir)) chmodSync(join(cacheDir, name), 0o666);
  expect(await start()).toEqual({ code: 0, stdout, stderr: "" });
  expect(readdirSync(cacheDir).filter(name => statSync(join(cacheDir, name)).mode & 0o022)).toEqual([]);
});

test("a folder that others can write into is not used", async () => {
  const { kept: cacheDir, stdout, start } = await fillCache();
  for (const name of readdirSync(cacheDir)) truncateSync(join(cacheDir, name), 100);
  chmodSync(cacheDir, 0o777);
  const before = contents(cacheDir);
  expect(await start()).toEqual({ code: 0, stdout, stderr: "" });
  expect(contents(cacheDir)).toEqual(before);
});

test("what other versions have left goes away", async () => {
  const { kept: cacheDir, start } = await fillCache();
  const [name = ""] = readdirSync(cacheDir);
  writeFileSync(join(cacheDir, "main-OLDHASH1.js"), "of an older oint");
  writeFileSync(join(cacheDir, `${name}.4711`), "never finished");
  const [long, short] = [join(cacheDir, "..", "v18.0.0"), join(cacheDir, "..", "v99.0.0")] as const;
  for (const path of [long, short]) mkdirSync(path);
  const [now, day] = [Date.now() / 1000, 24 * 60 * 60];
  utimesSync(long, now - 40 * day, now - 40 * day);
  utimesSync(short, now - 2 * day, now - 2 * day);
  // A damaged part has it written again.
  truncateSync(join(cacheDir, name), 100);
  const before = readdirSync(cacheDir).filter(item => !/OLDHASH|4711/.test(item));
  await start();
  expect(readdirSync(cacheDir)).toEqual(before);
  expect([existsSync(long), existsSync(short)]).toEqual([false, true]);
});
