import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Writes a generated file. With `--check`, it writes nothing and fails when the current file differs. */
export function writeGenerated(path: string, text: string): void {
  const current = existsSync(path) ? readFileSync(path, "utf8") : "";
  if (current === text) return;
  if (process.argv.includes("--check")) {
    console.error(`${path} is out of date: run npm run generate and commit the result`);
    process.exitCode = 1;
    return;
  }
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  console.error(`wrote ${path}`);
}
