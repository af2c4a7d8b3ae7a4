import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OAuthError, OPI_VK, VkApiError, withSettings } from "../src/index.ts";
import { startSandbox } from "../src/sandbox/index.ts";
import { allow, deny } from "./support/consent.ts";
import { useSandbox } from "./support/sandbox.ts";

const vk = useSandbox();
const old = 51694790;
const app = 51694791;
const secret = "sandbox-secret";
const redirect = "https://example.com/vk?page=1";

/** Runs a flow on the sandbox of the tests. */
function flow<T>(work: () => T): T {
  const { oauthUrl, idUrl } = vk.sandbox;
  return vk.call(work, { oauthUrl, idUrl });
}

/** A pair of tokens of VK ID. */
function pair(scope: readonly string[] = ["wall"]) {
  return flow(async () => {
    const { link, code_verifier, state } = OPI_VK.createVKIDLink(app, redirect, scope);
    const { code = "", device_id = "" } = OPI_VK.parseTokenLink(await allow(link), state);
    const token = await OPI_VK.getVKIDToken(app, redirect, code, code_verifier, device_id, state);
    return { ...token, device_id };
  });
}

function post(access_token: string) {
  return flow(() => OPI_VK.createPost("Hello", [], false, "", { access_token, group_id: 5 }));
}

describe("the implicit flow", () => {
  it("keeps the link of the original when nothing else is asked for", () => {
    expect(OPI_VK.createTokenRetrievalLink("51694790")).toBe(
      "https://oauth.vk.com/authorize?client_id=51694790&scope=offline,wall,groups,photos,stats,stories,ads,market,video&v=5.131&response_type=token&redirect_uri=https://api.vk.com/blank.html",
    );
  });

  it("gives a user's token that posts and has the rights that were allowed, no others", async () => {
    const link = flow(() => OPI_VK.createTokenRetrievalLink(old, "wall,photos", "", "page", "s 1", true));
    const response = OPI_VK.parseTokenLink(await allow(link), "s 1");
    expect(response).toEqual({
      access_token: expect.stringMatching(/^vk1\.a\./),
      expires_in: 86400,
      user_id: 100001,
      state: "s 1",
    });
    const { access_token = "" } = response;
    expect(await post(access_token)).toHaveProperty("response.post_id");
    expect(await flow(() => OPI_VK.getAppPermissions({ access_token }))).toEqual({
      response: 8196,
      permissions: ["photos", "wall"],
    });
    const statistics = flow(() =>
      OPI_VK.getStatistics("2026-01-01", "2026-01-02", { access_token, group_id: 5 }),
    );
    await expect(statistics).rejects.toMatchObject({
      errorCode: 7,
      hint: expect.stringContaining("scopes: stats"),
    });
  });

  it("gives tokens of communities, which VK takes for some methods", async () => {
    const link = flow(() => OPI_VK.createCommunityTokenLink(old, [5, 6], ["manage", "messages"]));
    const { groups = [], expires_in } = OPI_VK.parseTokenLink(await allow(link));
    expect({ ids: groups.map(({ group_id }) => group_id), expires_in }).toEqual({
      ids: [5, 6],
      expires_in: 0,
    });
    const auth = { access_token: groups[0]?.access_token ?? "", group_id: 5 };
    expect(await flow(() => OPI_VK.writeMessage("Hello", 1, auth.access_token, "", auth))).toHaveProperty(
      "response",
    );
    const { response } = await flow(() => OPI_VK.getTokenPermissions(auth));
    expect(response).toEqual({
      mask: 266240,
      permissions: [
        { name: "manage", setting: 262144 },
        { name: "messages", setting: 4096 },
      ],
    });
    await expect(flow(() => OPI_VK.createAlbum("Album", "", auth))).rejects.toMatchObject({ errorCode: 27 });
    await expect(post(auth.access_token)).rejects.toMatchObject({ errorCode: 15 });
  });

  it("tells what VK refused", async () => {
    const link = flow(() => OPI_VK.createTokenRetrievalLink(old));
    const denied = await deny(link);
    expect(() => OPI_VK.parseTokenLink(denied)).toThrow(OAuthError);
    expect(() => OPI_VK.parseTokenLink(denied)).toThrow(
      /access_denied: The user or authorization server denied/,
    );
    const query =
      "https://api.vk.com/blank.html?error=invalid_request&error_description=Invalid+display+parameter";
    expect(() => OPI_VK.parseTokenLink(query)).toThrow(/invalid_request: Invalid display parameter/);
  });

  it("refuses applications of VK ID, as VK does, and the hint tells the way", async () => {
    const response = await fetch(flow(() => OPI_VK.createTokenRetrievalLink(app)));
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ error: "invalid_request", error_description: "Security Error" });
    const refused = flow(() => OPI_VK.getServiceToken(app, secret));
    await expect(refused).rejects.toMatchObject({
      status: 401,
      hint: expect.stringContaining("createVKIDLink"),
    });
  });
});

