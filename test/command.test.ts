import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { root } from "../src/cli/commands/index.ts";
import { functionCommand } from "../src/cli/commands/vk/function.ts";
import { type Command, type CommandGroup, isGroup } from "../src/cli/framework/command.ts";
import { helpOf } from "../src/cli/framework/help.ts";
import { functions } from "../src/invoke/manifest.ts";
import { folder, type Outcome, oint } from "./support/command.ts";
import { png } from "./support/pictures.ts";
import { auth, token, useSandbox } from "./support/sandbox.ts";

const vk = useSandbox();
const authText = JSON.stringify(auth);

/** Runs a function on the sandbox of the tests. */
async function call(
  args: readonly string[],
  options: { env?: Record<string, string>; cwd?: string; input?: string | Uint8Array } = {},
): Promise<Outcome> {
  const env = { OINT_VK_API_URL: vk.sandbox.apiUrl, OINT_VK_AUTH: authText, ...options.env };
  const outcome = await oint(["vk", ...args], { ...options, env });
  expect(outcome.stdout + outcome.stderr).not.toContain(token);
  return outcome;
}

describe("an unchanged command line of OpenIntegrations", () => {
  const line = (name: string) => [
    "vk",
    name,
    "--text",
    "Post from autotest",
    "--pictures",
    "photo.png",
    "--ad",
    "true",
    "--url",
    "https://github.com/Bayselonarrend/OpenIntegrations",
    "--auth",
    "{'access_token':'***','owner_id':'-218861756','app_id':'51694790','group_id':'218861756'}",
  ];

  it.each(["CreatePost", "createPost", "create-post", "CREATEPOST", "СоздатьПост", "создатьпост"])(
    "%s",
    async name => {
      const cwd = folder({ "photo.png": png() });
      const { code, stdout, stderr } = await oint(line(name), {
        cwd,
        env: { OINT_VK_API_URL: vk.sandbox.apiUrl },
      });
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(JSON.parse(stdout)).toEqual({ response: { post_id: expect.any(Number) } });
      expect(vk.last("wall.post")).toMatchObject({
        message: "Post from autotest",
        attachments: expect.stringMatching(
          /^photo-218861756_\d+,https:\/\/github.com\/Bayselonarrend\/OpenIntegrations$/,
        ),
        mark_as_ads: "1",
        owner_id: "-218861756",
      });
    },
  );

  it("an alias, and short options", async () => {
    const { code } = await call(["CreateAdvertisingCampaign", "-c", "5", "-t", "Campaign", "-a", authText]);
    expect(code).toBe(0);
    expect(
      (await call(["createPost", "-t", "Short", "-a", "-u", "https://vk.com", "-h", authText])).code,
    ).toBe(0);
    expect(vk.last("wall.post")).toMatchObject({
      message: "Short",
      mark_as_ads: "1",
      attachments: "https://vk.com",
    });
  });
});

