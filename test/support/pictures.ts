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
