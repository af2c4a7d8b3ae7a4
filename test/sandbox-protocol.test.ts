import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import type { ReceivedCall } from "../src/sandbox/index.ts";
import { standardApps, startSandbox } from "../src/sandbox/index.ts";
import { folder } from "./support/command.ts";
import { useSandbox } from "./support/sandbox.ts";

// The sandbox as VK is: it does not refuse more than VK does.
const vk = useSandbox({ strict: false });

type Answer = {
  readonly response?: unknown;
  readonly error?: { readonly error_code: number; readonly error_msg: string };
};

async function ask(
  method: string,
  params: Record<string, string> = {},
  apiUrl = vk.sandbox.apiUrl,
): Promise<Answer> {
  const body = new URLSearchParams({ access_token: "t", v: "5.199", ...params });
  return (await (await fetch(`${apiUrl}/${method}`, { method: "POST", body })).json()) as Answer;
}

async function control(
  path: string,
  method = "GET",
  body?: unknown,
): Promise<{ status: number; json: unknown }> {
  const text = body === undefined ? null : typeof body === "string" ? body : JSON.stringify(body);
  const response = await fetch(`${vk.sandbox.url}/sandbox/${path}`, { method, body: text });
  return { status: response.status, json: await response.json() };
}

/** A token of the community 77, as its administrator gets it on the consent page. */
async function communityToken(url: string, scope: string): Promise<string> {
  const form = {
    client_id: String(standardApps.oauth.id),
    redirect_uri: "https://example.com/",
    response_type: "token",
    group_ids: "77",
    scope,
    decision: "allow",
  };
  const response = await fetch(`${url}/oauth/consent`, {
    method: "POST",
    body: new URLSearchParams(form),
    redirect: "manual",
  });
  const { hash } = new URL(response.headers.get("location") ?? "");
  return new URLSearchParams(hash.slice(1)).get("access_token_77") ?? "";
}

describe("parameters", () => {
  it("that a method does not have are ignored and listed, unless the sandbox is strict", async () => {
    expect(await ask("wall.post", { message: "a", gid: "1", caption: "b" })).toHaveProperty("response");
    expect(vk.sandbox.calls.at(-1)).toMatchObject({ ignored: ["gid", "caption"] });
    const strict = await startSandbox({ strict: true, rps: 0 });
    const { error } = await ask("wall.post", { message: "a", gid: "1" }, strict.apiUrl);
    expect(error).toMatchObject({
      error_code: 100,
      error_msg: expect.stringContaining("gid is not a parameter of wall.post"),
    });
    await strict.close();
  });

  it.each(["true", "True", "1"])("that are flags can be %s", async value => {
    await ask("wall.post", { owner_id: "-77", message: "a", from_group: value });
    const { response } = (await ask("wall.get", { owner_id: "-77", count: "1" })) as {
      response: { items: object[] };
    };
    expect(response.items[0]).toMatchObject({ from_id: -77 });
  });

  it("that are flags cannot be another word", async () => {
    const { error } = await ask("wall.post", { message: "a", from_group: "yes" });
    expect(error?.error_msg).toContain("from_group should be one of 0 1");
  });

  it("of a choice can be in capital letters", async () => {
    expect(await ask("users.get", { user_ids: "1", name_case: "Nom" })).toHaveProperty("response");
  });

  it("are read from a POST that does not say what it contains", async () => {
    const body = new TextEncoder().encode(
      "v=5.199&access_token=t&message=%D0%9F%D1%80%D0%B8%D0%B2%D0%B5%D1%82+1",
    );
    const response = await fetch(`${vk.sandbox.apiUrl}/wall.post`, { method: "POST", body });
    expect(await response.json()).toHaveProperty("response");
    expect(vk.last("wall.post").message).toBe("Привет 1");
  });

  it("of a broken form are none", async () => {
    const headers = { "content-type": "multipart/form-data" };
    const response = await fetch(`${vk.sandbox.apiUrl}/users.get`, {
      method: "POST",
      body: "no form",
      headers,
    });
    expect(await response.json()).toMatchObject({ error: { error_code: 8 } });
  });
});

