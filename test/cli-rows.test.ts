import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { readSheet } from "read-excel-file/node";
import { describe, expect, it, onTestFinished } from "vitest";
import { type SandboxOptions, startSandbox } from "../src/sandbox/index.ts";
import { folder, main, type Outcome, oint, start } from "./support/command.ts";
import { png } from "./support/pictures.ts";
import { auth, useSandbox } from "./support/sandbox.ts";
import { serve } from "./support/serve.ts";

const vk = useSandbox();
const data = resolve("test/data/rows");

const environment = (apiUrl = vk.sandbox.apiUrl) => ({
  OINT_VK_API_URL: apiUrl,
  OINT_VK_AUTH: JSON.stringify(auth),
});

/** Runs a command of the VK API on rows, in a folder of its own. */
function rows(cwd: string, words: string, input = ""): Promise<Outcome> {
  return oint(["vk", ...words.split(" "), "--rps", "1000"], { cwd, env: environment(), input });
}

interface JournalLine {
  readonly key?: string | number;
  readonly status?: string;
  readonly guid?: string;
  readonly random_id?: number;
  readonly [name: string]: unknown;
}

function journal(cwd: string, name = "posts.csv.journal.jsonl"): JournalLine[] {
  const path = join(cwd, name);
  if (!existsSync(path)) return [];
  // The last line may be being written.
  return readFileSync(path, "utf8")
    .split("\n")
    .slice(0, -1)
    .map(line => JSON.parse(line) as JournalLine);
}

const statuses = (cwd: string, name?: string) => journal(cwd, name).map(({ status }) => status);
const count = (cwd: string, status: string) => statuses(cwd).filter(found => found === status).length;

/** The parameters of the calls of a method since the sandbox was cleared of them. */
const callsOf = (method: string) => vk.sandbox.calls.filter(call => call.method === method);

/** The texts of the posts on the wall of a community. */
async function wall(owner: number, apiUrl = vk.sandbox.apiUrl): Promise<string[]> {
  const texts: string[] = [];
  for (let offset = 0; ; offset += 100) {
    const body = new URLSearchParams({
      access_token: "t",
      v: "5.199",
      owner_id: String(owner),
      count: "100",
      offset: String(offset),
    });
    const response = await fetch(`${apiUrl}/wall.get`, { method: "POST", body });
    const { items } = ((await response.json()) as { response: { items: { text: string }[] } }).response;
    texts.push(...items.map(({ text }) => text));
    if (items.length < 100) return texts;
  }
}

/** A table of posts with these texts. */
const table = (texts: readonly string[]) => `text\n${texts.join("\n")}\n`;
const numbered = (total: number, word: string) => Array.from({ length: total }, (_, i) => `${word} ${i + 1}`);

/** Waits until something is so. */
async function until(isSo: () => boolean): Promise<void> {
  const end = performance.now() + 20_000;
  while (!isSo()) {
    if (performance.now() > end) throw new Error("it has not become so");
    await sleep(5);
  }
}

/** A sandbox of its own, and a command on rows in it that is under way. */
async function slowly(options: SandboxOptions) {
  const sandbox = await startSandbox({ rps: 0, ...options });
  onTestFinished(() => sandbox.close());
  const running = (cwd: string, words: string) => {
    const env = environment(sandbox.apiUrl);
    const { child, ended } = start(process.execPath, [main, "vk", ...words.split(" ")], { cwd, env });
    child.stdin.end();
    onTestFinished(() => void child.kill("SIGKILL"));
    return { child, ended };
  };
  return { sandbox, running };
}

