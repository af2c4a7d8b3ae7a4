/**
 * Starts the command line from the parts that the build wrote, and caches what V8 compiled of each part for the
 * next time: a short command would spend more time on compiling than on its work.
 */
import {
  closeSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from "node:fs";
import { homedir } from "node:os";
import { dirname, isAbsolute, join } from "node:path";
import { pathToFileURL } from "node:url";
import { Script } from "node:vm";
import { crc32 } from "node:zlib";

/** The build puts the name of the first part here. Names carry a hash of the contents, so no part is mistaken for another. */
declare const mainPart: string;

/** The build puts the name of the file of each part here. */
declare const fileOfPart: Readonly<Record<string, string>>;

type Part = (exports: object, require: (name: string) => unknown, module: object) => void;

const folder = join(__dirname, "parts");
// V8 itself refuses what was compiled with other flags.
const codeCacheDir = findCodeCacheDir();
const parts = new Map<string, Part>();
const loaded = new Map<string, { readonly exports: object }>();
const scriptsToCache = new Map<string, Script>();

function load(name: string): object {
  const cached = loaded.get(name);
  if (cached) return cached.exports;
  const module = {
    exports: {},
    get url() {
      return pathToFileURL(join(folder, name)).href;
    },
  };
  loaded.set(name, module);
  if (!parts.has(name)) loadFile(fileOfPart[name] ?? name);
  parts.get(name)?.(module.exports, requireFrom, module);
  return module.exports;
}

/** Compiles a file of parts, without running any. */
function loadFile(name: string): void {
  const filename = join(folder, name);
  const source = readFileSync(filename, "utf8");
  const cachedData = readCached(name);
  const script = new Script(source, { filename, ...(cachedData ? { cachedData } : {}) });
  if (!cachedData || script.cachedDataRejected) scriptsToCache.set(name, script);
  for (const [part, code] of Object.entries<Part>(script.runInThisContext())) parts.set(part, code);
}

function requireFrom(name: string): unknown {
  return name.startsWith("./") ? load(name.slice(2)) : require(name);
}

/** The user's cache folder; a user without a home has none. */
function findCodeCacheDir(): string | undefined {
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

/** Bytes of the checksum in front of what V8 compiled. */
const checksumLength = 4;

/** What was kept of a part: V8 runs it as it is and does not notice damage, so that is looked for here. */
function readCached(name: string): Buffer | undefined {
  if (codeCacheDir === undefined) return undefined;
  try {
    const file = openSync(join(codeCacheDir, name), "r");
    try {
      if (!isOwn(fstatSync(file))) return undefined;
      const bytes = readFileSync(file);
      const data = bytes.subarray(checksumLength);
      return bytes.readUInt32LE() === crc32(data) ? data : undefined;
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}

/** Whether nobody but the user could have written it. Windows keeps users apart by itself. */
function isOwn({ uid, mode }: Stats): boolean {
  return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
}

/** It is on the disk before it gets its name, so that no crash leaves half of it under that name. */
function keep(path: string, data: Buffer): void {
  const checksum = Buffer.alloc(checksumLength);
  checksum.writeUInt32LE(crc32(data));
  const unfinished = `${path}.${Math.random().toString(36).slice(2)}`;
  const file = openSync(unfinished, "wx", 0o600);
  try {
    writeFileSync(file, Buffer.concat([checksum, data]));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(unfinished, path);
}

/** What belongs to other versions of oint, or was never finished, goes; other versions of Node may be in use for a month. */
function forgetOthers(cache: string): void {
  const own = readdirSync(folder);
  for (const name of readdirSync(cache).filter(item => !own.includes(item))) {
    rmSync(join(cache, name), { recursive: true, force: true });
  }
  const month = 30 * 24 * 60 * 60 * 1000;
  for (const version of readdirSync(dirname(cache))) {
    const path = join(dirname(cache), version);
    if (Date.now() - statSync(path).mtimeMs > month) rmSync(path, { recursive: true, force: true });
  }
}

process.on("exit", () => {
  if (codeCacheDir === undefined || scriptsToCache.size === 0) return;
  try {
    mkdirSync(codeCacheDir, { recursive: true, mode: 0o700 });
    if (!isOwn(statSync(codeCacheDir))) return;
    for (const [name, script] of scriptsToCache) keep(join(codeCacheDir, name), script.createCachedData());
    forgetOthers(codeCacheDir);
  } catch {
    // Without a cache, the next start is as slow as this one.
  }
});

load(mainPart);
