/**
 * Builds `dist`: the library without its dependencies, the command line bundled with them (so that it starts faster), one
 * declaration file for each entry point, and the licenses of the bundled packages.
 */
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { build, type Metafile, transform } from "esbuild";
import { rollup } from "rollup";
import { dts } from "rollup-plugin-dts";
import { dependencies } from "../package.json" with { type: "json" };

/** Replaces modules that are imported but never used. */
const unusedModule = resolve("tools/unused.ts");

const command = "dist/cli/oint.cjs";

const entries = {
  index: "src/index.ts",
  OPI_VK: "src/OPI_VK/index.ts",
  events: "src/events/index.ts",
  sandbox: "src/sandbox/index.ts",
};
/** The Russian messages; the code that reads them looks beside itself. */
const russianMessages = "src/i18n/ru.json";

const common = {
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20.19",
  splitting: true,
} as const;

async function buildLibrary(): Promise<void> {
  await build({
    ...common,
    entryPoints: entries,
    outdir: "dist",
    external: Object.keys(dependencies),
    // A bundled CommonJS package requires modules of Node.js.
    banner: {
      js: 'import{createRequire as requireFor}from"node:module";const require=requireFor(import.meta.url);',
    },
    // Names stay, so that the stack of an error can be read.
    minifySyntax: true,
    minifyWhitespace: true,
    chunkNames: "chunks/[name]-[hash]",
  });
  copyFileSync(russianMessages, "dist/chunks/ru.json");
}

/** Entry points that are in one file with what they import: to open a file takes longer than to read it. */
const filesToMerge = ["src/cli/main.ts", "src/cli/commands/vk/index.ts", "src/OPI_VK/index.ts"];

/** Groups the parts of the command line into files. The first part of a group gives the file its name. */
function groupParts({ outputs }: Metafile): string[][] {
  const rest = new Set(Object.keys(outputs));
  const take = (part: string): string[] => {
    if (!rest.delete(part)) return [];
    const imports = outputs[part]?.imports.filter(({ kind }) => kind === "import-statement") ?? [];
    return [part, ...imports.flatMap(({ path }) => take(path))];
  };
  const merged = filesToMerge.map(entry => take(findPart(outputs, entry)));
  return [...merged, ...[...rest].map(part => [part])].map(group => group.map(part => basename(part)));
}

function findPart(outputs: Metafile["outputs"], entry: string): string {
  const part = Object.keys(outputs).find(path => outputs[path]?.entryPoint === entry);
  if (part === undefined) throw new Error(`no part begins with ${entry}`);
  return part;
}

/** Builds the command line as chunks, each loaded when a command needs it, and the launcher that loads them. */
async function buildCommand(): Promise<Metafile> {
  const { metafile, outputFiles } = await build({
    ...common,
    entryPoints: { main: "src/cli/main.ts" },
    outdir: "dist/cli/parts",
    entryNames: "[name]-[hash]",
    minify: true,
    metafile: true,
    write: false,
    legalComments: "none",
    // got and form-data import these for options that oint never uses. They are half of what is imported.
    alias: {
      "cacheable-lookup": unusedModule,
      "cacheable-request": unusedModule,
      "http2-wrapper": unusedModule,
      "mime-types": unusedModule,
    },
  });
  const code = new Map<string, string>();
  for (const { path, text } of outputFiles) {
    // esbuild splits ES modules only, and Node caches the compiled code of CommonJS scripts only.
    const script = await transform(text, {
      format: "cjs",
      platform: "node",
      minify: true,
      supported: { "dynamic-import": false },
      define: { "import.meta.url": "module.url" },
    });
    code.set(basename(path), script.code);
  }
  const groups = groupParts(metafile);
  mkdirSync("dist/cli/parts", { recursive: true });
  for (const group of groups) {
    const parts = group.map(name => `"${name}":(exports,require,module)=>{${code.get(name)}}`);
    writeFileSync(`dist/cli/parts/${group[0]}`, `({${parts.join(",\n")}})`);
  }
  copyFileSync(russianMessages, "dist/cli/parts/ru.json");
  const fileOfPart = Object.fromEntries(groups.flatMap(group => group.map(name => [name, group[0]])));
  await build({
    ...common,
    splitting: false,
    format: "cjs",
    entryPoints: ["src/cli/launch.ts"],
    outfile: command,
    minify: true,
    banner: { js: "#!/usr/bin/env node" },
    define: { mainPart: JSON.stringify(groups[0]?.[0]), fileOfPart: JSON.stringify(fileOfPart) },
  });
  chmodSync(command, 0o755);
  return metafile;
}

/** Bundles VK's typings into the declarations: the published package does not resolve under Node's module rules. */
async function buildTypes(): Promise<void> {
  const { events, ...others } = entries;
  // A chunk shared with the events would make values of types that the namespace OPI_VK exports.
  await bundleTypes(others);
  await bundleTypes({ events });
}

async function bundleTypes(input: Readonly<Record<string, string>>): Promise<void> {
  const bundle = await rollup({
    input,
    external: id => !id.startsWith(".") && !id.startsWith("/") && !id.startsWith("@vkontakte/"),
    plugins: [dts({ includeExternal: ["@vkontakte/api-schema-typescript"] })],
    onwarn: warning => {
      throw new Error(warning.message);
    },
  });
  await bundle.write({ dir: "dist", format: "es", chunkFileNames: "chunks/[name].d.ts" });
  await bundle.close();
}

/** Writes the license texts, which the licenses of the bundled packages require. */
function writeLicenses(metafile: Metafile): void {
  const inputs = Object.keys(metafile.inputs);
  const packages = new Set(
    inputs.flatMap(path => /^(?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []),
  );
  packages.add("@vkontakte/api-schema-typescript");
  packages.add("vk-io");
  const notices = [...packages].sort().map(name => {
    const folder = `node_modules/${name}`;
    const { version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
    const file = ["LICENSE", "LICENSE.md", "license", "License", "LICENSE.txt"].find(item =>
      existsSync(`${folder}/${item}`),
    );
    const text = file ? readFileSync(`${folder}/${file}`, "utf8").trim() : `License: ${license}`;
    return `${name} ${version}\n\n${text}\n`;
  });
  writeFileSync("dist/THIRD-PARTY-LICENSES.txt", notices.join(`\n${"-".repeat(72)}\n\n`));
}

rmSync("dist", { recursive: true, force: true });
const [metafile] = await Promise.all([buildCommand(), buildLibrary(), buildTypes()]);
writeLicenses(metafile);