describe("a community token", () => {
  it("acts as the community", async () => {
    const access_token = await communityToken(vk.sandbox.url, "wall,messages");
    const { response } = (await ask("wall.post", { access_token, message: "Ours" })) as {
      response: { post_id: number };
    };
    const post_id = String(response.post_id);
    const read = (await ask("wall.get", { owner_id: "-77", count: "100" })) as {
      response: { items: object[] };
    };
    expect(read.response.items).toContainEqual(
      expect.objectContaining({ id: response.post_id, owner_id: -77, from_id: -77, text: "Ours" }),
    );
    expect(await ask("wall.createComment", { access_token, post_id, message: "a" })).toHaveProperty(
      "response",
    );
  });

  it("is refused where VK's schema does not list it, but not before a method that the sandbox lacks", async () => {
    const access_token = await communityToken(vk.sandbox.url, "wall");
    expect(await ask("polls.create", { access_token, question: "?" })).toMatchObject({
      error: { error_code: 27 },
    });
    expect(await ask("gifts.get", { access_token })).toMatchObject({ error: { error_code: 33 } });
  });

  it("has 20 calls per second, where a user token has 3", async () => {
    const limited = await startSandbox();
    const access_token = await communityToken(limited.url, "wall");
    const burst = (token: string) =>
      Promise.all(
        Array.from({ length: 21 }, () =>
          ask("users.get", { access_token: token, user_ids: "1" }, limited.apiUrl),
        ),
      );
    const refused = (answers: readonly Answer[]) =>
      answers.filter(({ error }) => error?.error_code === 6).length;
    expect(refused(await burst(access_token))).toBe(1);
    expect(refused(await burst("a user token"))).toBe(18);
    await limited.close();
  });
});

describe("errors", () => {
  it.each([
    [214, "Access to adding post denied"],
    [1403, "Item not found"],
    [4, "Incorrect signature"],
  ])("%i have VK's text", async (code, text) => {
    vk.sandbox.fail({ on: "wall.post", fault: { error: code, detail: "why" } });
    expect(await ask("wall.post", { message: "a" })).toMatchObject({
      error: { error_code: code, error_msg: `${text}: why` },
    });
  });

  it("that require an action of the user tell where, and the addresses work", async () => {
    vk.sandbox.fail({ on: "users.get", fault: { error: 14 } });
    const captcha = (await ask("users.get")).error as unknown as { redirect_uri: string };
    expect(await (await fetch(captcha.redirect_uri)).text()).toContain("success_token");
    vk.sandbox.fail({ on: "users.get", fault: { error: 17 } });
    const validation = (await ask("users.get")).error as unknown as { redirect_uri: string };
    const { headers } = await fetch(validation.redirect_uri, { redirect: "manual" });
    const fields = new URLSearchParams(new URL(headers.get("location") ?? "").hash.slice(1));
    expect(fields.get("success")).toBe("1");
    expect(await ask("wall.get", { access_token: fields.get("access_token") ?? "" })).toHaveProperty(
      "response",
    );
    vk.sandbox.fail({ on: "users.get", fault: { error: 24 } });
    expect((await ask("users.get")).error).toMatchObject({ confirmation_text: expect.any(String) });
  });

  it("14 can be the captcha with an image", async () => {
    vk.sandbox.fail({ on: "users.get", fault: { error: 14, captcha: "image" } });
    const error = (await ask("users.get")).error as unknown as { captcha_sid: string; captcha_img: string };
    expect(error).not.toHaveProperty("redirect_uri");
    expect(error.captcha_img).toContain(error.captcha_sid);
    expect((await fetch(error.captcha_img)).headers.get("content-type")).toBe("image/svg+xml");
  });

  it("of the sandbox itself are logged, also when a POST causes them", async () => {
    const path = folder();
    const fault = (target: string) => {
      if (target === "users.get") throw new Error("a mistake in the sandbox");
      return undefined;
    };
    const broken = await startSandbox({ folder: path, fault });
    const written = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const { response } = (await ask("photos.getWallUploadServer", {}, broken.apiUrl)) as {
      response: { upload_url: string };
    };
    rmSync(join(path, "files"), { recursive: true });
    const form = new FormData();
    form.append("photo", new Blob(["x"]), "a.png");
    expect((await fetch(response.upload_url, { method: "POST", body: form })).status).toBe(500);
    const inside = await ask("execute", { code: "return API.users.get();" }, broken.apiUrl);
    expect(inside).toMatchObject({ response: false, execute_errors: [{ error_code: 10 }] });
    const log = written.mock.calls.map(([text]) => String(text));
    written.mockRestore();
    expect(log).toEqual([
      expect.stringContaining("ENOENT"),
      expect.stringContaining("a mistake in the sandbox"),
    ]);
    await broken.close();
  });
});