describe("options", () => {
  it("take texts that begin with a hyphen, hold quotes, several lines and equal signs", async () => {
    for (const text of ["- one\n- two", "--=x", "-5", 'a="b"', "ё".repeat(2000), " "]) {
      const args = text.startsWith("--") ? [`--text=${text}`] : ["--text", text];
      const { code, stderr } = await call(["createPost", ...args, "--url", "https://vk.com"]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(vk.last("wall.post").message).toBe(text);
    }
  });

  it.each([
    ["one value", ["--objects", "photo1_2"]],
    ["JSON", ["--objects", '["photo1_2"]']],
    ["JSON with single quotes", ["--objects", "['photo1_2']"]],
    ["a file", ["--objects", "objects.json"]],
  ])("take an array as %s", async (_, args) => {
    const cwd = folder({ "objects.json": '["photo1_2"]' });
    expect((await call(["createCompositePost", "--text", "a", ...args], { cwd })).code).toBe(0);
    expect(vk.last("wall.post").attachments).toBe("photo1_2");
  });

  it("take an array as a repeated option", async () => {
    await call([
      "createCompositePost",
      "--text",
      "a",
      "--objects",
      "photo1_2",
      "--objects",
      "photo1_3",
      "-o",
      "photo1_4",
    ]);
    expect(vk.last("wall.post").attachments).toBe("photo1_2,photo1_3,photo1_4");
  });

  it("read a text, a structure or a picture from standard input", async () => {
    const text = "From a pipe: \\n stays\nsecond line";
    expect((await call(["createPost", "--text", "-"], { input: text })).code).toBe(0);
    expect(vk.last("wall.post").message).toBe(text);
    expect((await call(["createPost", "--text", "a", "--pictures", "-"], { input: png() })).code).toBe(0);
    expect(vk.last("wall.post").attachments).toMatch(/^photo/);
    const product = "{'Name': 'Spoon', 'Description': 'Made of beech wood', 'Category': 20173}";
    expect((await call(["addProduct", "--product", "-"], { input: product })).code).toBe(0);
    expect(
      (
        await call(["deletePost", "--post", "1", "--auth", "-"], {
          input: '{"access_token":"x","group_id":5}',
        })
      ).code,
    ).toBe(1);
    expect(vk.last("wall.delete").owner_id).toBe("-5");
    const twice = await call(["createPost", "--text", "-", "--pictures", "-"], { input: "a" });
    expect(twice).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("only one of --text and --pictures"),
    });
  });

  it("put line breaks into a text, as the original does", async () => {
    await call(["createPost", "--text", String.raw`one\ntwo\\nthree C:\data`]);
    expect(vk.last("wall.post").message).toBe("one\ntwo\\nthree C:\\data");
  });

  it("send further parameters that the function's methods have, and no others", async () => {
    await call([
      "createPost",
      "--text",
      "a",
      "--param",
      "publish_date=4000000000",
      "--param",
      "from_group=0",
      "--param",
      "lang=en",
    ]);
    expect(vk.last("wall.post")).toMatchObject({ publish_date: "4000000000", from_group: "0", lang: "en" });
    const refused = await call(["deletePost", "--post", "1", "--param", "post_idd=2"]);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain(
      '--param: got "post_idd", expected one of owner_id, post_id; did you mean post_id?',
    );
    expect((await call(["deletePost", "--post", "1", "--param", "x"])).stderr).toContain(
      '--param: got "x", expected name=value',
    );
  });

  it("take a product from a file, and tell what is wrong in it", async () => {
    const product = {
      Name: "Spoon",
      Description: "Made of beech wood",
      Category: 20173,
      MainPhoto: "absent.png",
    };
    const cwd = folder({ "product.json": `\uFEFF${JSON.stringify(product)}` });
    const { code, stderr } = await call(["addProduct", "--product", "product.json"], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('--product.MainPhoto: got "absent.png", but there is no such file');
  });

  it("need nothing more for a function that has all it needs", async () => {
    expect((await call(["getOrderList"])).stdout).toBe("[]\n");
    const bare = await oint(["vk", "getOrderList"]);
    expect(bare).toMatchObject({ code: 2, stderr: expect.stringContaining("run oint vk login") });
  });

  it("take the authorization from a file, and it goes before the environment", async () => {
    const cwd = folder({ "auth.json": JSON.stringify({ access_token: token, group_id: 999 }) });
    expect((await call(["deletePost", "--post", "1", "--auth", "auth.json"], { cwd })).code).toBe(1);
    expect(vk.last("wall.delete").owner_id).toBe("-999");
    await call(["deletePost", "--post", "1"], { cwd, env: { OINT_VK_AUTH: "auth.json" } });
    expect(vk.last("wall.delete").owner_id).toBe("-999");
  });
});

