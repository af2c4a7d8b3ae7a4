/**
 * Writes `src/invoke/generated/manifest.json`, which describes the functions to the command line. With `--check`, it writes
 * nothing and fails when the file is out of date.
 */
import type { Manifest } from "../src/invoke/manifest.ts";
import { readLibrary } from "./functions.ts";
import { writeGenerated } from "./generated.ts";

const { functions } = await readLibrary();
const manifest: Manifest = { functions: functions.map(({ command }) => command) };
writeGenerated("src/invoke/generated/manifest.json", `${JSON.stringify(manifest, null, 1)}\n`);
