import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { type Sandbox, startSandbox } from "../src/sandbox/index.ts";
import { seededFolder } from "../tools/seed.ts";
import { splitCommandLine, writeExampleFiles } from "../tools/site/capture.ts";
import { addressesOf, folder, type Outcome, oint } from "./support/command.ts";
import { auth } from "./support/sandbox.ts";

// The examples of the guides, and those in TypeScript everywhere, are run here as they stand, in a sandbox of their own.
// The command lines in the comments are run by the build of the documentation, which shows their results.

const guides = readdirSync("docs").filter(name => name.endsWith(".md"));
const documents = ["README.md", ...guides.map(name => join("docs", name))];

function blocks(text: string, language: string): string[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, "gm"))].map(
    ([, code = ""]) => code,
  );
}

/** Command lines of a text: lines that begin with oint, each with the lines that continue it. */
function commands(text: string): string[] {
  return [...text.matchAll(/^oint (?:[^\n]*\\\n)*[^\n]*/gm)].map(([line]) => line);
}

/** A folder with the files that the examples speak of. */
function workplace(): string {
  const cwd = folder({ "auth.json": JSON.stringify(auth) });
  writeExampleFiles(cwd);
  return cwd;
}

async function sandbox(): Promise<Sandbox> {
  const path = seededFolder();
  const started = await startSandbox({ folder: path, rps: 0 });
  onTestFinished(async () => {
    await started.close();
    rmSync(path, { recursive: true });
  });
  return started;
}

/** Runs a command line; the shell takes it apart, as the reader's would. */
function runLine(line: string, cwd: string, started: Sandbox): Promise<Outcome> {
  const [, ...args] = splitCommandLine(line, cwd);
  return oint(args, { cwd, env: { ...addressesOf(started), OINT_SANDBOX_FOLDER: join(cwd, "sandbox") } });
}

describe("the guides", () => {
  it.each(documents)("%s: its commands work, one after another", { timeout: 120_000 }, async path => {
    const cwd = workplace();
    const started = await sandbox();
    const found = blocks(readFileSync(path, "utf8"), "bash").flatMap(commands);
    // A command that runs until it is stopped, or waits for a person, is tried elsewhere.
    for (const line of found.filter(item => !/^oint (sandbox|vk login)/.test(item))) {
      const { code, stderr } = await runLine(line, cwd, started);
      expect({ line, code, stderr }).toEqual({ line, code: 0, stderr: "" });
    }
  });
});

describe("the guides in Russian", () => {
  it.each(guides)("%s has the same code", name => {
    const code = (path: string) =>
      [...readFileSync(path, "utf8").matchAll(/^```[\s\S]*?^```/gm)].map(([block]) => block);
    expect(code(`docs/ru/${name}`)).toEqual(code(`docs/${name}`));
  });
});

/** An example as a module: what it leaves out, the import and the structure, is added. */
function asModule(code: string): string {
  const isImport = (line: string) => line.startsWith("import ");
  const imports = code.split("\n").filter(isImport);
  const rest = code.split("\n").filter(line => !isImport(line));
  if (!imports.some(line => line.includes("OPI_VK"))) imports.push('import { OPI_VK } from "oint";');
  if (!/const auth\b/.test(code)) rest.unshift(`const auth = ${JSON.stringify(auth)};`);
  return [...imports, ...rest].join("\n");
}

/** A program that runs the examples, each in a sandbox of its own. */
function runner(count: number): string {
  return `import { configure } from "oint";
import { startSandbox } from "oint/sandbox";
import { seededFolder } from "../../tools/seed.ts";

configure({ rps: 1000 });
for (let i = 0; i < ${count}; i++) {
  const sandbox = await startSandbox({ folder: seededFolder(), rps: 0 });
  process.env.OINT_VK_API_URL = sandbox.apiUrl;
  process.env.OINT_VK_OAUTH_URL = sandbox.oauthUrl;
  process.env.OINT_VK_ID_URL = sandbox.idUrl;
  await import(\`./example-\${i}.ts\`).catch(error => {
    throw new Error(\`example \${i} failed\`, { cause: error });
  });
  await sandbox.close();
}
`;
}

describe("the examples in TypeScript", () => {
  it("compile and run", { timeout: 120_000 }, async () => {
    const place = resolve(".cache/examples");
    rmSync(place, { recursive: true, force: true });
    mkdirSync(place, { recursive: true });
    onTestFinished(() => rmSync(place, { recursive: true, force: true }));
    writeExampleFiles(place);

    const sources = readdirSync("src", { recursive: true, encoding: "utf8" }).filter(name =>
      name.endsWith(".ts"),
    );
    const comments = sources.map(name =>
      readFileSync(join("src", name), "utf8").replace(/^[ \t]*\* ?/gm, ""),
    );
    const guides = documents.map(path => readFileSync(path, "utf8"));
    const examples = [...guides, ...comments].flatMap(text => blocks(text, "ts"));
    expect(examples.length).toBeGreaterThan(10);
    examples.forEach((code, i) => {
      writeFileSync(join(place, `example-${i}.ts`), asModule(code));
    });
    writeFileSync(join(place, "all.ts"), runner(examples.length));
    const compilerOptions = { noUnusedLocals: false, moduleDetection: "force" };
    writeFileSync(
      join(place, "tsconfig.json"),
      JSON.stringify({ extends: "../../tsconfig.json", compilerOptions, include: ["*.ts"] }),
    );

    execFileSync("npx", ["tsc", "-p", place], { stdio: ["ignore", "inherit", "inherit"] });
    const child = spawn(process.execPath, ["--import", "tsx", "all.ts"], {
      cwd: place,
      stdio: ["ignore", "ignore", "pipe"],
    });
    let errors = "";
    child.stderr.on("data", text => (errors += text));
    const code = await new Promise(resolve => child.once("close", resolve));
    expect(code, errors).toBe(0);
  });
});