describe("a wrong command line: exit code 2, a line that says what is right, nothing sent", () => {
  it.each<[string, string[], string]>([
    ["an unknown command", ["../vkk"], 'there is no function "../vkk"'],
    ["an unknown function", ["createPots"], 'there is no function "createPots"; did you mean createPost?'],
    ["an unknown Russian function", ["СоздатьПос"], "did you mean СоздатьПост?"],
    ["an unknown option", ["createPost", "--txt", "a"], "there is no option --txt; did you mean --text?"],
    ["an unknown short option", ["createPost", "-x", "a"], "there is no option -x"],
    ["a missing option", ["deletePost", "--test"], "missing required option --post (Post ID"],
    ["a missing value", ["createPost", "--text", "--ad"], "--text has no value"],
    ["a value too many", ["createPost", "--text", "a", "b"], 'unexpected argument "b"'],
    ["an option twice", ["createPost", "--text", "a", "--text", "b"], "--text: got 2 values, expected one"],
    [
      "bad JSON",
      ["createPost", "--text", "a", "--auth", "{'access_token' 'x'}"],
      "--auth: is not JSON (at line 1, column 17); expected an object",
    ],
    [
      "bad JSON in an array",
      ["createPost", "--text", "a", "--pictures", "['a'"],
      "--pictures: is not JSON (at line 1",
    ],
    [
      "a missing file",
      ["createPost", "--text", "a", "--auth", "absent.json"],
      '--auth: got "absent.json", but there is no such file',
    ],
    [
      "an array for a structure",
      ["createPost", "--text", "a", "--auth", "['x']"],
      "--auth: is not an object",
    ],
    ["no token", ["createPost", "--text", "a", "--auth", "{}"], "--auth: has no access_token"],
    [
      "a missing picture",
      ["createPost", "--text", "a", "--pictures", "absent.png"],
      '--pictures: got "absent.png", but there is no such file',
    ],
    ["a broken id", ["deletePost", "--post", "x1"], '--post: got "x1", expected an ID'],
    [
      "a day that does not exist",
      ["getStatistics", "--datefrom", "2025-02-30", "--dateto", "2025-03-01"],
      "--datefrom: got",
    ],
    [
      "a broken attachment",
      ["createCompositePost", "--text", "a", "--objects", "photo"],
      '--objects: got "photo", expected an attachment',
    ],
    [
      "a folder that is not there",
      ["deletePost", "--post", "1", "--out", "absent/result.json"],
      '--out: got "absent/result.json", but its folder does not exist',
    ],
    [
      "a folder as the result's file",
      ["deletePost", "--post", "1", "--out", "."],
      "which is a folder; expected a file",
    ],
    [
      "a broken setting",
      ["deletePost", "--post", "1", "--retries", "many"],
      '--retries: got "many", expected a whole number',
    ],
    [
      "a broken address",
      ["deletePost", "--post", "1", "--api-url", "vk"],
      '--api-url: got "vk", expected a URL',
    ],
    ...["timeout", "response-timeout", "connect-timeout", "idle-timeout"].flatMap(option =>
      ["0", "-1", "0.0001", "2147484", "1e10", "-Infinity", "NaN", "soon"].map(
        (value): [string, string[], string] => [
          `a broken time, --${option} ${value}`,
          ["deletePost", "--post", "1", `--${option}=${value}`],
          `--${option}: got "${value}", expected seconds, such as 30, up to 2147483, or Infinity for no limit`,
        ],
      ),
    ),
  ])("%s", async (_, args, message) => {
    const before = vk.sandbox.calls.length;
    const { code, stdout, stderr } = await call(args, { cwd: folder() });
    expect(stderr).toContain(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr.trim().split("\n").length, stderr).toBeLessThanOrEqual(2);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(vk.sandbox.calls.length).toBe(before);
  });

  it("no authorization at all", async () => {
    const { code, stderr } = await oint(["vk", "deletePost", "--post", "1"]);
    expect(code).toBe(2);
    expect(stderr).toContain(
      "missing required option --auth (Credentials). Set OINT_VK_AUTH, or run oint vk login.",
    );
  });

  it("a command that is a function, or almost one", async () => {
    expect((await oint(["createPost"])).stderr).toContain("did you mean oint vk createPost?");
    expect((await oint(["sandbx"])).stderr).toContain("did you mean sandbox?");
  });
});