describe("rows of a file", () => {
  it.each([
    ["commas", "posts.csv", "text,url\n«Один»,https://vk.com/\n"],
    ["semicolons and a byte order mark", "posts.csv", "\uFEFFText;URL\r\n«Один»;https://vk.com/\r\n"],
    ["tabs", "posts.tsv", "text\turl\n«Один»\thttps://vk.com/\n"],
    [
      "windows-1251",
      "posts.csv",
      Buffer.from("746578743b75726c0aabcee4e8edbb3b68747470733a2f2f766b2e636f6d2f0a", "hex"),
    ],
    ["JSON", "posts.json", '[{"text": "«Один»", "url": "https://vk.com/"}]'],
    ["JSON lines", "posts.jsonl", '{"text": "«Один»", "url": "https://vk.com/"}\n'],
  ])("come from %s", async (_, name, content) => {
    const cwd = folder({ [name]: content });
    const { code, stdout, stderr } = await rows(cwd, `createPost --rows ${name} --test --format jsonl`);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const { requests } = JSON.parse(stdout) as { requests: [{ parameters: object }] };
    expect(requests[0].parameters).toMatchObject({ message: "«Один»", attachments: "https://vk.com/" });
    expect(readdirSync(cwd)).toEqual([name]);
  });

  it("keep the line breaks in quotes, and are told by the line where they begin", async () => {
    const cwd = folder({ "posts.csv": 'text,url\n"two\nlines",\nb,wrong\n' });
    const wrong = await rows(cwd, "createPost --rows posts.csv");
    expect(wrong.stderr).toContain('oint: line 4, url: got "wrong"');
    const right = await rows(cwd, "createPost --rows posts.csv --test --column url=");
    expect(right.stdout).toContain("two\\nlines");
  });

  it("come from standard input, and the same input goes on with its journal", async () => {
    const cwd = folder();
    const first = await rows(cwd, "createPost --rows -", '[{"text": "piped"}]');
    expect(first).toMatchObject({
      code: 0,
      stderr: "oint: 1 rows: 1 done, 0 done before, 0 failed, 0 unknown, 0 left\n",
    });
    const again = await rows(cwd, "createPost --rows -", '[{"text": "piped"}]');
    expect(again.stderr).toContain("0 done, 1 done before");
    const other = await rows(cwd, "createPost --rows -", "text\npiped too\n");
    expect(other.stderr).toContain("1 done, 0 done before");
    expect(readdirSync(cwd)).toHaveLength(2);
    expect((await wall(-218861756)).filter(text => text.startsWith("piped"))).toHaveLength(2);
  });

  it("take the numbers and the dates of a workbook of another program", async () => {
    const words =
      "createPost --rows posts.xlsx --column Текст=text --column Когда=date --test --format jsonl";
    const { stdout, stderr } = await rows(data, words);
    expect(stderr).toBe("");
    const plans = stdout
      .trim()
      .split("\n")
      .map(line => JSON.parse(line) as { line: number; requests: [{ parameters: Record<string, string> }] });
    const dates = [new Date(2030, 0, 15, 12, 30), new Date(2030, 0, 16), new Date(2030, 0, 17, 9, 0, 5)];
    expect(plans.map(({ line }) => line)).toEqual([2, 3, 5]);
    expect(
      plans.map(({ requests: [{ parameters }] }) => [parameters.message, Number(parameters.publish_date)]),
    ).toEqual(["Первая", "Вторая", "2026"].map((text, i) => [text, Number(dates[i]) / 1000]));
  });

  it("make 50 products with pictures of a workbook of another program", async () => {
    const cwd = folder({
      "products.xlsx": readFileSync(join(data, "products.xlsx")),
      "mug.png": png(400, 400),
    });
    const columns =
      "--column Описание=product.Description --column Цена=product.Price --column Поступил= --column Артикул=product.SKU";
    const words = `addProduct --rows products.xlsx ${columns} --key Артикул --report done.xlsx`;
    const { code, stderr } = await rows(cwd, words);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: "oint: 50 rows: 50 done, 0 done before, 0 failed, 0 unknown, 0 left\n",
    });
    const added = callsOf("market.add").map(({ params }) => params);
    expect(added.map(({ name }) => name).toSorted()).toEqual(numbered(50, "Кружка №").toSorted());
    expect(added.find(({ name }) => name === "Кружка № 7")).toMatchObject({ price: "1497.5", sku: "A-007" });
    expect(new Set(added.map(({ main_photo_id }) => main_photo_id)).size).toBe(50);
    const [head, first] = await readSheet(join(cwd, "done.xlsx"));
    expect(head?.slice(-3)).toEqual(["status", "result", "error"]);
    expect(first?.slice(0, 2)).toEqual(["A-001", "Кружка № 1"]);
    expect(first?.at(-3)).toBe("done");
  });
});

