import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { describeMethod } from "../../src/api/descriptions.ts";
import { typedMethods } from "../../tools/api/typings.ts";

describe("describeMethod", () => {
  it("reads the built descriptions", async () => {
    const wallGet = await describeMethod("wall.get");
    expect(wallGet?.description).toMatch(/posts on a user wall or community wall/);
    expect(wallGet?.parameters.count).toMatch(/maximum 100/);
    expect(wallGet?.parameters).not.toHaveProperty("fields");
    expect(await describeMethod("wall.constructor")).toBeUndefined();
  });

  it("looks beside the part that asks, and goes without when there are none", async () => {
    const root = mkdtempSync(join(tmpdir(), "descriptions-"));
    const part = pathToFileURL(join(root, "cli", "parts", "main.js")).href;
    expect(await describeMethod("wall.get", part)).toBeUndefined();
    expect(await describeMethod("../wall.get", part)).toBeUndefined();
    mkdirSync(join(root, "api-descriptions"));
    const described = { "status.get": { description: "Returns the status.", parameters: {} } };
    writeFileSync(join(root, "api-descriptions", "status.json"), JSON.stringify(described));
    expect(await describeMethod("status.get", part)).toEqual(described["status.get"]);
  });
});

describe("The official typings", () => {
  it("describe most methods", () => {
    const methods = typedMethods();
    expect(methods.filter(({ description }) => description !== "").length).toBeGreaterThan(400);
    expect(methods.filter(({ responses }) => responses.length === 0)).toEqual([]);
  });
});
