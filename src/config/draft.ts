import {
  closeSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";

/** The next version of a file: it has its place on the disk before it is written, and takes the file's name when it is whole. */
export interface Draft {
  readonly path: string;
  /** Writes the whole text and waits until the disk has it. */
  readonly fill: (text: string) => void;
  /** Takes the name of the file. */
  readonly replace: (file: string) => void;
  /** Leaves the draft where it is; `false`: it is not whole. */
  readonly keep: () => boolean;
  /** Ends the work; a draft that was neither placed nor kept goes away. */
  readonly close: () => void;
}

const ending = ".next";

/**
 * Takes the place for the next version of a file, beside it.
 *
 * @param file the file
 * @param size how much room it takes, in bytes: a disk that is full says so now
 * @throws the file system's own error
 */
export function openDraft(file: string, size: number): Draft {
  sweep(file);
  const path = `${file}.${crypto.randomUUID()}${ending}`;
  const handle = openSync(path, "wx", 0o600);
  let isWhole = false;
  let isOurs = true;
  const close = () => {
    closeSync(handle);
    if (isOurs) rmSync(path, { force: true });
  };
  try {
    write(handle, " ".repeat(size));
  } catch (error) {
    close();
    throw error;
  }
  return {
    path,
    fill(text) {
      isWhole = false;
      write(handle, text);
      isWhole = true;
    },
    replace(target) {
      renameSync(path, target);
      isOurs = false;
      settle(dirname(target));
    },
    keep() {
      isOurs = !isWhole;
      return isWhole;
    },
    close,
  };
}

function write(handle: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at, bytes.length - at, at);
  ftruncateSync(handle, bytes.length);
  fsyncSync(handle);
}

/** Has the disk keep the new name too; Windows does so by itself. */
function settle(folder: string): void {
  try {
    const handle = openSync(folder, "r");
    fsyncSync(handle);
    closeSync(handle);
  } catch {
    // The file is in its place in any case, and a power cut right now would leave the draft or the file.
  }
}

/** Nobody works on a draft for as long as this, in milliseconds. */
const longAgo = 3_600_000;

/** Removes places that processes took and were killed before they wrote there. */
function sweep(file: string): void {
  const folder = dirname(file);
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(`${basename(file)}.`) || !name.endsWith(ending)) continue;
    const path = join(folder, name);
    const isOld = (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) < Date.now() - longAgo;
    if (isOld && readFileSync(path, "utf8").trim() === "") rmSync(path, { force: true });
  }
}
