import { build } from "esbuild";
import { describe, expect, it } from "vitest";
import { names } from "../../src/api/generated/names.ts";
import { sections } from "../../src/api/generated/sections.ts";
import { loadMethod, methodNames, suggestMethod } from "../../src/api/method.ts";
import { addedMethods } from "../../src/api/overlay/methods.ts";
import { notPaged, pagingCorrections } from "../../src/api/overlay/paging.ts";
import { addedParameters } from "../../src/api/overlay/parameters.ts";
import { tokenReports } from "../../src/api/overlay/tokens.ts";
import { isUndocumented } from "../../src/api/overlay/undocumented.ts";

const schemaOf = async (name: string) => (await sections[name.split(".")[0] ?? ""]?.())?.methods[name];

describe("loadMethod", () => {
  it("knows all 566 methods of the schema, and those that it lacks", async () => {
    expect(names).toHaveLength(566);
    expect(methodNames).toHaveLength(566 + Object.keys(addedMethods).length);
    const loaded = await Promise.all(methodNames.map(loadMethod));
    expect(loaded.map(method => method?.name)).toEqual(methodNames);
  });

  it("tells parameters, tokens, errors, paging, policy and page of a method", async () => {
    expect(await loadMethod("wall.get")).toMatchObject({
      name: "wall.get",
      section: "wall",
      parameters: {
        owner_id: { type: "integer" },
        count: { type: "integer", minimum: 0 },
        filter: { type: "string", enum: expect.arrayContaining(["owner", "postponed"]) },
        fields: {
          type: "array",
          items: { enum: expect.arrayContaining(["country", "photo_max_size", "place"]) },
        },
      },
      tokens: ["user", "service"],
      paging: { by: "offset", size: "count", maxSize: 100, items: ["items"], total: ["count"] },
      policy: { retry: "safe", batchable: true },
      page: "https://dev.vk.com/ru/method/wall.get",
      undocumented: false,
    });
  });

  it("finds nothing under names that objects inherit", async () => {
    for (const name of ["", "constructor", "wall", "wall.constructor", "__proto__.x", "toString.toString"]) {
      expect(await loadMethod(name)).toBeUndefined();
    }
  });

  it("names VK's own count of a list, and where lists go on", async () => {
    const paging = async (name: string) => (await loadMethod(name))?.paging;
    expect(await paging("wall.getComments")).toMatchObject({ maxSize: 100, total: ["current_level_count"] });
    expect(await paging("leadForms.getLeads")).toMatchObject({ by: "next_page_token", items: ["leads"] });
    expect(await paging("newsfeed.get")).toMatchObject({
      by: "start_from",
      next: ["next_from"],
      maxSize: 100,
    });
    expect(await paging("messages.getImportantMessages")).toMatchObject({ items: ["messages", "items"] });
    expect(await paging("storage.getKeys")).toEqual({
      by: "offset",
      size: "count",
      maxSize: 1000,
      defaultSize: 100,
      items: [],
    });
    expect(await paging("friends.getMutual")).toBeUndefined();
    expect(await paging("users.search")).toMatchObject({ reach: 1000 });
  });
});

describe("The overlay", () => {
  it("adds no method that the schema has", () => {
    expect(Object.keys(addedMethods).filter(name => names.includes(name))).toEqual([]);
  });

  it("says nothing that the schema says already", async () => {
    for (const [method, parameters] of Object.entries(addedParameters)) {
      const schema = await schemaOf(method);
      expect(schema, method).toBeDefined();
      for (const [name, { source, ...facts }] of Object.entries(parameters)) {
        expect(source).toMatch(/^https:\/\//);
        expect(schema?.parameters[name], `${method} ${name}`).not.toEqual(facts);
      }
    }
    for (const [method, { source, ...correction }] of Object.entries(pagingCorrections)) {
      const { paging } = (await schemaOf(method)) ?? {};
      expect(paging, method).toBeDefined();
      expect({ ...paging, ...correction }, method).not.toEqual(paging);
    }
  });

  it("names only methods that exist", async () => {
    for (const name of [...notPaged, ...Object.keys(tokenReports)]) expect(methodNames).toContain(name);
    for (const name of notPaged) expect((await schemaOf(name))?.paging, name).toBeDefined();
  });

  it("marks methods without a page in VK's documentation", () => {
    expect(isUndocumented("likes.add")).toBe(true);
    expect(isUndocumented("account.ban")).toBe(true);
    expect(isUndocumented("account.getAppPermissions")).toBe(false);
    expect(isUndocumented("wall.post")).toBe(false);
    expect(names.filter(isUndocumented)).toMatchSnapshot();
  });
});

describe("suggestMethod", () => {
  it("finds the nearest name", () => {
    expect(suggestMethod("wall.gett")).toBe("wall.get");
    expect(suggestMethod("friends.getonline")).toBe("friends.getOnline");
    expect(suggestMethod("something.completelyDifferent")).toBeUndefined();
  });
});

describe("The table of methods", () => {
  it("is read by section: who loads one method parses no other section", async () => {
    const { metafile } = await build({
      entryPoints: { method: "src/api/method.ts" },
      bundle: true,
      splitting: true,
      format: "esm",
      platform: "node",
      write: false,
      metafile: true,
      outdir: "out",
    });
    const outputs = Object.values(metafile.outputs);
    const entry = outputs.find(({ entryPoint }) => entryPoint === "src/api/method.ts");
    const loaded = [entry, ...(entry?.imports ?? []).filter(({ kind }) => kind === "import-statement")];
    const inputs = loaded.flatMap(output =>
      Object.keys(
        (output && "inputs" in output ? output : metafile.outputs[output?.path ?? ""])?.inputs ?? {},
      ),
    );
    expect(inputs).toContain("src/api/generated/names.ts");
    expect(inputs).not.toContain("src/api/generated/wall.ts");
    expect(outputs.filter(({ entryPoint }) => entryPoint?.startsWith("src/api/generated/"))).toHaveLength(
      Object.keys(sections).length,
    );
  });
});
