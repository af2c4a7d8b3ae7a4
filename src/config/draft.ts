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

/** The next version of a file. Disk space is reserved before it is written, and it replaces the file when it is complete. */
export interface Draft {
  readonly path: string;
  /** Writes the text and flushes it to the disk. */
  readonly fill: (text: string) => void;
  /** Replaces the file. */
  readonly replace: (file: string) => void;
  /** Keeps the draft in its path; `false`: it is incomplete. */
  readonly keep: () => boolean;
  /** Closes the draft; if it was neither kept nor used to replace the file, it is deleted. */
  readonly close: () => void;
}

const extension = ".next";

/**
 * Creates a draft in the folder of the file and reserves disk space for it.
 *
 * @param file the file
 * @param size number of bytes to reserve
 * @throws the error of the file system, for example if the disk is full
 */
export function openDraft(file: string, size: number): Draft {
  removeAbandonedDrafts(file);
  const path = `${file}.${crypto.randomUUID()}${extension}`;
  const handle = openSync(path, "wx", 0o600);
  let isComplete = false;
  let isTemporary = true;
  const close = () => {
    closeSync(handle);
    if (isTemporary) rmSync(path, { force: true });
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
      isComplete = false;
      write(handle, text);
      isComplete = true;
    },
    replace(target) {
      renameSync(path, target);
      isTemporary = false;
      flushFolder(dirname(target));
    },
    keep() {
      isTemporary = !isComplete;
      return isComplete;
    },
    close,
  };
}

function write(handle: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let offset = 0; offset < bytes.length; )
    offset += writeSync(handle, bytes, offset, bytes.length - offset, offset);
  ftruncateSync(handle, bytes.length);
  fsyncSync(handle);
}

/** Flushes the rename to the disk; Windows does so itself. */
function flushFolder(folder: string): void {
  try {
    const handle = openSync(folder, "r");
    fsyncSync(handle);
    closeSync(handle);
  } catch {
    // The rename is complete. After a power failure at this moment, either the draft or the file exists.
  }
}

/** A draft older than this is abandoned, in milliseconds. */
const maxDraftAge = 3_600_000;

/** Deletes empty drafts of processes that were killed. */
function removeAbandonedDrafts(file: string): void {
  const folder = dirname(file);
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(`${basename(file)}.`) || !name.endsWith(extension)) continue;
    const path = join(folder, name);
    const isOld =
      (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) < Date.now() - maxDraftAge;
    if (isOld && readFileSync(path, "utf8").trim() === "") rmSync(path, { force: true });
  }
}
