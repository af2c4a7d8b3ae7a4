import { describe, expect, it } from "vitest";
import { useSandbox } from "./support/sandbox.ts";

// Scripts as clients send them, and what VK is known to make of them. Calls of the scripts: posts of this community's wall.
const vk = useSandbox();
const wall = "-77";

interface Answer {
  readonly response?: unknown;
  readonly execute_errors?: ReadonlyArray<{ method: string; error_code: number; error_msg: string }>;
  readonly error?: { error_code: number; error_msg: string };
}

async function execute(code: string, params: Record<string, string> = {}): Promise<Answer> {
  const body = new URLSearchParams({ access_token: "t", v: "5.199", code, ...params });
  const response = await fetch(`${vk.sandbox.apiUrl}/execute`, { method: "POST", body });
  expect(response.status).toBe(200);
  return (await response.json()) as Answer;
}

async function failure(code: string): Promise<string> {
  const { error } = await execute(code);
  return `${error?.error_code} ${error?.error_msg}`;
}

const compileError = (problem: string) => `12 Unable to compile code: ${problem}`;
const runtimeError = (problem: string) => `13 Runtime error occurred during code invocation: ${problem}`;

describe("a script", () => {
  it.each<[string, string, unknown]>([
    ["arithmetic", "return (1 + 2) * 3 - 8 / 4 % 3;", 7],
    ["concatenation", 'return "a" + 1 + null + true;', "a11"],
    ["unquoted and quoted keys", 'return {a: 1, "b": {c: [true, null]}};', { a: 1, b: { c: [true, null] } }],
    ["an empty object, which is an empty list", "return {};", []],
    ["several variables", "var a = 1, b, c = a + 1; return [a, b, c];", [1, null, 2]],
    [
      "comparisons",
      'return [1 < 2, "2" >= 10, "b" > "a", 1 == "1", 1 != 2];',
      [true, false, true, true, true],
    ],
    ["comparing with null", "var a; return [a == null, 0 != null, Args.b == null];", [true, true, true]],
    ["logic", 'return [1 && 2, 0 || "x", !0, [] || 3];', [2, "x", true, 3]],
    ["a condition", "var a = 2; if (a > 1) return 1; else return 0;", 1],
    ["a conditional value", "var a = 0; return a ? 1 : {b: 2};", { b: 2 }],
    ["a loop", "var i = 0, r = []; while (i < 3) { r.push(i); i = i + 1; }; return r;", [0, 1, 2]],
    ["a fall through the end", "var a = 1;", null],
    ["comments and a string like code", '// a@.b\nreturn /* " */ "x@.y;";', "x@.y;"],
    [
      "fields by name and number",
      'var a = {b: [{c: 1}]}; return [a.b[0].c, a["b"].length, a.x.y];',
      [1, 1, null],
    ],
    ["a field of each", "var a = [{b: {c: 1}}, {b: {c: 2}}, {}]; return a@.b@.c;", [1, 2, null]],
    [
      "setting and deleting fields",
      "var a = {b: {}}; a.b.c = 1; a.d = 2; delete a.d; return a;",
      { b: { c: 1 } },
    ],
    ["joined lists and objects", "return [[1] + [2], {a: 1, b: 1} + {b: 2}];", [[1, 2], { a: 1, b: 2 }]],
    ["copies, not references", "var a = [1], b = a; a.push(2); return [a, b];", [[1, 2], [1]]],
    ["an item inside another", "var a = {b: [1]}; a.b.push(2); return a.b.pop() + a.b.length;", 3],
    ["an object that grows", "var a = {}; a.push(5); a.push(6); return a;", [5, 6]],
    [
      "shift and unshift",
      "var a = [1, 2]; var b = a.shift(); a.unshift(7, 8); return [a, b];",
      [[7, 8, 2], 1],
    ],
    [
      "slice and splice",
      "var a = [1, 2, 3, 4]; return [a.slice(1, 3), a.splice(0, 2, 9), a];",
      [
        [2, 3],
        [1, 2],
        [9, 3, 4],
      ],
    ],
    ["indexOf", 'return ["123".indexOf(2), [1, 2, 3].indexOf(3), [1].indexOf("x")];', [1, 2, -1]],
    [
      "substr and split",
      'return ["abcdef".substr(2, 3), "abc".substr(-1), "a,b".split(",")];',
      ["cde", "c", ["a", "b"]],
    ],
    [
      "parseInt and parseDouble",
      'return [parseInt("12px"), parseDouble("1.5"), parseInt(null)];',
      [12, 1.5, 0],
    ],
    ["names that JavaScript has", '["a"].constructor; return ["x".constructor, [].__proto__];', [null, null]],
    [
      "a field named as JavaScript's own",
      'return {"__proto__": 1, "constructor": 2};',
      JSON.parse('{"__proto__":1,"constructor":2}'),
    ],
  ])("returns the value of %s", async (_, code, expected) => {
    expect(await execute(code)).toEqual({ response: expected });
  });

  it("reads the parameters of the call as Args, but not the token", async () => {
    const code = "var n = parseInt(Args.offset); return [n + 1, Args.name, Args.access_token, Args.none];";
    expect(await execute(code, { offset: "41", name: "Ян", func_v: "2" })).toEqual({
      response: [42, "Ян", null, null],
    });
  });

  it.each<[string, string, string]>([
    ["no semicolon at the end", "return 1", "';' expected, '' found in line 1"],
    [
      "no semicolon between lines",
      "var a = 1;\nvar b = 2\nreturn a;",
      "';' expected, 'return' found in line 2",
    ],
    ["a bracket that is not closed", "return [1;", "unexpected ';' found in line 1"],
    ["an unknown variable", "return nobody;", "undefined variable 'nobody' in line 1"],
    ["an unknown function", "return eval(1);", "undefined function 'eval' in line 1"],
    ["an assignment to an item", "var a = [1]; a[0] = 2;", "non-variable in assignment in line 1"],
    ["an increment", "var i = 0; i++;", "'i++' is not supported in line 1"],
    ["an assignment with an operator", "var i = 0; i += 1;", "'i += 1' is not supported in line 1"],
    ["a for loop", "for (;;) {}", "'for (;;) {}' is not supported in line 1"],
    ["a function", "return function() {};", "'function() {}' is not supported in line 1"],
    ["another API object", "var API = 1;", "'API' is not supported in line 1"],
  ])("does not compile with %s", async (_, code, problem) => {
    expect(await failure(code)).toBe(compileError(problem));
  });

  it.each<[string, string, string]>([
    [
      "compares what cannot be compared",
      "return 1 < null;",
      "Comparing values of different or unsupported types",
    ],
    ["calculates with a text", 'return "x" - 1;', "Numeric value is expected"],
    [
      "calls a method of what is not a list",
      "var a; return a.slice(0, 1);",
      "Method slice requires an array",
    ],
    ["calls a method that VK does not have", "return [1].map(1);", "Unknown method map"],
    ["sets a field of a number", "var a = 1; a.b = 2;", "setting field [b] on not array variable"],
    ["runs forever", "while (true) {}", "Too many operations"],
    [
      "copies long lists forever",
      "var a = [1]; while (a.length < 300000) a = a + a; while (1) a.push(1);",
      "Too many operations",
    ],
    [
      "reads a long list forever",
      "var a = [1]; while (a.length < 200000) a = a + a; while (1) a.indexOf(a[a]);",
      "Too many operations",
    ],
    [
      "changes a large object forever",
      "var a = [1]; while (a.length < 50000) a = a + a; a.b = 1; while (1) delete a.c;",
      "Too many operations",
    ],
    ["makes a long text", 'var a = "ab"; while (true) a = a + a;', "response size is too big"],
    ["makes a list of shared lists", "var a = [1]; while (true) a = [a, a];", "response size is too big"],
    ["is nested deeply", `return ${"[".repeat(600)}${"]".repeat(600)};`, "the script is nested too deeply"],
    [
      "is nested more deeply than a parser can",
      `return ${"[".repeat(50_000)}1;`,
      "the script is nested too deeply",
    ],
    [
      "makes 26 calls",
      "var i = 0; while (i < 26) { API.utils.getServerTime(); i = i + 1; } return i;",
      "Too many API calls",
    ],
  ])("fails when it %s", async (_, code, problem) => {
    const started = performance.now();
    expect(await failure(code)).toBe(runtimeError(problem));
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe("calls of a script", () => {
  it("send lists with commas and flags as numbers, and leave out null", async () => {
    const code = `var texts = ["a", "b"];
      return API.wall.post({owner_id: ${wall}, from_group: true, close_comments: false, message: texts, guid: null});`;
    expect(await execute(code)).toEqual({ response: { post_id: expect.any(Number) } });
    expect(vk.last("wall.post")).toEqual({
      owner_id: wall,
      from_group: "1",
      close_comments: "0",
      message: "a,b",
    });
  });

  it("return false when they fail, and their errors in order", async () => {
    const code = 'return [API.wall.delete({"post_id": "x"}), API.users.get(), API.no.such()];';
    expect(await execute(code)).toEqual({
      response: [false, [expect.objectContaining({ first_name: "Anna" })], false],
      execute_errors: [
        {
          method: "wall.delete",
          error_code: 100,
          error_msg: "One of the parameters specified was missing or invalid: post_id not integer",
        },
        { method: "no.such", error_code: 3, error_msg: "Unknown method passed" },
      ],
    });
  });

  it("can fail by a scripted fault", async () => {
    vk.sandbox.fail({ on: "users.get", after: 1, fault: { error: 9 } });
    const { response, execute_errors } = await execute("return [API.users.get()@.id, API.users.get()@.id];");
    expect(response).toEqual([[100_001], []]);
    expect(execute_errors).toEqual([{ method: "users.get", error_code: 9, error_msg: "Flood control" }]);
  });

  it("read a whole wall in a loop, as clients do", async () => {
    const posts = Array.from({ length: 25 }, (_, i) => `API.wall.post({"owner_id":-78,"message":"${i}"})`);
    await execute(`return [${posts.join(",")}];`);
    const code = `
      var size = 10, offset = 0, key = "items";
      var params = {count: size, offset: offset} + {"owner_id": -78};
      var r = API.wall.get(params), items = r[key], i = 1;
      while(i < 25 && offset + size <= r.count) {
        offset = offset + size;
        params.offset = offset;
        items = items + API.wall.get(params)[key];
        i = i + 1;
      };
      return {count: r.count, texts: items@.text, offset: offset + size};`;
    const { response } = await execute(code.replaceAll("\n", ""));
    const texts = Array.from({ length: 25 }, (_, i) => String(24 - i));
    expect(response).toEqual({ count: 25, texts, offset: 30 });
  });

  it("keep what they did when the script fails later", async () => {
    const { error } = await execute(`API.wall.post({owner_id: -79, message: "stays"}); return 1 / 0;`);
    expect(error?.error_msg).toBe("Runtime error occurred during code invocation: Division by zero");
    expect(await execute("return API.wall.get({owner_id: -79}).count;")).toEqual({ response: 1 });
  });
});
