import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** What VK says of a method, in English. */
export interface MethodDescription {
  /** What it does; empty when VK does not say. */
  readonly description: string;
  /** What its parameters mean, by name; those that VK does not describe are left out. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** The built package has them beside its parts; the project's sources find those of the last build. */
const places = [
  "api-descriptions",
  "../api-descriptions",
  "../../api-descriptions",
  "../../dist/api-descriptions",
];

type Section = Readonly<Record<string, MethodDescription>>;

const sections = new Map<string, Promise<Section>>();

/**
 * What VK says of a method; of all descriptions only those of its section are read.
 *
 * @param method its name, `wall.post`
 * @param base address of the file from which the descriptions are looked for
 * @returns `undefined` when VK says nothing, or when the package was built without descriptions
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
  for (const place of places) {
    try {
      return JSON.parse(await readFile(join(folder, place, `${section}.json`), "utf8"));
    } catch {
      // Not here, or not readable: a help text without VK's sentences is still a help text.
    }
  }
  return {};
}
