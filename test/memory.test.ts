import { createHash } from "node:crypto";
import { createReadStream, createWriteStream, readdirSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { describe, expect, it } from "vitest";
import { startSandbox } from "../src/sandbox/index.ts";
import { folder, oint } from "./support/command.ts";
import { png } from "./support/pictures.ts";
import { auth } from "./support/sandbox.ts";

const megabyte = 1024 * 1024;

/** A picture followed by many bytes that belong to it as far as anyone can tell from its beginning. */
async function writeLarge(path: string, megabytes: number): Promise<void> {
  const block = Buffer.alloc(megabyte, "0123456789abcdef");
  function* blocks() {
    yield png();
    for (let i = 0; i < megabytes; i++) yield block;
    // VK takes a picture without its end for one that was cut.
    yield png().subarray(-12);
  }
  await pipeline(Readable.from(blocks()), createWriteStream(path));
}

async function digest(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}

describe("a picture of 300 MB", () => {
  it("goes to VK byte for byte, without being held in memory", async () => {
    const cwd = folder();
    const sandboxFolder = folder();
    await writeLarge(join(cwd, "large.png"), 300);
    const sandbox = await startSandbox({ folder: sandboxFolder, maxPhoto: Number.POSITIVE_INFINITY });
    const report = join(cwd, "memory.txt");
    const env = {
      OINT_VK_API_URL: sandbox.apiUrl,
      OINT_VK_AUTH: JSON.stringify(auth),
      // The command tells at its end how much memory it had at its most.
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(
        `import{writeFileSync}from"node:fs";process.on("exit",()=>writeFileSync(${JSON.stringify(report)},String(process.resourceUsage().maxRSS)))`,
      )}`,
    };
    const { code, stderr } = await oint(["vk", "uploadPhotoToServer", "--file", "large.png"], { cwd, env });
    await sandbox.close();
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const [stored = ""] = readdirSync(join(sandboxFolder, "files"));
    expect(await digest(join(sandboxFolder, "files", stored))).toBe(await digest(join(cwd, "large.png")));
    const { readFileSync } = await import("node:fs");
    const kilobytes = Number(readFileSync(report, "utf8"));
    expect(kilobytes).toBeGreaterThan(20_000);
    expect(kilobytes).toBeLessThan(150_000);
  });
});
