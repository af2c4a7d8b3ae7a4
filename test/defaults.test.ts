import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { defaults } from "../src/core/defaults.ts";
import { oint } from "./support/command.ts";

const { timeouts, retries, deadline, requestsPerSecond } = defaults;

/** Each option, its setting, and its default as people read it. */
const rows = [
  ["--response-timeout", "timeouts.response", timeouts.response / 1000],
  ["--connect-timeout", "timeouts.connect", timeouts.connect / 1000],
  ["--idle-timeout", "timeouts.idle", timeouts.idle / 1000],
  ["--timeout", "deadline", deadline / 1000],
] as const;

describe("defaults are in one file", () => {
  it.each(["docs/retries.md", "docs/ru/retries.md"])("%s says what they are", path => {
    const text = readFileSync(path, "utf8");
    for (const [option, setting, value] of rows) {
      expect(text).toMatch(new RegExp(`\\| \`${option}\` \\| \`${setting}\` \\|[^|]*\\| ${value} \\|`));
    }
    expect(text).toMatch(new RegExp(`\`--retries\`[^\\n]*${retries}`));
  });

  it("and so does the help", async () => {
    const { stdout } = await oint(["vk", "deletePost", "--help"]);
    const help = stdout.replace(/\s+/g, " ");
    for (const [option, , value] of rows)
      expect(help).toMatch(new RegExp(`${option} [^-]*\\(default: ${value}\\)`));
    expect(help).toContain(`(default: ${requestsPerSecond.user}, community ${requestsPerSecond.community})`);
  });
});
