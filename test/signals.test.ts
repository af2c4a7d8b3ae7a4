import { existsSync, readdirSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import lockfile from "proper-lockfile";
import { describe, expect, it, onTestFinished } from "vitest";
import { OPI_VK } from "../src/index.ts";
import { folder, main, type RunningCommand, start } from "./support/command.ts";
import { mp4, png } from "./support/pictures.ts";
import { auth, useSandbox } from "./support/sandbox.ts";

const vk = useSandbox();

function environment() {
  return { OINT_VK_API_URL: vk.sandbox.apiUrl, OINT_VK_AUTH: JSON.stringify(auth) };
}

/** Starts a command whose temporary files have a folder of their own. */
function running(args: readonly string[]): RunningCommand & { readonly temporary: string } {
  const temporary = folder();
  const env = {
    ...environment(),
    OINT_CONFIG_FOLDER: join(temporary, "config"),
    TMPDIR: temporary,
  };
  return { temporary, ...start(process.execPath, [main, ...args], { env, cwd: temporary }) };
}

/** Waits until something is so. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(10);
}

/** How many bytes are stored in the temporary folders. */
function stored(temporary: string): number {
  const files = readdirSync(temporary).map(name => join(temporary, name, "file"));
  return files.reduce((sum, path) => sum + (existsSync(path) ? statSync(path).size : 0), 0);
}

describe.each(["SIGINT", "SIGTERM"] as const)("one %s ends", signal => {
  it.each([
    ["a text", ["vk", "createPost", "--text", "-"]],
    ["a structure", ["vk", "addProduct", "--product", "-"]],
    ["an array", ["vk", "getProductsByID", "--items", "-"]],
    ["an authorization structure", ["vk", "createPost", "--text", "a", "--auth", "-"]],
    ["the one of whoami", ["vk", "whoami", "--auth", "-"]],
    ["an address", ["vk", "login", "--kind", "user", "--app", "1", "--no-browser"]],
  ])("the reading of %s from standard input that does not end", async (_, args) => {
    const { child, ended, temporary } = running(args);
    child.stdin.write("begun");
    await sleep(700);
    child.kill(signal);
    expect(await ended).toMatchObject({ code: 130, stdout: "" });
    expect(readdirSync(temporary).filter(name => name.startsWith("oint-"))).toEqual([]);
  });

  it.each([
    ["shell's substitution", "vk whoami --auth <(exec sleep 3)"],
    ["named pipe", "vk addProduct --product p.json"],
  ])("the reading of a file that is a %s and does not end", async (_, words) => {
    const { child, ended } = start(
      "bash",
      ["-c", `mkfifo p.json; exec "${process.execPath}" "${main}" ${words}`],
      { cwd: folder(), env: environment() },
    );
    await sleep(700);
    child.kill(signal);
    const asked = Date.now();
    expect(await new Promise(done => child.once("exit", done))).toBe(130);
    expect(Date.now() - asked).toBeLessThan(1500);
    child.stdout.destroy();
    child.stderr.destroy();
    await ended;
  });

  it("the storing of a picture from standard input, and its folder goes", async () => {
    const { child, ended, temporary } = running(["vk", "createPost", "--text", "a", "--pictures", "-"]);
    child.stdin.write(png().subarray(0, 50));
    await until(() => stored(temporary) > 0);
    child.kill(signal);
    expect(await ended).toEqual({ code: 130, stdout: "", stderr: "" });
    expect(readdirSync(temporary)).toEqual([]);
  });

  it("the storing of a picture from an address, and its folder goes", async () => {
    const server = createServer((_, response) => void response.write(png().subarray(0, 50))).listen(0);
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const { port } = server.address() as AddressInfo; // it listens on a port
    const address = `http://localhost:${port}/a.png`;
    const { child, ended, temporary } = running(["vk", "createPost", "--text", "a", "--pictures", address]);
    await until(() => stored(temporary) > 0);
    child.kill(signal);
    expect(await ended).toEqual({ code: 130, stdout: "", stderr: "" });
    expect(readdirSync(temporary)).toEqual([]);
  });

  it("an upload of what was stored, and its folder goes", async () => {
    const { child, ended, temporary } = running(["vk", "uploadVideoToServer", "--file", "-", "--title", "a"]);
    vk.sandbox.fail({ on: "video.save", fault: { delay: 10_000 } });
    child.stdin.end(mp4());
    await until(() => stored(temporary) > 0);
    await sleep(300);
    child.kill(signal);
    expect(await ended).toMatchObject({ code: 130, stdout: "" });
    expect(readdirSync(temporary)).toEqual([]);
  });

  it("the waiting for a sandbox or for profiles that another command has", async () => {
    const place = folder();
    const env = { ...environment(), OINT_SANDBOX_FOLDER: place, OINT_CONFIG_FOLDER: place };
    const release = await lockfile.lock(place);
    for (const words of [
      ["vk", "getProductList", "--sandbox"],
      ["sandbox", "--folder", place, "--port", "0"],
      ["vk", "login", "--kind", "service", "--app", "1", "--secret", "s"],
    ]) {
      const { child, ended } = start(process.execPath, [main, ...words], { env });
      await sleep(700);
      child.kill(signal);
      expect({ words, ...(await ended) }).toEqual({ words, code: 130, stdout: "", stderr: "" });
    }
    await release();
  });

  it("the waiting for the reader of a pipe", async () => {
    const { child, ended } = start(
      "bash",
      ["-c", `mkfifo p; exec "${process.execPath}" "${main}" vk createTokenRetrievalLink --app 1 --out p`],
      { cwd: folder() },
    );
    await sleep(700);
    child.kill(signal);
    expect(await ended).toEqual({ code: 130, stdout: "", stderr: "" });
  });
});

describe("in the library", () => {
  it("an abort ends the storing of a stream, and closes it", async () => {
    const stop = new AbortController();
    const stream = new Readable({ read() {} });
    stream.push(png().subarray(0, 50));
    setTimeout(() => stop.abort(), 100);
    const call = vk.call(() => OPI_VK.createPost("a", [stream], false, "", auth), { signal: stop.signal });
    await expect(call).rejects.toMatchObject({ name: "AbortError" });
    expect(stream.destroyed).toBe(true);
  });

  it.each([
    [
      "throws",
      () => {
        throw new Error("of the listener");
      },
    ],
    [
      "rejects",
      async () => {
        throw new Error("of the listener");
      },
    ],
  ])(
    "a listener of progress that %s fails the upload with its own error, and nothing is published",
    async (_, onProgress) => {
      const before = vk.sandbox.calls.length;
      const call = vk.call(() => OPI_VK.createPost("a", [png(2000, 2000)], false, "", auth), { onProgress });
      await expect(call).rejects.toThrow("of the listener");
      const methods = vk.sandbox.calls.slice(before).map(({ method }) => method);
      expect(methods).toContain("photos.getWallUploadServer");
      expect(methods.filter(item => /saveWallPhoto|wall\.post/.test(item))).toEqual([]);
    },
  );
});
