/**
 * Builds `dist`: the library with its dependencies left outside, the command line with everything inside (it starts
 * faster so), the types in one file an entry, and the licences of what went inside.
 */
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { build, type Metafile, transform } from "esbuild";
import { rollup } from "rollup";
import { dts } from "rollup-plugin-dts";

/** Stands for modules that are imported and never used. */
const unused = resolve("tools/unused.ts");

const command = "dist/cli/oint.cjs";

const entries = { index: "src/index.ts", OPI_VK: "src/OPI_VK/index.ts", sandbox: "src/sandbox/index.ts" };
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
    packages: "external",
    chunkNames: "chunks/[name]-[hash]",
  });
}

/** The command line in parts, each loaded when a command needs it, and the launcher that loads them. */
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
    // What got and form-data load for options that are never used here; it is half of what they load.
    alias: {
      "cacheable-lookup": unused,
      "cacheable-request": unused,
      "http2-wrapper": unused,
      "mime-types": unused,
    },
  });
  mkdirSync("dist/cli/parts", { recursive: true });
  for (const { path, text } of outputFiles) {
    // Only modules can be split, only scripts can be kept compiled.
    const { code } = await transform(text, {
      format: "cjs",
      platform: "node",
      minify: true,
      supported: { "dynamic-import": false },
      define: { "import.meta.url": "module.url" },
    });
    writeFileSync(path, code);
  }
  const mainPart = outputFiles.map(({ path }) => basename(path)).find(name => name.startsWith("main-"));
  await build({
    ...common,
    splitting: false,
    format: "cjs",
    entryPoints: ["src/cli/launch.ts"],
    outfile: command,
    minify: true,
    banner: { js: "#!/usr/bin/env node" },
    define: { mainPart: JSON.stringify(mainPart) },
  });
  chmodSync(command, 0o755);
  return metafile;
}

/** VK's typings go into the declarations: as they are published, they do not resolve under Node's own rules. */
async function buildTypes(): Promise<void> {
  const bundle = await rollup({
    input: entries,
    external: id => !id.startsWith(".") && !id.startsWith("/") && !id.startsWith("@vkontakte/"),
    plugins: [dts({ includeExternal: ["@vkontakte/api-schema-typescript"] })],
    onwarn: warning => {
      throw new Error(warning.message);
    },
  });
  await bundle.write({ dir: "dist", format: "es", chunkFileNames: "chunks/[name].d.ts" });
  await bundle.close();
}

/** The licences of the packages inside the command line ask to be handed on. */
function writeLicences(metafile: Metafile): void {
  const inputs = Object.keys(metafile.inputs);
  const packages = new Set(
    inputs.flatMap(path => /^(?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []),
  );
  packages.add("@vkontakte/api-schema-typescript");
  const notices = [...packages].sort().map(name => {
    const folder = `node_modules/${name}`;
    const { version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
    const file = ["LICENSE", "LICENSE.md", "license", "License", "LICENSE.txt"].find(item =>
      existsSync(`${folder}/${item}`),
    );
    const text = file ? readFileSync(`${folder}/${file}`, "utf8").trim() : `Licence: ${license}`;
    return `${name} ${version}\n\n${text}\n`;
  });
  writeFileSync("dist/THIRD-PARTY-LICENSES.txt", notices.join(`\n${"-".repeat(72)}\n\n`));
}

rmSync("dist", { recursive: true, force: true });
const [metafile] = await Promise.all([buildCommand(), buildLibrary(), buildTypes()]);
writeLicences(metafile);