describe("the authorization code flow", () => {
  it("makes a token of a code, once", async () => {
    const link = flow(() => OPI_VK.createAuthorizationCodeLink(old, redirect, "wall,offline", [], "", "s"));
    const back = await allow(link);
    expect(back).toMatch(/^https:\/\/example\.com\/vk\?/);
    const { code = "" } = OPI_VK.parseTokenLink(back, "s");
    const token = await flow(() => OPI_VK.getTokenByCode(old, secret, redirect, code));
    expect(token).toMatchObject({ expires_in: 0, user_id: 100001 });
    expect(await post(String(token.access_token))).toHaveProperty("response.post_id");
    await expect(flow(() => OPI_VK.getTokenByCode(old, secret, redirect, code))).rejects.toMatchObject({
      name: "OAuthError",
      error: "invalid_grant",
      description: "Code is invalid or expired.",
      status: 401,
      hint: expect.stringContaining("Open a new link"),
    });
  });

  it("makes tokens of communities", async () => {
    const link = flow(() => OPI_VK.createAuthorizationCodeLink(old, redirect, "messages", [7]));
    const { code = "" } = OPI_VK.parseTokenLink(await allow(link));
    const token = await flow(() => OPI_VK.getTokenByCode(old, secret, redirect, code));
    expect(token.groups).toEqual([{ group_id: 7, access_token: expect.any(String) }]);
  });

  it.each([
    ["a wrong secret", [old, "wrong", redirect], "invalid_client", "client_secret is incorrect"],
    ["an unknown application", [1, secret, redirect], "invalid_client", "client_id is incorrect"],
    ["another redirect address", [old, secret, "https://example.com/"], "invalid_grant", "redirect_uri"],
  ] as const)("tells of %s", async (_, [number, key, path], error, description) => {
    const link = flow(() => OPI_VK.createAuthorizationCodeLink(old, redirect, "wall"));
    const { code = "" } = OPI_VK.parseTokenLink(await allow(link));
    const refused = flow(() => OPI_VK.getTokenByCode(number, key, path, code));
    await expect(refused).rejects.toMatchObject({ error, message: expect.stringContaining(description) });
  });

  it("knows when a code has expired", async () => {
    const strict = await startSandbox({ lifetimes: { code: -1 } });
    const { oauthUrl } = strict;
    await withSettings({ oauthUrl }, async () => {
      const { code = "" } = OPI_VK.parseTokenLink(
        await allow(OPI_VK.createAuthorizationCodeLink(old, redirect, "wall")),
      );
      await expect(OPI_VK.getTokenByCode(old, secret, redirect, code)).rejects.toMatchObject({
        error: "invalid_grant",
      });
    });
    await strict.close();
  });

  it("says that a code may be used up when its answer was lost, and does not ask again", async () => {
    const link = flow(() => OPI_VK.createAuthorizationCodeLink(old, redirect, "wall"));
    const { code = "" } = OPI_VK.parseTokenLink(await allow(link));
    vk.sandbox.fail({ on: "access_token", fault: { disconnect: "after" } });
    await expect(flow(() => OPI_VK.getTokenByCode(old, secret, redirect, code))).rejects.toMatchObject({
      name: "TransportError",
      outcomeUnknown: true,
      message: expect.stringContaining("Open a new link"),
    });
  });

  it("asks again where VK has not looked at the code, and not where it may have", async () => {
    const { code = "" } = OPI_VK.parseTokenLink(
      await allow(flow(() => OPI_VK.createAuthorizationCodeLink(old, redirect, "wall"))),
    );
    const token = () => flow(() => OPI_VK.getTokenByCode(old, secret, redirect, code));
    vk.sandbox.fail({ on: "access_token", fault: { body: '{"error":"server_error"}', status: 500 } });
    await expect(token()).rejects.toMatchObject({ error: "server_error" });
    vk.sandbox.fail({ on: "access_token", fault: { body: '{"error":"temporarily_unavailable"}' } });
    expect(await token()).toHaveProperty("access_token");
  });

  it("asks again for what can be repeated", async () => {
    vk.sandbox.fail({ on: "access_token", fault: { body: "<html>", status: 502 } });
    expect(await flow(() => OPI_VK.getServiceToken(old, secret))).toHaveProperty("access_token");
  });
});

