import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { marked } from "marked";
import { describe, expect, it, onTestFinished } from "vitest";
import { functions } from "../src/invoke/manifest.ts";
import { type Sandbox, startSandbox } from "../src/sandbox/index.ts";
import { seededFolder } from "../tools/seed.ts";
import { addressesOf, folder, main, type RunningCommand, start } from "./support/command.ts";
import { allow } from "./support/consent.ts";
import { auth } from "./support/sandbox.ts";

// Every block of the README and the guides is run here as it stands, alone, in a folder and a sandbox of its own. The command
// lines in the comments are run by the build of the documentation, which shows their results.

const guides = readdirSync("docs").filter(name => name.endsWith(".md"));
const documents = ["README.md", ...guides.map(name => join("docs", name))];

/** A code block of a document. */
interface Block {
  readonly language: string;
  readonly code: string;
}

function blocksOf(path: string): Block[] {
  const blocks: Block[] = [];
  marked.walkTokens(marked.lexer(readFileSync(path, "utf8")), token => {
    if (token.type === "code") blocks.push({ language: token.lang ?? "", code: token.text });
  });
  return blocks;
}

function blocksIn(path: string, language: string): string[] {
  return blocksOf(path)
    .filter(block => block.language === language)
    .map(({ code }) => code);
}

const expires = 4_000_000_000;
const profile = { kind: "user", owner: "Anna", auth, expires } as const;

/** What `oint vk login` has stored for the reader. */
const profiles = { current: "default", profiles: { default: profile, vkid: profile, shop: profile } };

/** The folder of a reader: a copy of `examples`, credentials, and what the text around a block tells to put there. */
function workplace(): string {
  const day = new Date();
  const today = [day.getFullYear(), day.getMonth() + 1, day.getDate()]
    .map(number => String(number).padStart(2, "0"))
    .join("-");
  const path = folder();
  cpSync("examples", path, { recursive: true });
  for (const name of ["config", "shop/texts", "shop/pictures", "shop/done"]) {
    mkdirSync(join(path, name), { recursive: true });
  }
  cpSync("examples/photo.png", join(path, "shop/photo.png"));
  const files = {
    "auth.json": JSON.stringify(auth),
    "product.json": readFileSync("examples/products/SPOON-1.json", "utf8"),
    "posts.csv": "text\nHello\n",
    "config/profiles.json": JSON.stringify(profiles),
    "shop/auth.json": JSON.stringify(auth),
    [`shop/texts/${today}.txt`]: "Today",
    [`shop/pictures/${today}.json`]: '["photo.png"]',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text, { mode: 0o600 });
  return path;
}

async function startSeeded(): Promise<Sandbox> {
  const path = seededFolder();
  const sandbox = await startSandbox({ folder: path, rps: 0 });
  onTestFinished(async () => {
    await sandbox.close();
    rmSync(path, { recursive: true });
  });
  return sandbox;
}

/** Installs oint as `npm run link` does, and returns npm's global folder. */
function linked(): string {
  const prefix = folder();
  for (const name of ["bin", "lib/node_modules"]) mkdirSync(join(prefix, name), { recursive: true });
  symlinkSync(main, join(prefix, "bin/oint"));
  symlinkSync(resolve("."), join(prefix, "lib/node_modules/oint"));
  return prefix;
}

// What the installation runs has been run before these tests; the rest of npm is npm.
const npm = 'npm() { case $1 in ci | run | test) ;; *) command npm "$@" ;; esac; }';

/** Runs a block in the reader's shell, where VK is a sandbox, and the variables that the texts mention have values. */
async function runBlock(script: string, cwd: string): Promise<RunningCommand> {
  const prefix = linked();
  return start("bash", ["-ec", `${npm}\n${script}`], {
    cwd,
    env: {
      ...addressesOf(await startSeeded()),
      PATH: `${join(prefix, "bin")}:${process.env.PATH}`,
      npm_config_prefix: prefix,
      HOME: cwd,
      OINT_CONFIG_FOLDER: join(cwd, "config"),
      OINT_SANDBOX_FOLDER: join(cwd, "sandbox"),
      TOKEN: "TOKEN",
      VK_COMMUNITY_TOKEN: "COMMUNITY",
      SECRET: "sandbox-secret",
    },
  });
}

