import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** VK's description of a method, in English. */
export interface MethodDescription {
  /** What the method does; empty if VK does not describe it. */
  readonly description: string;
  /** Descriptions of parameters by name; parameters that VK does not describe are omitted. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** Folders with descriptions, relative to the bundle. When run from source, the last build's are used. */
const folders = [
  "api-descriptions",
  "../api-descriptions",
  "../../api-descriptions",
  "../../dist/api-descriptions",
];

type Section = Readonly<Record<string, MethodDescription>>;

const sections = new Map<string, Promise<Section>>();

/**
 * Gets VK's description of a method. Only the descriptions of the method's section are read.
 *
 * @param method the method name, `wall.post`
 * @param base URL of the file whose location the folders are relative to
 * @returns `undefined` if VK does not describe the method, or the package was built without descriptions
 */
export async function describeMethod(
  method: string,
  base: string = import.meta.url,
): Promise<MethodDescription | undefined> {
  const section = /^\w+/.exec(method)?.[0] ?? "";
  const key = `${base} ${section}`;
  const reading = sections.get(key) ?? readSection(section, base);
  sections.set(key, reading);
  const descriptions = await reading;
  return Object.hasOwn(descriptions, method) ? descriptions[method] : undefined;
}

async function readSection(section: string, base: string): Promise<Section> {
  const folder = dirname(fileURLToPath(base));
  for (const path of folders) {
    try {
      return JSON.parse(await readFile(join(folder, path, `${section}.json`), "utf8"));
    } catch {
      // The file is missing or unreadable. Descriptions are optional, so help omits them.
    }
  }
  return {};
}
