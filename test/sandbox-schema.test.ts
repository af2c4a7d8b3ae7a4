import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { handlers } from "../src/sandbox/methods/index.ts";
import { checks } from "./sandbox-schema/index.ts";
import { folderWithTokens, group_id, me, type Seed, seed } from "./sandbox-schema/seed.ts";
import { Vk } from "./sandbox-schema/vk.ts";
import { useSandbox } from "./support/sandbox.ts";

describe("a method of the sandbox returns what VK's schema has for", () => {
  const folder = folderWithTokens();
  const server = useSandbox({ folder, strict: true });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const vk = new Vk(() => server.sandbox.apiUrl);
  let community: Seed;
  beforeAll(async () => {
    const order = { group_id, user_id: me, address: "Kazan", comment: "Soon, please" };
    community = await seed(vk, item_id =>
      server.sandbox.order({ ...order, items: [{ item_id, quantity: 2 }] }),
    );
  });

  it.each(Object.entries(checks))("%s", async (method, check) => {
    const before = vk.counts(method);
    await check(vk, community);
    const { calls, responses } = vk.counts(method);
    expect(calls - before.calls, "sets of parameters").toBeGreaterThan(1);
    expect(responses - before.responses, "calls that return a response").toBeGreaterThan(0);
  });

  it("every method that the sandbox implements", () => {
    expect(Object.keys(handlers).filter(method => !(method in checks))).toEqual([]);
  });
});
