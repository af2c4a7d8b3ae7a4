import { describe, expect, expectTypeOf, it } from "vitest";
import { methodNames } from "../../src/api/method.ts";
import type { MethodName, MethodParams, MethodResponse } from "../../src/api/method-types.ts";

/** Each name once, as a type and as a value. */
const all = <const N extends readonly string[]>(...list: N) => list;

describe("MethodTypes", () => {
  it("has the official parameters and responses, and those that the typings lack", () => {
    expectTypeOf<MethodParams<"wall.get">>().toExtend<{ owner_id?: number; domain?: unknown }>();
    expectTypeOf<{ owner_id: -1; count: 5 }>().toExtend<MethodParams<"wall.get">>();
    expectTypeOf<{ owner_id: string }>().not.toExtend<MethodParams<"wall.get">>();
    expectTypeOf<{ primary_attachments_mode: "grid" }>().toExtend<MethodParams<"wall.post">>();
    expectTypeOf<{ primary_attachments_mode: "list" }>().not.toExtend<MethodParams<"wall.post">>();
    expectTypeOf<{ community_id: number }>().toExtend<MethodParams<"market.getCommunityReviews">>();
    expectTypeOf<{ code: string; anything: number }>().toExtend<MethodParams<"execute">>();
    expectTypeOf<NonNullable<MethodResponse<"wall.get">["items"]>[number]>().toHaveProperty("attachments");
    expectTypeOf<MethodResponse<"messages.forceCallFinish">>().toEqualTypeOf<1>();
  });

  it("names every method, and none that does not exist", () => {
    expectTypeOf<"wall.gett">().not.toExtend<MethodName>();
    const named = all("users.get", "stories.getDetailedStats", "video.getOembed", "market.getFavesForAttach");
    expectTypeOf<(typeof named)[number]>().toExtend<MethodName>();
    for (const name of named) expect(methodNames).toContain(name);
  });
});