describe("faults over HTTP", () => {
  it("are scripted, listed and cleared", async () => {
    const rule = { on: "wall.post", after: 1, times: 2, fault: { error: 9 } };
    const scripted = { pending: 2, faults: [rule] };
    expect(await control("faults", "POST", rule)).toEqual({ status: 200, json: scripted });
    expect(vk.sandbox.faults).toEqual([rule]);
    await ask("wall.post", { message: "passes" });
    expect(await ask("wall.post", { message: "fails" })).toMatchObject({ error: { error_code: 9 } });
    expect(await control("faults")).toEqual({
      status: 200,
      json: { pending: 1, faults: [{ ...rule, after: 0, times: 1 }] },
    });
    expect(await control("faults", "DELETE")).toEqual({ status: 200, json: { pending: 0, faults: [] } });
    expect(await ask("wall.post", { message: "passes" })).toHaveProperty("response");
  });

  it.each<[unknown, string]>([
    ["not JSON", "the body is not valid JSON"],
    [[], "the rule: got [], expected an object"],
    [{ fault: { error: 1 } }, "on: got nothing, expected a VK method, or one of *, upload"],
    [{ on: "wall.pots", fault: { error: 1 } }, 'on: got "wall.pots", expected a VK method'],
    [
      { on: "wall.post" },
      "fault: got nothing, expected an object with one of error, body, disconnect, delay",
    ],
    [
      { on: "wall.post", fault: { error: 1, delay: 1 } },
      'fault: got {"error":1,"delay":1}, expected an object with',
    ],
    [
      { on: "longpoll", fault: { error: 9 } },
      "expected an object with one of body, disconnect, delay, failed",
    ],
    [{ on: "longpoll", fault: { failed: "1" } }, 'fault.failed: got "1", expected 1, 2, 3 or 4'],
    [
      { on: "callback", fault: { failed: 1 } },
      "expected an object with one of disconnect, delay, repeat for",
    ],
    [{ on: "wall.post", fault: { repeat: 1 } }, 'on: got "wall.post", expected longpoll or callback'],
    [{ on: "wall.post", fault: { error: "9" } }, 'fault.error: got "9", expected a whole number from 1'],
    [
      { on: "wall.post", fault: { error: 9, text: "x" } },
      "fault has no field text; its fields are error, detail, extra, captcha",
    ],
    [{ on: "wall.post", times: 0, fault: { error: 9 } }, "times: got 0, expected a whole number from 1"],
    [
      { on: "wall.post", count: 2, fault: { error: 9 } },
      "the rule has no field count; its fields are on, times, after, fault",
    ],
    [{ on: "upload", fault: { body: "x", status: 1000 } }, "fault.status: got 1000, expected an HTTP status"],
    [{ on: "upload", fault: { disconnect: "now" } }, 'fault.disconnect: got "now", expected before or after'],
    [{ on: "upload", fault: { delay: -1 } }, "fault.delay: got -1, expected milliseconds"],
  ])("are refused when wrong: %j", async (rule, problem) => {
    const { status, json } = await control("faults", "POST", rule);
    expect(status).toBe(400);
    expect(json).toEqual({ error: expect.stringContaining(problem) });
    if (typeof rule === "object") expect(() => vk.sandbox.fail(rule as never)).toThrow(problem);
    expect(vk.sandbox.faults).toEqual([]);
  });

  it("cannot be scripted by a page of another site", async () => {
    const request = (origin: string) =>
      fetch(`${vk.sandbox.url}/sandbox/faults`, { method: "DELETE", headers: { origin } });
    expect((await request("https://example.com")).status).toBe(403);
    expect((await request("null")).status).toBe(403);
    expect((await request(vk.sandbox.url)).status).toBe(200);
  });
});

