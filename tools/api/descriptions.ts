/**
 * Writes the descriptions of methods and parameters in VK's official typings to `dist/api-descriptions/<section>.json`.
 * VK's sentences become part of the built package, as its typings do, but not of this repository.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import type { MethodDescription } from "../../src/api/descriptions.ts";
import { typedMethods } from "./typings.ts";

const folder = "dist/api-descriptions";

/** Removes VK's markup from a sentence; returns an empty string when only markup is left. */
function plainText(text: string): string {
  if (/\.json#\//.test(text)) return "";
  return text
    .replace(/\[[^|\]]+\|([^\]]+)\]/g, "$1")
    .replace(/[,;*\s]+$/, "")
    .trim();
}

function describe(parameters: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parameters)
      .map(([name, text]) => [name, plainText(text)] as const)
      .filter(([, text]) => text !== ""),
  );
}

const sections = new Map<string, Record<string, MethodDescription>>();
for (const { name, description, parameters } of typedMethods()) {
  const [section = name] = name.split(".");
  const methods = sections.get(section) ?? {};
  methods[name] = { description: plainText(description), parameters: describe(parameters) };
  sections.set(section, methods);
}

mkdirSync(folder, { recursive: true });
for (const [section, methods] of sections) {
  writeFileSync(`${folder}/${section}.json`, JSON.stringify(methods));
}