describe("the check before the first row is sent", () => {
  it("lists every wrong row with line, heading, value and what is right, and sends nothing", async () => {
    const cwd = folder({ "posts.csv": "Текст,url\nok,\nb,first\n,second\n" });
    const before = vk.sandbox.calls.length;
    const { code, stdout, stderr } = await rows(
      cwd,
      "createPost --rows posts.csv --column Текст=text --column url=url",
    );
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(
      'oint: line 3, url: got "first", expected a URL that begins with https:// or http://\n',
    );
    expect(stderr).toContain('oint: line 4, url: got "second"');
    expect(stderr).toContain("wrong rows: 2; nothing was sent");
    expect(vk.sandbox.calls).toHaveLength(before);
    expect(readdirSync(cwd)).toEqual(["posts.csv"]);
  });

  it("warns of rows that are the same, and refuses a key that stands twice", async () => {
    const cwd = folder({ "posts.csv": "id,text\n1,same\n1,same\n" });
    const test = await rows(cwd, "createPost --rows posts.csv --column id= --test");
    expect(test).toMatchObject({ code: 0, stderr: "oint: line 3 is the same as line 2\n" });
    const keyed = await rows(cwd, "createPost --rows posts.csv --column id= --key id");
    expect(keyed.code).toBe(2);
    expect(keyed.stderr).toContain('line 3, id: "1" identifies line 2 too');
  });

  it.each([
    ["an unknown column", { "a.csv": "txt\na\n" }, 'the column "txt" is no option'],
    ["a heading that stands twice", { "a.csv": "text,text\na,b\n" }, 'two columns have the heading "text"'],
    ["two columns for one option", { "a.csv": "text,Text\na,b\n" }, "are the same option"],
    ["a row with too many cells", { "a.csv": "text,url\na,,b\n" }, "a.csv, line 2: "],
    ["no rows", { "a.csv": "text\n" }, "a.csv has no rows"],
    ["no file", {}, "a.csv: there is no such file"],
    [
      "a key that only a later object has",
      { "a.json": '[{"text": "a"}, {"text": "b", "oops": 1}]' },
      '"oops"',
    ],
    ["JSON that ends too early", { "a.json": '[{"text": ' }, "a.json, line 1: "],
    ["what is not an object", { "a.jsonl": '{"text": "a"}\n5\n' }, "a.jsonl, line 2: expected an object"],
    ["what is no workbook", { "a.xlsx": "garbage" }, "a.xlsx, line 1: "],
    ["another format", { "a.doc": "garbage" }, "expected a file that ends in .csv"],
  ])("refuses %s", async (_, files, message) => {
    const cwd = folder(files);
    const [name = "a.csv"] = Object.keys(files);
    const { code, stderr } = await rows(cwd, `createPost --rows ${name}`);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });

  it("refuses the format of a report that is no table, before anything is sent", async () => {
    const cwd = folder({ "posts.csv": "text\nnot sent\n" });
    const { code, stderr } = await rows(cwd, "createPost --rows posts.csv --report report.yaml");
    expect(code).toBe(2);
    expect(stderr).toContain("expected a file that ends in .csv, .xlsx, .jsonl");
    expect(await wall(-218861756)).not.toContain("not sent");
  });
});

describe("a mailing of rows", () => {
  it("has failed where nobody got the message, and is unknown where some did", async () => {
    const cwd = folder({ "mail.csv": "recipients,text\n100002,Hi\n100003,Hi\n100002;100003,Both\n" });
    const { code, stdout, stderr } = await rows(cwd, "sendMessage --rows mail.csv --format jsonl");
    const outcomes = stdout
      .trim()
      .split("\n")
      .map(line => JSON.parse(line));
    expect(outcomes.map(({ line, status }) => [line, status]).sort()).toEqual([
      [2, "done"],
      [3, "failed"],
      [4, "unknown"],
    ]);
    expect(outcomes.find(({ line }) => line === 3).error.error_msg).toContain(
      "failed: 1 of 1; the first with error 901",
    );
    expect(code, stderr).toBe(6);
    // A repetition sends the rest with the same key, so nobody gets a message twice.
    await rows(cwd, "sendMessage --rows mail.csv");
    const history = await rows(cwd, "getMessages --peer 100002 --query [].text");
    expect(JSON.parse(history.stdout)).toEqual(["Both", "Hi"]);
  });

  it("is refused with one key for all rows, and nothing is sent", async () => {
    const cwd = folder({ "mail.csv": "recipients,text\n100002,Hi\n100004,Hi\n" });
    const before = vk.sandbox.calls.length;
    const { code, stderr } = await rows(cwd, "sendMessage --rows mail.csv --param random_id=5");
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining("random_id: is made for each row"),
    });
    expect(vk.sandbox.calls).toHaveLength(before);
  });
});

