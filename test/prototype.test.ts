import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { translator } from "../src/cli/i18n/index.ts";
import { hint } from "../src/core/hints.ts";
import { callMany, OPI_VK, type PhotoType } from "../src/index.ts";
import { addressesOf, folder, oint } from "./support/command.ts";
import { png } from "./support/pictures.ts";
import { auth, useSandbox } from "./support/sandbox.ts";

const vk = useSandbox();

/** What every object has without being told. */
const inherited = [...Object.getOwnPropertyNames(Object.prototype)];

describe.each(inherited)("the word %s, which every object has, is found nowhere", word => {
  it("in the library, and nothing is sent", async () => {
    const before = vk.sandbox.calls.length;
    const invalid = { name: "ArgumentError" };
    await vk.call(async () => {
      expect(() => OPI_VK.encodeScope(word)).toThrow(expect.objectContaining(invalid));
      expect(() => OPI_VK.encodeScope([word], "community")).toThrow(expect.objectContaining(invalid));
      expect(() => OPI_VK.createTokenRetrievalLink(1, word)).toThrow(expect.objectContaining(invalid));
      expect(() => OPI_VK.createVKIDLink(1, "https://example.com", word)).toThrow(
        expect.objectContaining(invalid),
      );
      await expect(OPI_VK.uploadPhotoToServer(png(), auth, word as PhotoType)).rejects.toMatchObject({
        ...invalid,
        argument: "type",
      });
      const product = JSON.parse(`{"Name":"Product","Description":"A description","Category":1,"${word}":1}`);
      await expect(OPI_VK.addProduct(product, "", auth)).rejects.toMatchObject(invalid);
      const calls = JSON.parse(`[{"method":"${word}","params":{}}]`);
      expect(await callMany(calls, auth)).toMatchObject([{ ...invalid, argument: "method" }]);
    });
    expect(vk.sandbox.calls.length).toBe(before);
  });

  it("in the advice on errors and in the translations", async () => {
    const body = JSON.stringify({ error: word, error_description: "" });
    vk.sandbox.fail({ on: "access_token", fault: { body, status: 401 } });
    const oauthUrl = vk.sandbox.oauthUrl;
    await expect(vk.call(() => OPI_VK.getServiceToken(1, "secret"), { oauthUrl })).rejects.toMatchObject({
      name: "OAuthError",
      hint: "",
    });
    expect(hint(word, { error_code: 7, error_msg: "" })).toContain(word);
    expect((await translator("ru"))(word)).toBe(word);
  });

  it("in the sandbox", async () => {
    const ask = async (method: string, params: Record<string, string>) => {
      const body = new URLSearchParams({ v: "5.199", access_token: "any", ...params });
      const response = await fetch(`${vk.sandbox.apiUrl}/${method}`, { method: "POST", body });
      return response.json();
    };
    expect(await ask(word, {})).toMatchObject({ error: { error_code: 3 } });
    const form = `v=5.199&access_token=any&message=x&${word}=1`;
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const response = await fetch(`${vk.sandbox.apiUrl}/wall.post`, { method: "POST", headers, body: form });
    expect(response.status).toBe(200);
    const code = `return [API.${word}.x({})];`;
    expect(await ask("execute", { code })).toMatchObject({ execute_errors: [{ error_code: 3 }] });
    const link = new URL(`${vk.sandbox.oauthUrl}/authorize`);
    const params = { client_id: "51694790", redirect_uri: "https://example.com", response_type: "token" };
    link.search = new URLSearchParams({ ...params, scope: word }).toString();
    expect(await (await fetch(link)).json()).toMatchObject({ error: "invalid_scope" });
  });
});

describe.each(["constructor", "__proto__", "toString"])("the command line has no word %s", word => {
  const env = () => ({ ...addressesOf(vk.sandbox), OINT_VK_AUTH: JSON.stringify(auth) });

  it.each([
    ["as a command", [word]],
    ["as a shell", ["completion", word]],
    ["as a page", ["docs", word]],
    ["as a function", ["vk", word]],
    ["as an option", ["vk", "createPost", `--${word}`, "1"]],
    ["as a parameter", ["vk", "createPost", "--text", "a", "--param", `${word}=1`]],
    ["as a type", ["vk", "uploadPhotoToServer", "--file", "photo.png", "--type", word]],
    ["as a right", ["vk", "createTokenRetrievalLink", "--app", "1", "--scope", word]],
    ["as a kind of token", ["vk", "login", "--kind", word]],
    ["as what is done with profiles", ["vk", "profile", word]],
  ])("%s: exit code 2", async (_, args) => {
    const { code, stdout, stderr } = await oint(args, { env: env(), cwd: folder({ "photo.png": png() }) });
    expect({ code, stdout }, stderr).toEqual({ code: 2, stdout: "" });
  });

  it("as a profile, until one is stored under it", async () => {
    const config = folder();
    const mine = { ...addressesOf(vk.sandbox), OINT_CONFIG_FOLDER: config };
    const profile = (...args: string[]) => oint(["vk", "profile", ...args], { env: mine });
    const login = (name: string) =>
      oint(["vk", "login", "--kind", "token", "--token", "-", "--profile", name, "--group", "7"], {
        env: mine,
        input: "a-token",
      });
    expect((await login("shop")).code).toBe(0);
    const before = readFileSync(join(config, "profiles.json"), "utf8");
    for (const action of ["use", "show", "remove"]) {
      const { code, stderr } = await profile(action, word);
      expect(code).toBe(2);
      expect(stderr).toContain(`there is no profile "${word}"`);
    }
    const unknown = await oint(["vk", "getOrderList", "--profile", word], { env: mine });
    expect(unknown).toMatchObject({ code: 2, stderr: expect.stringContaining("there is no profile") });
    expect(readFileSync(join(config, "profiles.json"), "utf8")).toBe(before);

    expect((await login(word)).code).toBe(0);
    expect(JSON.parse((await profile("use", word)).stdout)).toEqual({ current: word });
    expect(JSON.parse((await profile("show", word)).stdout)).toMatchObject({ name: word, kind: "user" });
    expect((await oint(["vk", "getOrderList", "--profile", word], { env: mine })).code).toBe(0);
    expect(JSON.parse((await profile("remove", word)).stdout)).toEqual({ removed: word });
    expect(JSON.parse((await profile("list")).stdout)).toMatchObject([{ name: "shop" }]);
  });
});