describe("VK ID", () => {
  it("makes a pair of tokens that posts, tells whose it is, and ends", async () => {
    const { access_token, expires_in, scope } = await pair(["wall", "email"]);
    expect({ expires_in, scope }).toEqual({ expires_in: 3600, scope: "wall email" });
    expect(await post(access_token)).toHaveProperty("response.post_id");
    const { user } = await flow(() => OPI_VK.getVKIDUserInfo(app, access_token));
    expect(user).toEqual({
      user_id: "100001",
      first_name: "Anna",
      last_name: "Sandbox",
      email: "anna@example.com",
    });
    expect(await flow(() => OPI_VK.logoutVKID(app, access_token))).toEqual({ response: 1 });
    await expect(post(access_token)).rejects.toMatchObject({ errorCode: 5 });
    await expect(flow(() => OPI_VK.getVKIDUserInfo(app, access_token))).rejects.toMatchObject({
      error: "invalid_token",
    });
  });

  it("sends the hash of the verifier and takes no other", async () => {
    const made = flow(() => OPI_VK.createVKIDLink(app, redirect));
    const hash = createHash("sha256").update(made.code_verifier).digest("base64url");
    expect(new URL(made.link).searchParams.get("code_challenge")).toBe(hash);
    expect(made.link).not.toContain(made.code_verifier);
    const { code = "", device_id = "" } = OPI_VK.parseTokenLink(await allow(made.link), made.state);
    const stolen = flow(() => OPI_VK.getVKIDToken(app, redirect, code, "w".repeat(43), device_id));
    await expect(stolen).rejects.toMatchObject({ error: "invalid_grant" });
  });

  it("refreshes once: the new pair works, the old one is dead", async () => {
    const first = await pair(["wall", "photos"]);
    const second = await flow(() =>
      OPI_VK.refreshVKIDToken(app, first.refresh_token, first.device_id, "", ["wall"]),
    );
    expect(second.scope).toBe("wall");
    expect(await post(second.access_token)).toHaveProperty("response.post_id");
    await expect(post(first.access_token)).rejects.toBeInstanceOf(VkApiError);
    const again = flow(() => OPI_VK.refreshVKIDToken(app, first.refresh_token, first.device_id));
    await expect(again).rejects.toMatchObject({ error: "invalid_grant" });
  });

  it("withdraws the rights", async () => {
    const { access_token, refresh_token, device_id } = await pair();
    expect(await flow(() => OPI_VK.revokeVKIDToken(app, access_token))).toEqual({ response: 1 });
    await expect(flow(() => OPI_VK.refreshVKIDToken(app, refresh_token, device_id))).rejects.toBeInstanceOf(
      OAuthError,
    );
  });

  it("reads the answer of VK ID's widget", () => {
    const payload = JSON.stringify({ type: "code_v2", code: "C", device_id: "D", state: "s" });
    const back = `https://example.com/?payload=${encodeURIComponent(payload)}`;
    expect(OPI_VK.parseTokenLink(back, "s")).toEqual({
      type: "code_v2",
      code: "C",
      device_id: "D",
      state: "s",
    });
  });
});

