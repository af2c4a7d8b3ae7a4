import { open } from "node:fs/promises";
import { imageSizeFromFile } from "image-size/fromFile";
import type { ReceivedFile } from "./form.ts";

/** An image that VK accepts. */
export interface AcceptedImage {
  readonly width: number;
  readonly height: number;
  /** Extension of the file, without a dot. */
  readonly type: string;
}

/** What an upload server requires of an image. */
export interface ImageLimits {
  readonly width: number;
  readonly height: number;
  /** How many times longer than the other side a side can be. */
  readonly ratio: number;
}

/** Maximum sum of an image's width and height. Source: https://dev.vk.com/ru/api/upload/wall-photo */
const maxSidesSum = 14_000;

/** The end of an image of each type that VK accepts. A file without it was cut. Source of the types: the same. */
const ends: Readonly<Record<string, Buffer>> = {
  jpg: Buffer.from("ffd9", "hex"),
  png: Buffer.from("IEND"),
  gif: Buffer.from("3b", "hex"),
};
/** How far from the end of a file the end of its image can be: cameras append data of their own. */
const maxTail = 4096;

/** Returns the width and height of a file that is an image; 0 for another file. */
export async function measure({ path }: ReceivedFile): Promise<{ width: number; height: number }> {
  const { width, height } = await imageSizeFromFile(path).catch(() => ({ width: 0, height: 0 }));
  return { width, height };
}

/** Returns the size and type of an image; `undefined` when VK would not accept it. */
export async function inspectImage(
  { path, size }: ReceivedFile,
  maxBytes: number,
  limits: ImageLimits,
): Promise<AcceptedImage | undefined> {
  if (size === 0 || size > maxBytes) return undefined;
  const image = await imageSizeFromFile(path).catch(() => undefined);
  if (!image) return undefined;
  const { width, height, type = "" } = image;
  const isTooSmall = width < limits.width || height < limits.height;
  const isTooLong = Math.max(width, height) > Math.min(width, height) * limits.ratio;
  if (isTooSmall || isTooLong || width + height > maxSidesSum) return undefined;
  return (await isComplete(path, size, type)) ? { width, height, type } : undefined;
}

async function isComplete(path: string, size: number, type: string): Promise<boolean> {
  const end = ends[type];
  if (!end) return false;
  const length = Math.min(size, maxTail);
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
    return buffer.includes(end);
  } finally {
    await file.close();
  }
}
