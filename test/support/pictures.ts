import { PNG } from "pngjs";

/** A PNG of one color. */
export function png(
  width = 40,
  height = 30,
  color: readonly [number, number, number] = [200, 30, 60],
): Buffer {
  const image = new PNG({ width, height });
  for (let at = 0; at < image.data.length; at += 4) image.data.set([...color, 255], at);
  return PNG.sync.write(image);
}

/** A GIF of one pixel. */
export const gif = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64");

/** The header of an MP4 file, followed by the given number of bytes. */
export function mp4(bytes = 2000): Buffer {
  return Buffer.concat([
    Buffer.from("000000206674797069736f6d0000020069736f6d69736f32617663316d703431", "hex"),
    Buffer.alloc(bytes, 7),
  ]);
}

/** The header of a voice message: OGG with Opus audio. */
export const opus: Buffer = Buffer.concat([
  Buffer.from("OggS"),
  Buffer.alloc(24),
  Buffer.from("OpusHead"),
  Buffer.alloc(200, 7),
]);