describe("received calls over HTTP", () => {
  it("have their parameters without secrets, and their response or error", async () => {
    await ask("users.get", { user_ids: "100001", gid: "1" });
    await ask("account.changePassword", { new_password: "TOP-SECRET", access_token: "NEVER-SHOWN" });
    const { json } = (await control("calls?limit=2")) as { json: ReceivedCall[] };
    expect(json).toEqual([
      {
        id: expect.any(Number),
        time: expect.any(Number),
        method: "users.get",
        params: { v: "5.199", user_ids: "100001", gid: "1" },
        ignored: ["gid"],
        response: [expect.objectContaining({ id: 100_001 })],
      },
      {
        id: expect.any(Number),
        time: expect.any(Number),
        method: "account.changePassword",
        params: { v: "5.199", new_password: "***" },
        ignored: [],
        error: { error_code: 33, error_msg: expect.stringContaining("Not implemented yet") },
      },
    ]);
  });

  it("can be filtered by method, newest last", async () => {
    for (const user_ids of ["1", "2", "3"]) await ask("users.get", { user_ids });
    await ask("utils.getServerTime");
    const { json } = (await control("calls?method=users.get&limit=2")) as { json: ReceivedCall[] };
    expect(json.map(({ params }) => params.user_ids)).toEqual(["2", "3"]);
  });

  it.each(["0", "10001", "x", "1.5"])("are refused for the limit %s", async limit => {
    const { status, json } = await control(`calls?limit=${limit}`);
    expect(status).toBe(400);
    expect(json).toEqual({ error: `limit: got "${limit}", expected a whole number from 1 to 10000` });
  });
});

it("is as a new one after a reset", async () => {
  await ask("wall.post", { message: "gone" });
  vk.sandbox.fail({ on: "wall.post", fault: { error: 9 } });
  expect(await control("reset", "POST")).toEqual({ status: 200, json: { reset: true } });
  expect(vk.sandbox.calls).toEqual([]);
  expect(vk.sandbox.faults).toEqual([]);
  expect(await ask("wall.get")).toEqual({ response: { count: 0, items: [] } });
});

describe("the dialog of VK OAuth", () => {
  const open = (params: Record<string, string>) => {
    const query = new URLSearchParams({
      client_id: String(standardApps.oauth.id),
      response_type: "token",
      ...params,
    });
    return fetch(`${vk.sandbox.oauthUrl}/authorize?${query}`, { redirect: "manual" });
  };

  it("ends at the blank page when the app names no redirect URL", async () => {
    const page = await (await open({})).text();
    const action = /action="([^"]*)"/.exec(page)?.[1];
    expect(action).toBe(`${vk.sandbox.oauthUrl}/consent`);
    const fields = [...page.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name = "", value = ""]) => [
      name,
      value,
    ]);
    const body = new URLSearchParams([
      ...fields.filter(([name]) => name !== "decision"),
      ["decision", "allow"],
    ]);
    const done = await fetch(action ?? "", { method: "POST", body, redirect: "manual" });
    expect(done.headers.get("location")).toMatch(`${vk.sandbox.oauthUrl}/blank.html#access_token=vk1.a.`);
  });

  it("gives a code that is exchanged without a redirect URL too", async () => {
    const app = { client_id: String(standardApps.oauth.id), client_secret: standardApps.oauth.secret };
    const form = {
      ...app,
      response_type: "code",
      redirect_uri: `${vk.sandbox.oauthUrl}/blank.html`,
      decision: "allow",
    };
    const done = await fetch(`${vk.sandbox.oauthUrl}/consent`, {
      method: "POST",
      body: new URLSearchParams(form),
      redirect: "manual",
    });
    const code = new URL(done.headers.get("location") ?? "").searchParams.get("code") ?? "";
    const exchanged = await fetch(
      `${vk.sandbox.oauthUrl}/access_token?${new URLSearchParams({ ...app, code })}`,
    );
    expect(await exchanged.json()).toHaveProperty("access_token");
  });

  it("goes to the blank page with an error when display is wrong", async () => {
    const response = await open({ display: "wide", redirect_uri: "https://example.com/" });
    expect(response.status).toBe(302);
    expect(response.headers.get("location")).toBe(
      `${vk.sandbox.oauthUrl}/blank.html?error=invalid_request&error_description=Invalid+display+parameter`,
    );
  });
});