async function expectToRun(script: string): Promise<void> {
  const { child, ended } = await runBlock(script, workplace());
  child.stdin.end();
  const { code, stderr: messages } = await ended;
  const stderr = messages.replace(/^oint: \d+ rows: .* 0 failed, 0 unknown, 0 left\n/gm, "");
  expect({ script, code, stderr }).toEqual({ script, code: 0, stderr: "" });
}

/** Runs a block that logs in, with a person who allows in the browser what the link asks. */
async function expectToLogIn(script: string): Promise<void> {
  const { child, ended } = await runBlock(script, workplace());
  let unread = "";
  child.stderr.on("data", async text => {
    unread += text;
    const link = /^http.*(?=\n)/m.exec(unread)?.[0];
    if (link === undefined) return;
    unread = "";
    child.stdin.write(`${await allow(link)}\n`);
  });
  expect({ script, ...(await ended) }).toMatchObject({ script, code: 0 });
}

/** Runs a sandbox until it says its address, and stops it as Ctrl-C does. */
async function expectToServe(script: string): Promise<void> {
  const { child, ended } = await runBlock(`exec ${script}`, workplace());
  child.stdout.once("data", () => child.kill("SIGINT"));
  expect(await ended).toMatchObject({ code: 0, stdout: expect.stringMatching(/^http:/) });
}

function runAsReader(script: string): Promise<void> {
  if (/^oint sandbox/m.test(script)) return expectToServe(script);
  return /^oint vk login/m.test(script) ? expectToLogIn(script) : expectToRun(script);
}

describe("the blocks in bash", () => {
  it.each(documents)("of %s run as pasted, each alone", { timeout: 120_000 }, async path => {
    await Promise.all(blocksIn(path, "bash").map(runAsReader));
  });
});

/** A command line for Windows as bash reads it: without `call`, in one line, with the folders of C: in this one. */
function fromWindows(line: string): string {
  return line
    .replace(/^call /, "")
    .replace(/^cmd \/c /, "")
    .replace("node C:\\oint\\dist\\cli\\oint.cjs", "oint")
    .replace(/C:[\\/][\w\\/.-]+/g, path => path.replace(/^.*[\\/]/, ""));
}

/** The commands of a 1C module: expressions that join texts, with the variables in their places. */
function commandsOf1C(code: string): string[] {
  const variables: Readonly<Record<string, string>> = {
    ПутьКартинки: "photo.png",
    ФайлТекста: "post.txt",
    ФайлОтвета: "answer.json",
  };
  const part = /"((?:[^"]|"")*)"|([\p{L}_]+)/gu;
  return [...code.matchAll(/^\s*Команда = ([^;]+);/gmu)].map(([, expression = ""]) =>
    [...expression.matchAll(part)]
      .map(([, text, name = ""]) => text?.replaceAll('""', '"') ?? variables[name] ?? name)
      .join(""),
  );
}

describe("the blocks for Windows", () => {
  it.each(documents)("of %s are commands that work", { timeout: 120_000 }, async path => {
    const batch = blocksIn(path, "bat").flatMap(code => code.replaceAll("^\n", "").split("\n"));
    const modules = blocksIn(path, "bsl").flatMap(commandsOf1C);
    const commands = [...batch.filter(line => line.includes("oint vk")), ...modules].map(fromWindows);
    await Promise.all(commands.map(line => expectToRun(line)));
  });
});

describe("the blocks for 1C", () => {
  it.each(documents)("of %s call programs through cmd, and functions that exist", path => {
    for (const code of blocksIn(path, "bsl")) {
      if (commandsOf1C(code).length > 0) expect(code).toContain('"cmd /c ');
      const called = [...code.matchAll(/OPI_VK\.([\p{L}]+)/gu)].map(([, name]) => name);
      expect(functions.map(({ russian }) => russian)).toEqual(expect.arrayContaining(called));
    }
  });
});

describe("the guides in Russian", () => {
  it.each(guides)("%s has the same blocks", name => {
    expect(blocksOf(`docs/ru/${name}`)).toEqual(blocksOf(`docs/${name}`));
  });
});

