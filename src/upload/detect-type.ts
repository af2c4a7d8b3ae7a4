import { promises } from "node:fs";
import { extname } from "node:path";
import type { FileTypeResult } from "file-type";

/** Signatures of the image types that VK accepts. With them, file-type need not be loaded for images. */
const imageSignatures: ReadonlyArray<readonly [signature: string, type: FileTypeResult]> = [
  ["\x89PNG\r\n\x1a\n", { ext: "png", mime: "image/png" }],
  ["\xff\xd8\xff", { ext: "jpg", mime: "image/jpeg" }],
  ["GIF8", { ext: "gif", mime: "image/gif" }],
];

const maxSignatureBytes = 8;

function imageType(bytes: Uint8Array): FileTypeResult | undefined {
  const start = Buffer.from(bytes.subarray(0, maxSignatureBytes)).toString("latin1");
  return imageSignatures.find(([signature]) => start.startsWith(signature))?.[1];
}

/** Detects the type of a file by its content; `undefined` if the type is unknown. */
export async function typeOfFile(path: string): Promise<FileTypeResult | undefined> {
  const file = await promises.open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(maxSignatureBytes), 0, maxSignatureBytes, 0);
    const image = imageType(buffer.subarray(0, bytesRead));
    return image ?? (await (await import("file-type")).fileTypeFromFile(path));
  } finally {
    await file.close();
  }
}

/** Detects the type of a file's bytes; `undefined` if the type is unknown. */
export async function typeOfBytes(bytes: Uint8Array): Promise<FileTypeResult | undefined> {
  return imageType(bytes) ?? (await (await import("file-type")).fileTypeFromBuffer(bytes));
}

/** Extensions of the same type of file; the first one is the most common. */
const equivalentExtensions: ReadonlyArray<readonly string[]> = [
  ["jpg", "jpeg", "jpe", "jfif"],
  ["wmv", "asf"],
  ["mpg", "mpeg", "mpe", "vob"],
  // VK treats these names of the same container equally.
  ["mp4", "m4v", "f4v"],
  ["mov", "qt"],
  ["3gp", "3gpp", "3g2"],
  ["ogg", "opus", "oga"],
];

/** Gives a file name the extension of the detected type, because VK determines the type by the extension. */
export function withExtension(name: string, type: FileTypeResult | undefined): string {
  const { ext = "" } = type ?? {};
  const extensions = equivalentExtensions.find(equivalent => equivalent.includes(ext)) ?? [ext];
  return extensions.includes(extname(name).slice(1).toLowerCase()) ? name : `${name}.${extensions[0]}`;
}

/** Keeps the name of a document; VK does not recognize one without an extension, so such a name gets one. */
export function documentName(name: string, type: FileTypeResult | undefined): string {
  // A text has no signature.
  return extname(name) === "" ? `${name}.${type?.ext ?? "txt"}` : name;
}
