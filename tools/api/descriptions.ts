/**
 * Writes what VK's official typings say of each method and parameter into `dist/api-descriptions/<section>.json`. VK's
 * sentences become part of the built package, like its typings, and not of this project.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import type { MethodDescription } from "../../src/api/descriptions.ts";
import { typedMethods } from "./typings.ts";

const folder = "dist/api-descriptions";

/** A sentence without VK's markup; empty when nothing but markup is left. */
function plain(text: string): string {
  if (/\.json#\//.test(text)) return "";
  return text
    .replace(/\[[^|\]]+\|([^\]]+)\]/g, "$1")
    .replace(/[,;*\s]+$/, "")
    .trim();
}

function describe(parameters: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parameters)
      .map(([name, text]) => [name, plain(text)] as const)
      .filter(([, text]) => text !== ""),
  );
}

const sections = new Map<string, Record<string, MethodDescription>>();
for (const { name, description, parameters } of typedMethods()) {
  const [section = name] = name.split(".");
  const methods = sections.get(section) ?? {};
  methods[name] = { description: plain(description), parameters: describe(parameters) };
  sections.set(section, methods);
}

mkdirSync(folder, { recursive: true });
for (const [section, methods] of sections) {
  writeFileSync(`${folder}/${section}.json`, JSON.stringify(methods));
}
