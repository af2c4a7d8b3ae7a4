import type { Source } from "./source.ts";

/** Width and height of an image, in pixels. */
export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** From this EXIF orientation on, an image is shown turned by 90°. */
const firstTurned = 5;

/** Reads the size of an image as it is shown; `undefined` if it cannot be determined. */
export async function imageSize(source: Source): Promise<ImageSize | undefined> {
  const stream = source.open();
  try {
    const { value } = await stream[Symbol.asyncIterator]().next();
    const { imageSize: sizeOf } = await import("image-size");
    const { width, height, orientation = 1 } = sizeOf(value as Buffer); // a stream of bytes
    return orientation < firstTurned ? { width, height } : { width: height, height: width };
  } catch {
    return undefined;
  } finally {
    stream.destroy();
  }
}