describe("a service token", () => {
  it("does what belongs to nobody, and no more", async () => {
    const { access_token } = await flow(() => OPI_VK.getServiceToken(old, secret));
    const auth = { access_token };
    expect(await flow(() => OPI_VK.shortenLink("https://example.com", auth))).toContain("https://vk.cc/");
    await expect(post(access_token)).rejects.toMatchObject({ errorCode: 28 });
  });
});

describe("bad input sends nothing", () => {
  it.each<[string, () => unknown, RegExp]>([
    [
      "another state",
      () => OPI_VK.parseTokenLink("https://a.b/?code=c&state=x", "y"),
      /^url: has a different state/,
    ],
    ["no state", () => OPI_VK.parseTokenLink("https://a.b/?code=c", "y"), /^url: has a different state/],
    ["no address", () => OPI_VK.parseTokenLink("access_token=SECRET"), /^url: is not a URL/],
    [
      "an address without an answer",
      () => OPI_VK.parseTokenLink("https://a.b/#x=1"),
      /neither a token nor a code/,
    ],
    [
      "an unknown right",
      () => OPI_VK.encodeScope("wall,photo"),
      /^names: got unknown scope "photo".* mean photos\?/,
    ],
    [
      "a right of users for a community",
      () => OPI_VK.createCommunityTokenLink(1, [2], "ads"),
      /got unknown scope "ads"/,
    ],
    [
      "a kind",
      () => OPI_VK.decodeScope(1, "group" as "user"),
      /^kind: got "group", expected user or community/,
    ],
    ["a mask", () => OPI_VK.decodeScope("-1"), /^mask: got "-1"/],
    ["a mask with a part", () => OPI_VK.decodeScope("1.5"), /^mask: got "1.5"/],
    [
      "a look",
      () => OPI_VK.createTokenRetrievalLink(1, "", "", "big"),
      /^display: got "big", expected page, popup/,
    ],
    ["a redirect address", () => OPI_VK.createVKIDLink(1, "example.com"), /^redirect: got "example.com"/],
    ["a verifier", () => OPI_VK.createVKIDLink(1, redirect, [], "", "short"), /^verifier: .*43 to 128/],
    [
      "a right of VK ID",
      () => OPI_VK.createVKIDLink(1, redirect, ["offline"]),
      /^scope: got unknown scope "offline"/,
    ],
  ])("%s", (_, work, message) => {
    expect(work).toThrow(message);
    expect(work).not.toThrow(/SECRET|short"/);
  });

  it("an address that is not one never shows in the error", () => {
    expect(() => OPI_VK.parseTokenLink("https://a.b/#token_is=vk1.a.S")).toThrow(/^(?!.*vk1).*$/);
  });
});

describe("access rights", () => {
  const names = ["photos", "wall", "offline", "market", "phone", "stats", "messages"];

  it("come out of a mask as they went in", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...names)), chosen => {
        const mask = OPI_VK.encodeScope(chosen);
        expect(OPI_VK.decodeScope(mask).sort()).toEqual(chosen.toSorted());
      }),
    );
  });

  it("are VK's: https://dev.vk.com/ru/reference/access-rights", () => {
    expect(OPI_VK.encodeScope(["notify", "photos", "wall", "offline", "market"])).toBe(
      1 + 4 + 8192 + 65536 + 134217728,
    );
    expect(OPI_VK.decodeScope(134623237, "community")).toEqual(
      expect.arrayContaining(["stories", "photos", "messages", "wall", "docs", "manage", "market"]),
    );
    expect(OPI_VK.encodeScope(OPI_VK.decodeScope(9355263))).toBe(9355263);
  });
});