describe("the journal", () => {
  it("holds the key of a row before it is sent, and its end after it", async () => {
    const cwd = folder({ "posts.csv": "text\njournaled\n" });
    expect(await rows(cwd, "createPost --rows posts.csv")).toMatchObject({ code: 0 });
    const [header, begun, done] = journal(cwd);
    expect(header).toMatchObject({ oint: "rows", operation: "createPost" });
    expect(begun).toMatchObject({ key: 1, status: "begun", guid: vk.last("wall.post").guid });
    expect(done).toMatchObject({
      key: 1,
      status: "done",
      result: { response: { post_id: expect.any(Number) } },
    });
    expect(existsSync(join(cwd, "posts.csv.journal.jsonl.lock"))).toBe(false);
  });

  it("notices a row that was changed after it was sent, and does new rows only", async () => {
    const cwd = folder({ "posts.csv": table(["kept 1", "kept 2"]) });
    await rows(cwd, "createPost --rows posts.csv");
    writeFileSync(join(cwd, "posts.csv"), table(["kept 1", "kept 2", "kept 3"]));
    expect((await rows(cwd, "createPost --rows posts.csv")).stderr).toContain("1 done, 2 done before");
    writeFileSync(join(cwd, "posts.csv"), table(["kept 1", "changed", "kept 3"]));
    const changed = await rows(cwd, "createPost --rows posts.csv");
    expect(changed).toMatchObject({ code: 2, stdout: "" });
    expect(changed.stderr).toContain("line 3 was changed after it was sent");
    expect((await wall(-218861756)).filter(text => /^(kept|changed)/.test(text))).toHaveLength(3);
  });

  it("finds rows by their key, whatever their order", async () => {
    const cwd = folder({ "posts.csv": "id,text\na,by key 1\nb,by key 2\n" });
    const words = "createPost --rows posts.csv --column id= --key id";
    expect(await rows(cwd, words)).toMatchObject({ code: 0 });
    writeFileSync(join(cwd, "posts.csv"), "id,text\nc,by key 3\nb,by key 2\na,by key 1\n");
    const again = await rows(cwd, words);
    expect(again.stderr).toContain("1 done, 2 done before");
    expect(JSON.parse(again.stdout)).toMatchObject([{ line: 2, key: "c", status: "done" }]);
  });

  it("is of one operation, and no other file is written over", async () => {
    const cwd = folder({
      "posts.csv": "text\na\n",
      "precious.txt": "no line break",
      "other.txt": "one\ntwo\n",
    });
    for (const name of ["precious.txt", "other.txt"]) {
      const { code, stderr } = await rows(cwd, `createPost --rows posts.csv --journal ${name}`);
      expect(stderr).toContain(`${name} is not a journal of rows`);
      expect(code).toBe(2);
    }
    expect(readFileSync(join(cwd, "precious.txt"), "utf8")).toBe("no line break");
    writeFileSync(join(cwd, "j.jsonl"), '{"oint":"rows","id":"x","operation":"likes.add"}\n');
    const { stderr } = await rows(cwd, "createPost --rows posts.csv --journal j.jsonl");
    expect(stderr).toContain("j.jsonl is the journal of likes.add, not of createPost");
  });

  it("does failed rows again when asked, and reports what became of each", async () => {
    const cwd = folder({ "posts.csv": table(["fails", "passes"]) });
    vk.sandbox.fail({ on: "wall.post", fault: { error: 214 } });
    const words = "createPost --rows posts.csv --concurrency 1 --report report.csv";
    const first = await rows(cwd, words);
    expect(first.code).toBe(6);
    expect(first.stderr).toContain("2 rows: 1 done, 0 done before, 1 failed");
    const failed = readFileSync(join(cwd, "report.csv"), "utf8").split("\r\n");
    expect(failed[0]).toBe("text,status,result,error");
    expect(failed[1]).toMatch(/^fails,failed,,.*214|^fails,failed,,./);
    expect(failed[2]).toMatch(/^passes,done,"\{""response/);

    expect(await rows(cwd, words)).toMatchObject({ code: 6, stdout: "[]\n" });
    const again = await rows(cwd, "createPost --rows posts.csv --retry-failed --report report.jsonl");
    expect(again.code).toBe(0);
    const report = readFileSync(join(cwd, "report.jsonl"), "utf8").trim().split("\n");
    expect(report.map(line => JSON.parse(line))).toMatchObject([
      { text: "fails", status: "done" },
      { text: "passes", status: "done" },
    ]);
  });

  it("stops after --max-errors", async () => {
    const cwd = folder({ "posts.csv": table(numbered(10, "max")) });
    vk.sandbox.fail({ on: "wall.post", times: 2, fault: { error: 214 } });
    const { code, stderr } = await rows(cwd, "createPost --rows posts.csv --concurrency 1 --max-errors 2");
    expect(code).toBe(6);
    expect(stderr).toContain("10 rows: 0 done, 0 done before, 2 failed, 0 unknown, 8 left");
  });

  it.each([
    [5, 1],
    [14, 4],
  ])("stops at once with VK's error %i, and the rows are done the next time", async (error, exit) => {
    const cwd = folder({ "posts.csv": table(numbered(100, `stop ${error},`)) });
    const before = vk.sandbox.calls.length;
    vk.sandbox.fail({ on: "wall.post", after: 3, fault: { error } });
    const stopped = await rows(cwd, "createPost --rows posts.csv --concurrency 2 --report report.csv");
    expect(stopped.code).toBe(exit);
    expect(vk.sandbox.calls.length - before).toBeLessThan(10);
    expect(statuses(cwd)).toContain("undone");
    expect(statuses(cwd)).not.toContain("failed");
    expect(readFileSync(join(cwd, "report.csv"), "utf8")).toContain(`"stop ${error}, 1",done`);
    expect(await rows(cwd, "createPost --rows posts.csv")).toMatchObject({ code: 0 });
    expect((await wall(-218861756)).filter(text => text.startsWith(`stop ${error},`))).toHaveLength(100);
  });

  it("stops when VK is not reached, and the rows are done the next time", async () => {
    const cwd = folder({ "posts.csv": table(numbered(20, "offline")) });
    const words = ["vk", "createPost", "--rows", "posts.csv", "--concurrency", "1", "--retries", "0"];
    const env = environment("http://127.0.0.1:9/method");
    const { code, stderr } = await oint(words, { cwd, env });
    expect(code).toBe(3);
    expect(stderr).toContain("0 failed, 0 unknown, 20 left");
    expect(count(cwd, "undone")).toBe(3);
    expect(await rows(cwd, "createPost --rows posts.csv")).toMatchObject({ code: 0 });
    expect((await wall(-218861756)).filter(text => text.startsWith("offline"))).toHaveLength(20);
  });
});

it("sends 25 calls a request where a method may stand in execute", async () => {
  const cwd = folder({ "posts.csv": table(numbered(1, "liked")) });
  const { stdout } = await rows(
    cwd,
    "createPost --rows posts.csv --query [0].result.response.post_id --format json",
  );
  const item = Number(/\d+/.exec(stdout)?.[0]);
  writeFileSync(
    join(cwd, "likes.csv"),
    `type;item-id;note\n${Array.from({ length: 100 }, (_, i) => `post;${item};${i}\n`).join("")}`,
  );
  let requests = 0;
  const counting = await serve(async (request, response) => {
    requests++;
    const body = await new Response(request as unknown as ReadableStream).text();
    const forwarded = await fetch(`${vk.sandbox.apiUrl}${request.url}`, {
      method: "POST",
      body,
      headers: { "content-type": "application/x-www-form-urlencoded" },
    });
    response.end(await forwarded.text());
  });
  const words = "likes.add --rows likes.csv --column note= --owner_id -218861756";
  const { code, stderr } = await oint(["vk", ...words.split(" ")], { cwd, env: environment(counting) });
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: "oint: 100 rows: 100 done, 0 done before, 0 failed, 0 unknown, 0 left\n",
  });
  expect(requests).toBe(4);
});

