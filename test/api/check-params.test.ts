import { describe, expect, it } from "vitest";
import { checkParams } from "../../src/api/check-params.ts";
import { loadMethod, type MethodFacts, methodNames } from "../../src/api/method.ts";
import { ArgumentError } from "../../src/errors.ts";
import { invalidValue, smallestCall, validValue } from "./samples.ts";

async function method(name: string): Promise<MethodFacts> {
  const facts = await loadMethod(name);
  if (!facts) throw new Error(`no method ${name}`);
  return facts;
}

async function check(name: string, params: Record<string, unknown>): Promise<Record<string, string>> {
  return checkParams(await method(name), params);
}

describe("checkParams", () => {
  it.each(methodNames)("%s: the smallest valid call passes, wrong values do not", async name => {
    const facts = await method(name);
    const smallest = smallestCall(facts);
    expect(Object.keys(checkParams(facts, smallest)).sort()).toEqual(Object.keys(smallest).sort());
    for (const [parameter, parameterFacts] of Object.entries(facts.parameters)) {
      const valid = { ...smallest, [parameter]: validValue(parameterFacts) };
      expect(checkParams(facts, valid)).toHaveProperty([parameter]);
      const invalid = invalidValue(parameterFacts);
      if (invalid !== undefined) {
        expect(() => checkParams(facts, { ...smallest, [parameter]: invalid })).toThrow(ArgumentError);
      }
      if (parameterFacts.required) {
        const { [parameter]: _, ...without } = smallest;
        expect(() => checkParams(facts, without)).toThrow(
          `${parameter}: is missing, and ${name} requires it`,
        );
      }
    }
    if (!facts.anyParameters)
      expect(() => checkParams(facts, { ...smallest, nosuch: 1 })).toThrow(ArgumentError);
  });

  it("encodes as VK reads it", async () => {
    expect(
      await check("wall.post", {
        owner_id: "-1",
        from_group: true,
        signed: "false",
        message: "Hello, world",
        attachments: ["photo1_2", "https://example.com"],
        lat: "55,75",
        photo_attachments_crop: [{ photo_id: "1_2", x: 0 }],
        publish_date: undefined,
      }),
    ).toEqual({
      owner_id: "-1",
      from_group: "1",
      signed: "0",
      message: "Hello, world",
      attachments: "photo1_2,https://example.com",
      lat: "55.75",
      photo_attachments_crop: '[{"photo_id":"1_2","x":0}]',
    });
  });

  it.each([
    ["users.get", { user_ids: "1, durov" }, { user_ids: "1,durov" }],
    ["users.get", { user_ids: '["1", 2]' }, { user_ids: "1,2" }],
    ["users.get", { user_ids: 210700286 }, { user_ids: "210700286" }],
    ["users.get", { user_ids: [] }, { user_ids: "" }],
    ["users.get", { name_case: "GEN" }, { name_case: "gen" }],
    ["users.get", { fields: "sex,country" }, { fields: "sex,country" }],
    ["wall.get", { owner_id: "-9223372036854775807" }, { owner_id: "-9223372036854775807" }],
    ["status.set", { text: "" }, { text: "" }],
    ["execute", { code: "return Args.x;", x: 1 }, { code: "return Args.x;", x: "1" }],
    [
      "messages.send",
      { random_id: 1, peer_id: 1, keyboard: { buttons: [] } },
      { keyboard: '{"buttons":[]}' },
    ],
    [
      "messages.send",
      { keyboard: '{"id": 12345678901234567890}' },
      { keyboard: '{"id": 12345678901234567890}' },
    ],
    ["wall.get", { v: "5.131", test_mode: "1" }, { v: "5.131", test_mode: "1" }],
  ])("%s accepts %j", async (name, params, encoded) => {
    expect(await check(name, params)).toMatchObject(encoded);
  });

  it.each([
    ["wall.get", { owner: -1 }, "owner: is not a parameter of wall.get; its parameters: domain, offset"],
    ["wall.get", { "owner-id": -1 }, "owner-id: is not a parameter of wall.get; did you mean owner_id?"],
    [
      "wall.get",
      { access_token: "vk1.a.SECRET" },
      "access_token: is not a parameter; the token belongs in the credentials",
    ],
    ["wall.get", { count: "many" }, 'count: got "many", expected an integer, at least 0'],
    ["wall.get", { count: 1.5 }, "count: got 1.5, expected an integer, at least 0"],
    ["wall.get", { count: "" }, 'count: got "", expected an integer, at least 0'],
    ["wall.get", { count: true }, "count: got true, expected an integer, at least 0"],
    [
      "groups.getMembers",
      { group_id: 1, count: 1001 },
      "count: got 1001, expected an integer from 0 to 1000",
    ],
    [
      "wall.get",
      { filter: "ownr" },
      'filter: got "ownr", expected one of owner, others, all, postponed, suggests, archived, donut; did you mean owner?',
    ],
    ["users.get", { fields: "contry" }, "did you mean country?"],
    ["users.search", { sex: 3 }, 'sex: got "3", expected one of 0 (any), 1 (female), 2 (male)'],
    ["users.get", { user_ids: "1,,2" }, "user_ids: item 2 is empty"],
    ["users.get", { user_ids: { a: 1 } }, 'user_ids: got {"a":1}, expected an array'],
    ["users.get", { user_ids: "[1" }, 'user_ids: got "[1", expected a JSON array'],
    [
      "wall.post",
      { attachments: ["photo1_2,photo3_4"] },
      'attachments: item 1, "photo1_2,photo3_4", has a comma',
    ],
    ["wall.post", { message: ["a"] }, 'message: got ["a"], expected a string'],
    ["wall.post", { friends_only: "perhaps" }, 'friends_only: got "perhaps", expected true or false'],
    [
      "messages.send",
      { keyboard: "{buttons" },
      'keyboard: got "{buttons", expected a structure, or JSON text',
    ],
    ["users.get", { __proto__: null, constructor: 1 }, "constructor: is not a parameter of users.get"],
    ["account.getProfileInfo", { x: 1 }, "x: is not a parameter of account.getProfileInfo"],
    ["video.add", { owner_id: 1, video_id: 2 ** 31 }, "video_id: got 2147483648, expected an integer"],
    [
      "polls.create",
      { add_answers: "yes,no" },
      'add_answers: got "yes,no", expected a structure, or JSON text',
    ],
    ["polls.create", { add_answers: Array(11).fill("x") }, "add_answers: got 11 items, expected at most 10"],
  ])("%s refuses %j", async (name, params, problem) => {
    await expect(check(name, params)).rejects.toThrow(ArgumentError);
    await expect(check(name, params)).rejects.toThrow(problem);
  });

  it("refuses more items than VK takes", async () => {
    const ids = Array(1001).fill(1);
    await expect(check("users.get", { user_ids: ids })).rejects.toThrow(
      "user_ids: got 1001 items, expected at most 1000",
    );
  });

  it("never shows a password or a token", async () => {
    const short = check("account.changePassword", { new_password: "NEVER" });
    await expect(short).rejects.toThrow("new_password: got a value that is not shown here (5 characters)");
    await expect(check("wall.get", { count: "vk1.a.NEVER" })).rejects.toThrow('count: got "***"');
    await expect(check("wall.get", { count: { access_token: "NEVER" } })).rejects.not.toThrow("NEVER");
  });
});