describe("the blocks for a sandbox that runs", () => {
  it.each(documents)("of %s run as pasted, each alone", async path => {
    const cwd = workplace();
    const sandbox = await startSandbox({ folder: join(cwd, "sandbox"), discoverable: true });
    const scripts = blocksIn(path, "sh").map(script =>
      script.replaceAll("http://127.0.0.1:5199", sandbox.url),
    );
    const outcomes: object[] = [];
    for (const script of scripts) {
      const { child, ended } = await runBlock(
        `set -o pipefail; ${script.replaceAll("curl", "curl -sSf")}`,
        cwd,
      );
      child.stdin.end();
      const { code, stderr } = await ended;
      outcomes.push({ code, stderr });
    }
    await sandbox.close();
    expect(outcomes).toEqual(scripts.map(() => ({ code: 0, stderr: "" })));
  });
});

it("every block is of a language that is tried here", () => {
  const languages = documents.flatMap(blocksOf).map(({ language }) => language);
  // A program's output, a line of cron's table, and a unit of systemd are not run.
  expect([...new Set(languages)].sort()).toEqual([
    "bash",
    "bat",
    "bsl",
    "crontab",
    "ini",
    "json",
    "sh",
    "ts",
  ]);
});

/** An example of a comment as a module: what it leaves out, the import and the credentials, is added. */
function asModule(code: string): string {
  const isImport = (line: string) => line.startsWith("import ");
  const imports = code.split("\n").filter(isImport);
  const rest = code.split("\n").filter(line => !isImport(line));
  if (!imports.some(line => line.includes("OPI_VK"))) imports.push('import { OPI_VK } from "oint";');
  if (!/const auth\b/.test(code)) rest.unshift(`const auth = ${JSON.stringify(auth)};`);
  return [...imports, ...rest].join("\n");
}

/** The examples in the comments of the sources. */
function examplesOfComments(): string[] {
  const names = readdirSync("src", { recursive: true, encoding: "utf8" });
  return names
    .filter(name => name.endsWith(".ts"))
    .map(name => readFileSync(join("src", name), "utf8").replace(/^[ \t]*\* ?/gm, ""))
    .flatMap(text => [...text.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(([, code = ""]) => code));
}

/** A program that runs examples, each in a sandbox of its own. */
function runner(count: number): string {
  return `import { configure } from "oint";
import { startSandbox } from "oint/sandbox";
import { seededFolder } from "../../tools/seed.ts";

for (let i = 0; i < ${count}; i++) {
  const sandbox = await startSandbox({ folder: seededFolder(), rps: 0 });
  process.env.OINT_VK_API_URL = sandbox.apiUrl;
  process.env.OINT_VK_OAUTH_URL = sandbox.oauthUrl;
  process.env.OINT_VK_ID_URL = sandbox.idUrl;
  configure({ rps: 1000 });
  await import(\`./example-\${i}.ts\`).catch(error => {
    throw new Error(\`example \${i} failed\`, { cause: error });
  });
  await sandbox.close();
}
`;
}

describe("the examples in TypeScript", () => {
  it("of the guides, as pasted, and of the comments compile and run", { timeout: 120_000 }, async () => {
    const place = resolve(".cache/examples");
    rmSync(place, { recursive: true, force: true });
    onTestFinished(() => rmSync(place, { recursive: true, force: true }));
    cpSync(workplace(), place, { recursive: true });

    const examples = [
      ...documents.flatMap(path => blocksIn(path, "ts")),
      ...examplesOfComments().map(asModule),
    ];
    examples.forEach((code, i) => {
      writeFileSync(join(place, `example-${i}.ts`), code);
    });
    writeFileSync(join(place, "all.ts"), runner(examples.length));
    const compilerOptions = { noUnusedLocals: false, moduleDetection: "force" };
    writeFileSync(
      join(place, "tsconfig.json"),
      JSON.stringify({ extends: "../../tsconfig.json", compilerOptions, include: ["*.ts"] }),
    );

    execFileSync("npx", ["tsc", "-p", place], { stdio: ["ignore", "inherit", "inherit"] });
    const { child, ended } = start(process.execPath, ["--import", "tsx", "all.ts"], {
      cwd: place,
      env: { OINT_CONFIG_FOLDER: join(place, "config") },
    });
    child.stdin.end();
    const { code, stderr } = await ended;
    expect(code, stderr).toBe(0);
  });
});
