/**
 * Starts the command line from the parts that the build made of it, and keeps what V8 compiled of each part for the
 * next time: a short command would spend more time on compiling than on its work.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import { pathToFileURL } from "node:url";
import { Script } from "node:vm";

/** The build puts the name of the first part here. Names carry a hash of the contents, so none is taken for another. */
declare const mainPart: string;

const parts = join(__dirname, "parts");
// V8 itself refuses what was compiled with other flags.
const kept = keptFolder();
const loaded = new Map<string, { readonly exports: object }>();
const compiled = new Map<string, Script>();

function load(name: string): object {
  const known = loaded.get(name);
  if (known) return known.exports;
  const module = { exports: {} };
  loaded.set(name, module);
  const filename = join(parts, name);
  const source = readFileSync(filename, "utf8");
  const cachedData = readKept(name);
  const options = { filename, ...(cachedData ? { cachedData } : {}) };
  const script = new Script(`(function (exports, require, module, partUrl) {${source}\n})`, options);
  if (!cachedData || script.cachedDataRejected) compiled.set(name, script);
  script.runInThisContext()(module.exports, requireFrom, module, pathToFileURL(filename).href);
  return module.exports;
}

function requireFrom(name: string): unknown {
  return name.startsWith("./") ? load(name.slice(2)) : require(name);
}

/** The user's cache folder; a user without a home has none. */
function keptFolder(): string | undefined {
  const { XDG_CACHE_HOME = "" } = process.env;
  try {
    return join(
      isAbsolute(XDG_CACHE_HOME) ? XDG_CACHE_HOME : join(homedir(), ".cache"),
      "oint",
      process.version,
    );
  } catch {
    return undefined;
  }
}

function readKept(name: string): Buffer | undefined {
  try {
    return kept === undefined ? undefined : readFileSync(join(kept, name));
  } catch {
    return undefined;
  }
}

process.on("exit", () => {
  if (kept === undefined || compiled.size === 0) return;
  try {
    mkdirSync(kept, { recursive: true, mode: 0o700 });
    for (const [name, script] of compiled) {
      const unfinished = join(kept, `${name}.${process.pid}`);
      writeFileSync(unfinished, script.createCachedData(), { mode: 0o600 });
      renameSync(unfinished, join(kept, name));
    }
  } catch {
    // Where nothing can be kept, the next start takes as long as this one.
  }
});

load(mainPart);
