import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { World } from "../../src/sandbox/world.ts";

/** What the examples in the comments speak of: things that are there before them. */
const owner_id = -218861756;
const world: Partial<World> = {
  posts: [
    {
      id: 42,
      owner_id,
      from_id: owner_id,
      date: 1,
      text: "A post to work with",
      attachments: [],
      marked_as_ads: 0,
      close_comments: 0,
      postponed: false,
      guid: "",
      made: 1,
    },
  ],
};

/** A folder with a sandbox's state in which the examples find what they speak of. */
export function seededFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "oint-seed-"));
  writeFileSync(join(folder, "state.json"), JSON.stringify(world));
  return folder;
}
