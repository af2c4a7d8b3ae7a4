import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readSheet } from "read-excel-file/node";
import { describe, expect, it } from "vitest";
import { addressesOf, folder, oint } from "./support/command.ts";
import { auth, useSandbox } from "./support/sandbox.ts";

const vk = useSandbox();

/** Runs a command on the sandbox. */
async function run(words: readonly string[], cwd: string = folder()) {
  const env = { ...addressesOf(vk.sandbox), OINT_VK_AUTH: JSON.stringify(auth) };
  const before = vk.sandbox.calls.length;
  const outcome = await oint(["vk", ...words], { env, cwd });
  return { ...outcome, cwd, sent: vk.sandbox.calls.length - before };
}

/** VK's answer with two products, one of them with a comma, a quote and a formula. */
function twoProducts(): void {
  const items = [
    { id: 1, title: 'Чай, "зелёный"', price: { amount: "35000" }, date: 1_764_547_200 },
    { id: 2, title: "=1+1", price: { amount: "100" }, date: 1_764_633_600 },
  ];
  vk.sandbox.fail({ on: "market.get", fault: { body: JSON.stringify({ response: { count: 2, items } }) } });
}

const list = ["getProductList"];

describe("--format", () => {
  it("csv has a line for each row, and columns for nested fields", async () => {
    twoProducts();
    const { code, stdout } = await run([...list, "--format", "csv"]);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout:
        'id,title,price.amount,date\r\n1,"Чай, ""зелёный""",35000,1764547200\r\n2,=1+1,100,1764633600\r\n',
    });
  });

  it("jsonl has a row in each line", async () => {
    twoProducts();
    const { stdout } = await run([...list, "--format", "jsonl"]);
    expect(
      stdout
        .trim()
        .split("\n")
        .map(line => JSON.parse(line).id),
    ).toEqual([1, 2]);
  });

  it("table and yaml are for people", async () => {
    twoProducts();
    expect((await run([...list, "--format", "table"])).stdout).toMatch(/^id +title .*\n[─ ]+\n +1 +Чай/);
    twoProducts();
    expect((await run([...list, "--format", "yaml"])).stdout).toContain("- id: 1\n");
  });

  it.each([
    [["--format", "xml"], '--format: got "xml", expected one of json, jsonl, csv'],
    [["--format", "xlsx"], "--format: xlsx is a workbook"],
    [["--out", "a.xlsx", "--format", "csv"], '--format: got "csv" for the file "a.xlsx"'],
    [["--format", "csv", "--csv-delimiter", "ab"], '--csv-delimiter: got "ab", expected one character'],
    [["--csv-bom"], "--csv-bom: applies only to CSV"],
    [["--query", "response.["], '--query: got "response.[", expected a JMESPath expression'],
    [["--query", "nope(@)"], '--query: got "nope(@)", expected a JMESPath expression: Unknown function'],
  ])("%j is refused before anything is sent", async (words, message) => {
    const { code, stdout, stderr, sent, cwd } = await run(["createPost", "--text", "a", ...words]);
    expect(stderr).toContain(`oint: ${message}`);
    expect({ code, stdout, sent }).toEqual({ code: 2, stdout: "", sent: 0 });
    expect(existsSync(join(cwd, "a.xlsx"))).toBe(false);
  });
});

describe("--out", () => {
  it("takes the format of the extension, with numbers and dates in a workbook", async () => {
    twoProducts();
    const { code, stdout, cwd } = await run([...list, "--out", "a.xlsx"]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
    const [head, first, second] = await readSheet(join(cwd, "a.xlsx"));
    expect(head).toEqual(["id", "title", "price.amount", "date"]);
    expect(first?.[0]).toBe(1);
    expect(first?.[3]).toBeInstanceOf(Date);
    expect(second?.[1]).toBe("=1+1");
  });

  it("writes CSV for Excel", async () => {
    twoProducts();
    const { cwd } = await run([...list, "--out", "a.csv", "--csv-delimiter", ";", "--csv-bom"]);
    expect(readFileSync(join(cwd, "a.csv"), "utf8")).toMatch(/^\uFEFFid;title;price\.amount;date\r\n1;/);
  });

  it("is standard output as a hyphen", async () => {
    const { stdout, cwd } = await run(["createPost", "--text", "a", "--out", "-"]);
    expect(JSON.parse(stdout)).toHaveProperty("response.post_id");
    expect(existsSync(join(cwd, "-"))).toBe(false);
  });
});

describe("--query", () => {
  it("is checked in a dry run, and does not hide its requests", async () => {
    const post = ["createPost", "--text", "a", "--test"];
    const whole = JSON.parse((await run(post)).stdout);
    const { code, stdout, stderr } = await run([...post, "--query", "response.post_id"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject([{ request: whole[0].request, parameters: { message: "a" } }]);
    expect(stderr).toBe("oint: --query does not apply to a dry run, which prints the requests\n");
    expect(await run([...post, "--query", "response.["])).toMatchObject({ code: 2, stdout: "" });
  });

  it("selects a part; a text stands without quotes", async () => {
    twoProducts();
    const { stdout } = await run([...list, "--query", "[0].title"]);
    expect(stdout).toBe('Чай, "зелёный"\n');
    twoProducts();
    const query = "[].{id: id, price: price.amount}";
    const { stdout: csv } = await run([...list, "--query", query, "--format", "csv"]);
    expect(csv).toBe("id,price\r\n1,35000\r\n2,100\r\n");
  });

  it("that does not suit the result loses nothing, and says that the call was made", async () => {
    const words = ["createPost", "--text", "a", "--query", "sort(response)", "--out", "a.json"];
    const { code, stderr, cwd, sent } = await run(words);
    expect({ code, sent }).toEqual({ code: 74, sent: 1 });
    expect(stderr).toContain("oint: --query: the call was made");
    expect(JSON.parse(readFileSync(join(cwd, "a.json"), "utf8"))).toHaveProperty("response.post_id");
  });
});
