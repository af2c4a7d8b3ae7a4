import { PNG } from "pngjs";

/** A PNG of one colour. */
export function png(
  width = 40,
  height = 30,
  colour: readonly [number, number, number] = [200, 30, 60],
): Buffer {
  const picture = new PNG({ width, height });
  for (let at = 0; at < picture.data.length; at += 4) picture.data.set([...colour, 255], at);
  return PNG.sync.write(picture);
}

/** The smallest GIF, one pixel. */
export const gif = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64");

/** The beginning of an MP4 file, and as many bytes as are asked for. */
export function mp4(bytes = 2000): Buffer {
  return Buffer.concat([
    Buffer.from("000000206674797069736f6d0000020069736f6d69736f32617663316d703431", "hex"),
    Buffer.alloc(bytes, 7),
  ]);
}
