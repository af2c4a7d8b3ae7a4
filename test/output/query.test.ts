import { describe, expect, it } from "vitest";
import { ArgumentError } from "../../src/errors.ts";
import { loadQuery, QueryError } from "../../src/output/index.ts";
import { coming } from "./support.ts";

const result = {
  response: {
    count: 2,
    items: [
      { id: 1, text: "а", likes: { count: 5 } },
      { id: 2, text: "б" },
    ],
  },
};

describe("a query", () => {
  it.each([
    ["response.count", 2],
    ["response.items[].id", [1, 2]],
    ["response.items[?likes.count > `3`].{id: id, likes: likes.count}", [{ id: 1, likes: 5 }]],
    ["length(response.items)", 2],
    ["response.nothing", null],
    ["response.items[?text == 'б'].id | [0]", 2],
    ["max_by(response.items, &id).text", "б"],
    ['`{"type": "Function", "name": "x", "children": []}`.name', "x"],
  ])("%s takes its part", async (expression, expected) => {
    const query = await loadQuery(expression);
    expect(await query(result)).toEqual(expected);
  });

  it("waits for a list that comes row by row", async () => {
    expect(await (await loadQuery("[].id"))(coming(result.response.items))).toEqual([1, 2]);
  });

  it.each([
    ["", "something is missing at its end"],
    ["response.items[", "something is missing at its end"],
    ["items[?a == ", "something is missing at its end"],
    ['"abc', "something is missing at its end"],
    ["a.b c", "from character 5 on: c"],
    ["items[*].{a: id, b:}", "from character 20 on: }"],
    ["a | | b", "from character 5 on: | b"],
    ["a || b && c d", "from character 13 on: d"],
    ["'#' # b", "from character 5 on: # b"],
    ["items[0]]", "from character 9 on: ]"],
    ["items[].nofunc(@)", "Unknown function: nofunc()"],
    ["items[].max_by(@)", "Invalid arity: max_by()"],
    ["length()", "Invalid arity: length()"],
  ])("%o is refused, and it is said where it is wrong", async (expression, where) => {
    const reading = loadQuery(expression);
    await expect(reading).rejects.toThrow(ArgumentError);
    await expect(reading).rejects.toThrow(`query: got "${expression}", expected a JMESPath expression: `);
    await expect(reading).rejects.toThrow(where);
  });

  it("that does not suit the result says that the call was made, and hands on the result", async () => {
    const query = await loadQuery("sum(response.items)");
    const failure = await query(result).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(QueryError);
    expect(failure).toMatchObject({
      result,
      message: expect.stringMatching(/^the call was made, but .*sum\(response/),
    });
  });
});
