import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { addressesOf, folder, main, oint, type RunOptions, start } from "./support/command.ts";
import { auth, useSandbox } from "./support/sandbox.ts";

const vk = useSandbox({ rps: 0 });

let place: string;
let state: string;

beforeEach(() => {
  vk.sandbox.reset();
  place = folder();
  state = join(place, "events.jsonl");
});

const env = (): RunOptions["env"] => ({
  ...addressesOf(vk.sandbox),
  OINT_VK_AUTH: JSON.stringify(auth),
  XDG_STATE_HOME: place,
});
const args = (...more: string[]) => ["vk", "listen", "--events", "message_new", "--state", state, ...more];
const listen = (...more: string[]) => oint(args(...more), { env: env() ?? {} });
const say = (text: string, from_id = 100_002) => vk.sandbox.act("message_new", { text, from_id });
/** Lets a listener begin, so that what happens next is an event for it. */
const begin = () => listen("--idle", "0.05");
const textsOf = (lines: string) =>
  lines
    .split("\n")
    .filter(line => line !== "")
    .map(line => (JSON.parse(line) as { object: { message: { text: string } } }).object.message.text);

/** A program that does what the script says with the event on standard input. */
function program(script: string): string {
  const path = join(place, "program.mjs");
  writeFileSync(
    path,
    `import { appendFileSync, readFileSync } from "node:fs";\nconst event = JSON.parse(readFileSync(0, "utf8"));\nconst log = text => appendFileSync(${JSON.stringify(join(place, "log"))}, text + "\\n");\n${script}\n`,
  );
  return `"${process.execPath}" "${path}"`;
}
const log = () => readFileSync(join(place, "log"), "utf8").trim().split("\n");

describe("oint vk listen", () => {
  it("switches the events on, prints each as a line of JSON, and ends after --count", async () => {
    const { ended } = start(process.execPath, [main, ...args("--count", "2")], { env: env() ?? {} });
    await expect.poll(() => existsSync(state) && readFileSync(state, "utf8")).toContain('"ts"');
    for (const text of ["1", "2", "3"]) say(text);
    const { code, stdout, stderr } = await ended;
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: "oint: long poll: switched on at VK for community 218861756: Long Poll, 5.199, message_new\n",
    });
    expect(textsOf(stdout)).toEqual(["1", "2"]);
    expect(textsOf((await listen("--count", "1")).stdout)).toEqual(["3"]);
  });

  it("keeps its state in the user's state folder, and ends with --idle", async () => {
    const { code } = await oint(["vk", "listen", "--idle", "0.1"], { env: env() ?? {} });
    expect(code).toBe(0);
    expect(existsSync(join(place, "oint", "events", "218861756-127.0.0.1.jsonl"))).toBe(true);
  });

  it("gives an event again that no one read", async () => {
    await begin();
    say("1");
    const { child, ended } = start(process.execPath, [main, ...args()], { env: env() ?? {} });
    child.stdout.destroy();
    expect((await ended).code).toBe(0);
    expect(textsOf((await listen("--count", "1")).stdout)).toEqual(["1"]);
  });

  it("gives events to a program: the event on standard input, its main fields in the environment", async () => {
    await begin();
    say("Hello");
    const command = program(
      "const { OINT_EVENT_TYPE, OINT_PEER_ID, OINT_FROM_ID, OINT_TEXT, OINT_GROUP_ID } = process.env; log([OINT_EVENT_TYPE, OINT_PEER_ID, OINT_FROM_ID, OINT_TEXT, OINT_GROUP_ID, event.object.message.text].join())",
    );
    expect(await listen("--count", "1", "--exec", command)).toMatchObject({ code: 0, stderr: "" });
    expect(log()).toEqual(["message_new,100002,100002,Hello,218861756,Hello"]);
  });

  it("tries a program again, keeps what fails at last, and replays it", async () => {
    await begin();
    for (const text of ["good", "bad"]) say(text);
    const failing = program(
      'log(event.object.message.text); process.exit(event.object.message.text === "bad" ? 7 : 0)',
    );
    const { code, stderr } = await listen("--count", "2", "--retries", "1", "--exec", failing);
    expect(code).toBe(6);
    expect(log()).toEqual(["good", "bad", "bad"]);
    const file = `${state}.failed`;
    expect(stderr).toMatch(/ended with 7; again in \d+ ms\n.*ended with 7; it is kept in .*\.failed\n$/s);

    const again = await listen("--replay", file, "--exec", failing);
    expect(again).toMatchObject({ code: 6, stderr: `oint: 0 done again, 1 kept in ${file}\n` });
    const fixed = await listen(
      "--replay",
      file,
      "--exec",
      program('log("fixed " + event.object.message.text)'),
    );
    expect(fixed).toMatchObject({ code: 0, stderr: `oint: 1 done again, 0 kept in ${file}\n` });
    expect(log().slice(3)).toEqual(["bad", "fixed bad"]);
    expect(existsSync(file)).toBe(false);
  });

  it("posts events to a URL, and takes 2xx for done", async () => {
    await begin();
    say("Hello");
    const received: string[] = [];
    const server = createServer(async (request, response) => {
      let body = "";
      for await (const chunk of request) body += chunk;
      received.push(`${request.headers["x-retry-counter"]} ${textsOf(body)}`);
      response.writeHead(received.length === 1 ? 503 : 204).end();
    });
    onTestFinished(() => void server.close());
    await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/vk`;
    const { code, stderr } = await listen("--count", "1", "--forward", url);
    expect(stderr).toMatch(/HTTP status 503; again in/);
    expect({ code, received }).toEqual({ code: 0, received: ["0 Hello", "1 Hello"] });
  });

  it("lets the program end when it is stopped by SIGTERM", async () => {
    await begin();
    for (const text of ["1", "2"]) say(text);
    const command = program(
      'log("begun " + event.object.message.text); setTimeout(() => log("ended " + event.object.message.text), 400)',
    );
    const { child, ended } = start(process.execPath, [main, ...args("--exec", command)], {
      env: env() ?? {},
    });
    while (!existsSync(join(place, "log"))) await new Promise(resolve => setTimeout(resolve, 10));
    child.kill("SIGTERM");
    expect((await ended).code).toBe(0);
    expect(log()).toEqual(["begun 1", "ended 1"]);
    expect(textsOf((await listen("--count", "1")).stdout)).toEqual(["2"]);
  });

  it("refuses what cannot be, and sends nothing", async () => {
    const before = vk.sandbox.calls.length;
    expect(await listen("--exec", "true", "--forward", "http://127.0.0.1/")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("--exec and --forward exclude each other"),
    });
    expect((await listen("--forward", "localhost")).stderr).toContain('forward: got "localhost"');
    expect((await listen("--count", "0")).stderr).toContain(
      'count: got "0", expected a whole number of at least 1',
    );
    expect((await listen("--replay", join(place, "none"))).stderr).toContain("cannot be read (ENOENT)");
    expect(vk.sandbox.calls).toHaveLength(before);
  });
});
