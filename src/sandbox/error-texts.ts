import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Places of the file, relative to the bundle. When run from source, the last build's is used. */
const paths = [
  "error-texts.json",
  "../error-texts.json",
  "../../error-texts.json",
  "../../dist/error-texts.json",
];

let texts: Readonly<Record<string, string>> | undefined;

/** VK's message of any error code, for scripted faults. */
export function errorText(code: number): string {
  texts ??= readTexts();
  return texts[code] ?? `Error ${code}`;
}

function readTexts(): Readonly<Record<string, string>> {
  const folder = dirname(fileURLToPath(import.meta.url));
  for (const path of paths) {
    try {
      return JSON.parse(readFileSync(join(folder, path), "utf8"));
    } catch {
      // It is in another place, or the package was not built.
    }
  }
  return {};
}