it("a time can be the longest there is, or Infinity for none", async () => {
  for (const time of ["2147483", "Infinity"]) {
    const times = ["timeout", "response-timeout", "connect-timeout", "idle-timeout"].map(
      item => `--${item}=${time}`,
    );
    const { code, stderr } = await call(["uploadPhotoToServer", "--file", "photo.png", ...times], {
      cwd: folder({ "photo.png": png() }),
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  }
});

describe("exit codes", () => {
  it.each([
    [1, 15, "administrator"],
    [1, 100, "VK's message names it"],
    [4, 14, "captcha"],
    [4, 17, "validation"],
    [4, 24, "confirmation"],
    [5, 9, "Flood control"],
    [5, 29, "quota"],
  ])(
    "%i for VK's error %i, with VK's response on standard output and a line with a hint",
    async (exit, error, hint) => {
      vk.sandbox.fail({
        on: "wall.delete",
        fault: { error, extra: { redirect_uri: "https://id.vk.ru/not_robot_captcha?session_token=s" } },
      });
      const { code, stdout, stderr } = await call(["deletePost", "--post", "1"]);
      expect(code).toBe(exit);
      const response = JSON.parse(stdout).error;
      expect(response).toMatchObject({
        error_code: error,
        redirect_uri: expect.stringContaining("session_token=s"),
      });
      expect(stderr).toMatch(/^oint: wall\.delete: error \d+: .+ — .+\n$/);
      expect(stderr).toContain(hint);
    },
  );

  it("3 when VK is not reached, when its answer is of no use, and when an upload server fails", async () => {
    const gone = await call([
      "deletePost",
      "--post",
      "1",
      "--api-url",
      "http://127.0.0.1:1",
      "--retries",
      "0",
    ]);
    expect(gone).toMatchObject({
      code: 3,
      stdout: "",
      stderr: expect.stringContaining("wall.delete: not reached"),
    });
    vk.sandbox.fail({ on: "wall.delete", fault: { status: 502, body: "<html>\nBad gateway" } });
    const broken = await call(["deletePost", "--post", "1", "--retries", "0"]);
    expect(broken).toMatchObject({
      code: 3,
      stderr: expect.stringContaining("HTTP status 502 — it answered: <html> Bad gateway"),
    });
    vk.sandbox.fail({ on: "upload", fault: { body: '{"error":"ERR_UPLOAD_BAD_IMAGE_SIZE"}' } });
    const refused = await call(["createStory", "--picture", "a.png"], { cwd: folder({ "a.png": png() }) });
    expect(refused).toMatchObject({ code: 3, stderr: expect.stringContaining("ERR_UPLOAD_BAD_IMAGE_SIZE") });
  });

  it("130 when it is interrupted, and no half-written file is left", async () => {
    const server = createServer(() => {});
    await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const cwd = folder();
    const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { spawn } = await import("node:child_process");
    const { main } = await import("./support/command.ts");
    const args = [
      main,
      "vk",
      "deletePost",
      "--post",
      "1",
      "--out",
      "result.json",
      "--api-url",
      apiUrl,
      "--auth",
      authText,
    ];
    const child = spawn(process.execPath, args, { cwd, stdio: "ignore" });
    await new Promise(resolve => server.once("request", resolve));
    child.kill("SIGINT");
    expect(await new Promise(resolve => child.once("close", resolve))).toBe(130);
    expect(readdirSync(cwd)).toEqual([]);
  });
});

describe("results", () => {
  it("go to a file with --out, whole, and nowhere else", async () => {
    const cwd = folder();
    const { code, stdout } = await call(["createPost", "--text", "File", "--out", "result.json"], { cwd });
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
    expect(JSON.parse(readFileSync(join(cwd, "result.json"), "utf8"))).toHaveProperty("response.post_id");
    expect(readdirSync(cwd)).toEqual(["result.json"]);
  });

  it("of a list that VK does not show whole are what it shows; standard error tells so", async () => {
    const firstPage = { response: { count: 5, items: [{ id: 1 }, { id: 2 }, { id: 3 }] } };
    const rest = { response: { count: 5, items: [] } };
    let calls = 0;
    const server = createServer((_, response) =>
      response.end(JSON.stringify(calls++ === 0 ? firstPage : rest)),
    );
    await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const OINT_VK_API_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { code, stdout, stderr } = await call(["getProductList"], { env: { OINT_VK_API_URL } });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual(firstPage.response.items);
    expect(stderr).toBe(
      "oint: market.get: VK counts 5 items but returned 3; the rest are deleted or hidden: an administrator's token and the parameter with_disabled=1 show disabled products\n",
    );
  });

  it("leave an older file as it is when VK answers an error", async () => {
    const cwd = folder({ "result.json": "older" });
    const { code, stdout } = await call(["deletePost", "--post", "123456", "--out", "result.json"], { cwd });
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toHaveProperty("error.error_code", 104);
    expect(readFileSync(join(cwd, "result.json"), "utf8")).toBe("older");
    expect(readdirSync(cwd)).toEqual(["result.json"]);
  });

  it("are the function's own value where it makes no call", async () => {
    const link = await oint(["vk", "createTokenRetrievalLink", "--app", "51694790"]);
    expect(link.stdout).toMatch(/^https:\/\/oauth\.vk\.com\/authorize\?client_id=51694790&.*\n$/);
    const made = await oint(["vk", "getAuthParameters", "-g", "1", "-a", "2", "-t", "x"]);
    expect(JSON.parse(made.stdout)).toMatchObject({
      group_id: "1",
      owner_id: "-1",
      app_id: "2",
      access_token: "x",
    });
  });

  it("of a dry run are the requests, and nothing is sent", async () => {
    const before = vk.sandbox.calls.length;
    const { code, stdout } = await call(["createStory", "--picture", "a.png", "--test"], {
      cwd: folder({ "a.png": png() }),
    });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual([
      {
        request: "stories.getPhotoUploadServer",
        parameters: expect.objectContaining({ add_to_news: "1", access_token: "***" }),
      },
      {
        upload: expect.any(String),
        parameters: expect.objectContaining({ field: "file", name: "a.png", mime: "image/png" }),
      },
      {
        request: "stories.save",
        parameters: expect.objectContaining({ upload_results: expect.any(String) }),
      },
    ]);
    expect(vk.sandbox.calls.length).toBe(before);
  });

  it("stay alone on standard output with --debug; what is sent and received is on standard error", async () => {
    const { stdout, stderr } = await call(["createPost", "--text", "Debug", "--debug"]);
    expect(JSON.parse(stdout)).toHaveProperty("response.post_id");
    expect(stderr).toMatch(/> request wall\.post .*"message":"Debug".*"access_token":"\*\*\*"/);
    expect(stderr).toMatch(/< response wall\.post \{"response":/);
  });
});

describe("--sandbox", () => {
  it("lives as long as the command and keeps its state; commands at the same time lose nothing", async () => {
    const env = { OINT_SANDBOX_FOLDER: folder() };
    const texts = ["one", "two", "three"];
    const posts = await Promise.all(
      texts.map(text => oint(["vk", "createPost", "--sandbox", "--text", text], { env })),
    );
    expect(posts.map(({ code }) => code)).toEqual([0, 0, 0]);
    const ids = posts.map(({ stdout }) => JSON.parse(stdout).response.post_id).sort();
    expect(ids).toEqual([1, 2, 3]);
    expect((await oint(["vk", "deletePost", "--sandbox", "--post", "2"], { env })).stdout).toContain(
      '"response": 1',
    );
  });

  it("finds the one that runs", async () => {
    const env = { OINT_SANDBOX_FOLDER: folder() };
    const { spawn } = await import("node:child_process");
    const { main } = await import("./support/command.ts");
    const child = spawn(process.execPath, [main, "sandbox", "--port", "0"], {
      env: { ...process.env, ...env },
    });
    const url = await new Promise<string>(resolve =>
      child.stdout.once("data", text => resolve(String(text).trim())),
    );
    expect((await oint(["vk", "createPost", "--sandbox", "--text", "Here I am"], { env })).code).toBe(0);
    expect(await (await fetch(`${url}/?community=218861756`)).text()).toContain("Here I am");
    child.kill("SIGTERM");
    expect(await new Promise(resolve => child.once("close", resolve))).toBe(0);
    expect(existsSync(join(env.OINT_SANDBOX_FOLDER, "running.json"))).toBe(false);
    expect((await oint(["vk", "deletePost", "--sandbox", "--post", "1"], { env })).code).toBe(0);
  });
});

/** The words of every command line that has help: those of all commands in the registry. */
async function commandPaths(
  node: Command | CommandGroup = root,
  path: readonly string[] = [],
): Promise<string[][]> {
  if (!isGroup(node)) return node.hidden ? [] : [[...path]];
  const children = node.commands.map(async ({ name, load }) =>
    commandPaths((await load()).command, [...path, name]),
  );
  return [[...path], ...(await Promise.all(children)).flat()];
}

describe("help", async () => {
  it.each([...(await commandPaths()), ["vk", "createPost"]].map(path => ({ path, line: path.join(" ") })))(
    "oint $line --help, and oint help $line",
    async ({ path }) => {
      const { code, stdout, stderr } = await oint([...path, "--help"]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(stdout).toMatchSnapshot();
      expect((await oint(["help", ...path])).stdout).toBe(stdout);
      const russian = await oint([...path, "--help", "--lang", "ru"]);
      expect(russian).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Использование: oint/) });
    },
  );

  // The common options are the same for all: oint vk createPost --help shows them once.
  it.each(functions)("oint vk $name --help, its own part", async operation => {
    const command = { ...functionCommand(operation), commonOptions: [] };
    expect(await helpOf(command, ["oint", "vk", operation.name], "en")).toMatchSnapshot();
  });

  it("shows the version", async () => {
    const { version } = JSON.parse(readFileSync("package.json", "utf8"));
    expect((await oint(["--version"])).stdout).toBe(`${version}\n`);
  });
});
