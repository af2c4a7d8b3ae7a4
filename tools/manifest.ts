/**
 * Writes `src/invoke/generated/manifest.json`, out of which the command line is made. `--check` writes nothing and fails when
 * the file is stale.
 */
import type { Manifest } from "../src/invoke/manifest.ts";
import { writeGenerated } from "./generated.ts";
import { readLibrary } from "./operations.ts";

const { operations } = await readLibrary();
const manifest: Manifest = { functions: operations.map(({ command }) => command) };
writeGenerated("src/invoke/generated/manifest.json", `${JSON.stringify(manifest, null, 1)}\n`);
