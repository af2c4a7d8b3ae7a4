import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  lstatSync,
  openSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { Socket } from "node:net";
import { dirname, join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { sleep } from "../../core/abort.ts";
import { ArgumentError, OintError } from "../../errors.ts";
import { localize } from "../../i18n/localize.ts";
import { type Content, isWhole } from "./content.ts";
import { type Output, standardOutput } from "./output.ts";
import { OutputError } from "./output-error.ts";

/**
 * Opens the place for the result before anything is sent, so that a result never lacks one. A file gets its name when it
 * is whole; what is no file (a device, a pipe, an open descriptor) is written to.
 *
 * @param path the file
 * @param isSecret whether nobody else may read the file, because the result holds a token
 * @param signal ends the waiting for the reader of a pipe
 * @throws {ArgumentError} when it cannot be written
 */
export async function openOutput(path: string, isSecret: boolean, signal: AbortSignal): Promise<Output> {
  if (path === "" || path.endsWith("/")) {
    throw new ArgumentError("out", localize('got "{path}", expected the path of a file', { path }));
  }
  const { write, discard } = await open(path, isSecret, signal).catch((error: NodeJS.ErrnoException) => {
    signal.throwIfAborted();
    throw new ArgumentError("out", problemOf(path, error));
  });
  return {
    discard,
    async write(content, text) {
      try {
        await write(content, text);
      } catch (error) {
        signal.throwIfAborted();
        // A list that is written while it is read may break off: then it is not the writing that failed.
        if (error instanceof OintError) throw error;
        const { code, message } = error as NodeJS.ErrnoException; // node's streams and files throw such
        throw new OutputError(path, code ?? message, isSecret ? "" : text);
      }
    },
  };
}

function problemOf(path: string, { code, message }: NodeJS.ErrnoException): string {
  if (code === "EISDIR") return localize('got "{path}", which is a folder; expected a file', { path });
  const problem =
    code === "ENOENT"
      ? localize("its folder does not exist")
      : localize("it cannot be written ({code})", { code: code ?? message });
  return localize('got "{path}", but {problem}; expected the path of a file', { path, problem });
}

async function open(path: string, isSecret: boolean, signal: AbortSignal): Promise<Output> {
  const target = followed(path);
  const descriptor = descriptorIn(target);
  if (descriptor !== undefined) return toDescriptor(descriptor, signal);
  const there = statSync(target, { throwIfNoEntry: false });
  if (there?.isFIFO()) return toPipe(await openPipe(target, signal), signal);
  if (there && !there.isFile()) return toDescriptor(openSync(target, constants.O_WRONLY), signal);
  return toFile(target, there, isSecret);
}

/** Where a chain of links ends, also when nothing is there yet. */
function followed(path: string): string {
  if (descriptorIn(path) !== undefined || !lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) {
    return path;
  }
  // Links that lead in a circle are told here.
  statSync(path, { throwIfNoEntry: false });
  return followed(resolve(realpathSync(dirname(path)), readlinkSync(path)));
}

/** What is open already keeps what stands in it: `/dev/stdout`, or `/dev/fd/63` of a shell's `>(…)`. */
function descriptorIn(path: string): number | undefined {
  if (process.platform === "win32") return undefined;
  const standard = ["/dev/stdin", "/dev/stdout", "/dev/stderr"].indexOf(path);
  const [, number = standard] = /^\/(?:dev|proc\/self)\/fd\/(\d+)$/.exec(path) ?? [];
  return Number(number) < 0 ? undefined : Number(number);
}

function toDescriptor(descriptor: number, signal: AbortSignal): Output {
  // Writing nothing tells whether writing is allowed.
  writeSync(descriptor, "");
  if (descriptor === 1) return standardOutput;
  if (descriptor === 2) {
    const write = (content: Content) => eachPart(content, part => void process.stderr.write(part));
    return { write, discard: () => {} };
  }
  const stats = fstatSync(descriptor);
  if (stats.isFIFO() || stats.isSocket()) return toPipe(descriptor, signal);
  const write = (content: Content) => eachPart(content, part => writeFileSync(descriptor, part));
  return { write, discard: () => closeSync(descriptor) };
}

/** How often a pipe that nobody reads is looked at, in milliseconds. */
const patience = 50;

/** Opens a pipe for its reader, and waits for one as a shell does. Waiting in the system itself could not be interrupted. */
async function openPipe(path: string, signal: AbortSignal): Promise<number> {
  for (;;) {
    try {
      return openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENXIO") throw error;
    }
    await sleep(patience, signal);
  }
}

function toPipe(descriptor: number, signal: AbortSignal): Output {
  const pipe = new Socket({ fd: descriptor, readable: false, writable: true });
  return {
    async write(content) {
      await pipeline(isWhole(content) ? [content] : content, pipe, { signal }).catch(
        (error: NodeJS.ErrnoException) => {
          // Who closes a pipe has read enough.
          if (error.code !== "EPIPE") throw error;
        },
      );
    },
    discard: () => pipe.destroy(),
  };
}

/** A file is written beside its place and takes it when it is whole. */
function toFile(path: string, there: Stats | undefined, isSecret: boolean): Output {
  if (there) accessSync(path, constants.W_OK);
  const part = join(dirname(path), `.oint-${Math.random().toString(36).slice(2)}.part`);
  const discard = () => rmSync(part, { force: true });
  try {
    const file = openSync(part, "wx", isSecret ? 0o600 : 0o666);
    if (there) takeAfter(there, file, isSecret);
    return { discard, write: content => replace(path, part, file, content) };
  } catch (error) {
    discard();
    if (!there) throw error;
    // Its folder takes no other file, or another user's file would become one's own: that is written over.
    if (isSecret) chmodSync(path, 0o600);
    return { discard, write: content => overwrite(path, content) };
  }
}

/** The new file belongs to those whose the old one is, and they may do the same with it. */
function takeAfter({ uid, gid, mode }: Stats, file: number, isSecret: boolean): void {
  const own = fstatSync(file);
  if (own.uid !== uid || own.gid !== gid) fchownSync(file, uid, gid);
  fchmodSync(file, isSecret ? 0o600 : mode & 0o7777);
}

async function replace(path: string, part: string, file: number, content: Content): Promise<void> {
  try {
    await eachPart(content, text => writeFileSync(file, text));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  try {
    renameSync(part, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EBUSY") throw error;
    // A single file that is mounted into a container keeps its place.
    copyFileSync(part, path);
    rmSync(part);
  }
}

async function overwrite(path: string, content: Content): Promise<void> {
  const file = openSync(path, "w");
  try {
    await eachPart(content, part => writeFileSync(file, part));
  } finally {
    closeSync(file);
  }
}

/** Hands over content, in parts as they come. */
async function eachPart(content: Content, write: (part: string | Uint8Array) => void): Promise<void> {
  if (isWhole(content)) return write(content);
  for await (const part of content) write(part);
}