describe("a process that dies", () => {
  it("five times among 500 posts leaves no post out and makes none twice", async () => {
    const { sandbox, running } = await slowly({ latency: 20 });
    const texts = numbered(500, "quarter");
    const cwd = folder({ "posts.csv": table(texts) });
    for (let kill = 1; kill <= 5; kill++) {
      const { child, ended } = running(cwd, "createPost --rows posts.csv --concurrency 8 --rps 1000");
      const wanted = count(cwd, "done") + 20;
      await until(() => count(cwd, "done") >= wanted);
      child.kill("SIGKILL");
      await ended;
    }
    const sent = count(cwd, "done");
    expect(sent).toBeLessThan(500);
    const last = await running(cwd, "createPost --rows posts.csv --rps 1000").ended;
    expect(last.code).toBe(0);
    expect((await wall(-218861756, sandbox.apiUrl)).toSorted()).toEqual(texts.toSorted());
  });

  it("leaves what must not be repeated unknown, until that is asked for", async () => {
    const { sandbox, running } = await slowly({});
    sandbox.fail({ on: "board.addTopic", fault: { delay: 3000 } });
    const cwd = folder({ "posts.csv": "title,text\nOne,Hello\nTwo,Hello\n" });
    const words = "createDiscussion --rows posts.csv --concurrency 1";
    const { child, ended } = running(cwd, words);
    await until(() => count(cwd, "begun") > 0);
    child.kill("SIGKILL");
    await ended;

    const next = await running(cwd, `${words} --report report.jsonl`).ended;
    expect(next.code).toBe(6);
    expect(next.stderr).toContain("2 rows: 1 done, 0 done before, 0 failed, 1 unknown, 0 left");
    expect(readFileSync(join(cwd, "report.jsonl"), "utf8")).toContain(
      '"title":"One","text":"Hello","status":"unknown"',
    );
    const last = await running(cwd, `${words} --repeat-unknown`).ended;
    expect(last.stderr).toContain("2 rows: 1 done, 1 done before, 0 failed, 0 unknown, 0 left");
    expect(last.code).toBe(0);
  });

  it("gives its journal to the next one at once; one that lives does not", async () => {
    const { running } = await slowly({ latency: 200 });
    const cwd = folder({ "posts.csv": table(numbered(50, "held")) });
    const { child, ended } = running(cwd, "createPost --rows posts.csv --concurrency 1");
    await until(() => count(cwd, "begun") > 0);
    const second = await running(cwd, "createPost --rows posts.csv --report report.csv").ended;
    expect(second.code).toBe(2);
    expect(second.stderr).toContain(`is in use by process ${child.pid} on ${hostname()}`);
    expect(second.stderr).not.toContain("rows:");
    expect(existsSync(join(cwd, "report.csv"))).toBe(false);
    child.kill("SIGKILL");
    await ended;
    expect(readdirSync(cwd)).toContain("posts.csv.journal.jsonl.lock");
    expect(await running(cwd, "createPost --rows posts.csv").ended).toMatchObject({ code: 0 });
  });

  it("by Ctrl-C finishes what is under way, and goes on the next time", async () => {
    const { sandbox, running } = await slowly({ latency: 50 });
    const texts = numbered(60, "interrupted");
    const cwd = folder({ "posts.csv": table(texts) });
    const { child, ended } = running(cwd, "createPost --rows posts.csv --concurrency 4");
    await until(() => count(cwd, "done") > 3);
    child.kill("SIGINT");
    const { code, stderr } = await ended;
    expect(code).toBe(130);
    expect(stderr).toMatch(/60 rows: \d+ done, .* 0 failed, 0 unknown, \d+ left/);
    expect(count(cwd, "begun")).toBe(count(cwd, "done"));
    expect(count(cwd, "done")).toBeLessThan(60);
    expect(await running(cwd, "createPost --rows posts.csv").ended).toMatchObject({ code: 0 });
    expect((await wall(-218861756, sandbox.apiUrl)).toSorted()).toEqual(texts.toSorted());
  });
});
