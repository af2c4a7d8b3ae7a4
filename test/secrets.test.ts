import { createHash } from "node:crypto";
import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ArgumentError,
  OAuthError,
  OintError,
  OPI_VK,
  TransportError,
  UploadError,
  VkApiError,
} from "../src/index.ts";
import { startSandbox } from "../src/sandbox/index.ts";
import { masked, maskText, maskUrl, maskValue } from "../src/secrets.ts";
import { addressesOf, folder, oint } from "./support/command.ts";
import { auth, useSandbox } from "./support/sandbox.ts";

const vk = useSandbox();

const letters = "abcdefghijklmnopqrstuvwxyz";
const word = (set: string, minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...set), minLength, maxLength });

/** What a token may look like: VK's kinds of today, those before, and a long word of any other service. */
const kinds = {
  "vk1.a.": word(`${letters}${letters.toUpperCase()}0123456789-_`, 8, 200).map(rest => `vk1.a.X${rest}`),
  "vk2.a.": word(`${letters}${letters.toUpperCase()}0123456789-_`, 8, 200).map(rest => `vk2.a.X${rest}`),
  hexadecimal: word("0123456789abcdef", 85, 85),
  opaque: fc.nat().map(seed => createHash("sha512").update(`${seed}`).digest("base64").replace(/\W/g, "")),
};
const anyToken = fc.oneof(...Object.values(kinds));

/** A secret that nothing but its place gives away. */
const anySecret = fc
  .string({ unit: "grapheme-ascii", minLength: 8, maxLength: 40 })
  .filter(text => text.trim().length >= 8);

describe("a text without secrets stays as it is", () => {
  it.each([
    // Numbers, dates and VK's names of things.
    "457239017457239017457239",
    "20251210000000",
    "2025-12-10T18:30:00.000Z",
    "photo-218861756_457239017",
    "photo-218861756_457239017_a1b2c3d4e5f6a7b8c9,video-1_456239017",
    "doc-218861756_457239017_XzKk3a8Bc9dE1fG2hI3jK4lM5nO6",
    "wall-218861756_42_r45 in vk.com/wall-218861756_42?reply=45",
    "550e8400-e29b-41d4-a716-446655440000",
    // Files.
    "Screenshot20251210at123456PM.png",
    "vlcsnap-2025-12-10-12h30m45s123.png",
    "IMG_20251210_123456_BURST001_COVER.jpg",
    "annual-statement-20251210-department3-reorganised4.xlsx",
    "photo_550e8400-e29b-41d4-a716-446655440000.png",
    "d41d8cd98f00b204e9800998ecf8427e_thumb.jpg",
    "da39a3ee5e6b4b0d3255bfef95601890afd80709.png",
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855.tar.gz",
    // Addresses.
    "https://sun9-77.userapi.com/s/v1/ig2/AbCdEf1gH2iJ3kL4mN5oP6qR7sT8uV9wX0.jpg?size=1x1&quality=95",
    "https://id.vk.ru/not_robot_captcha?domain=vk.com&session_token=eyJhbGciOiJIUzI1NiJ9.x.y&variant=popup",
    "https://example.com:8080/@anna and https://example.com/@anna, anna@example.com",
    // Words.
    "addProductPropertyVariantToTheCollection",
    "СоздатьСсылкуКодаАвторизации Incomprehensibilities достопримечательностями",
    "#ThisIsTheBestDayOfMyLife2025",
    // This program's own messages.
    `expected an object such as {'access_token': '…', 'group_id': '218861756'}`,
    'the structure {"access_token": "…", "owner_id": "-GROUP"}',
    "access_token: invalid_client: client_secret is incorrect",
    "access_token: not reached (https://oauth.vk.com/access_token: timeout)",
    "token: is empty, expected a string",
    "exit code: 5; code 14: Captcha needed",
    '{"error_code":14,"code":5}',
  ])("%s", text => {
    expect(maskText(text)).toBe(text);
    expect(new ArgumentError("text", text).problem).toBe(text);
  });

  it("whatever words and numbers people put together", () => {
    const part = fc.oneof(
      word(letters, 1, 14),
      word("абвгдежзийклмнопрстуфхцчшщъыьэюя", 1, 14),
      fc.nat().map(String),
      fc.uuid(),
      fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }).map(date => date.toISOString()),
    );
    const joined = fc
      .tuple(fc.array(part, { minLength: 1, maxLength: 8 }), fc.constantFrom("-", "_", " ", ".", "/"))
      .map(([parts, joint]) => parts.join(joint));
    fc.assert(
      fc.property(joined, text => {
        expect(maskText(text)).toBe(text);
      }),
    );
  });
});

describe("a token is hidden", () => {
  const places: ReadonlyArray<(token: string) => string> = [
    token => token,
    token => `got "${token}", expected a number`,
    token => `(${token}).`,
    token => `--${token} is no option`,
    token => `/home/anna/${token}.json`,
    token => `https://api.vk.com/blank.html#access_token=${token}&expires_in=0`,
    token => `https://api.vk.com/blank.html#access_token_7=${token}&expires_in=0`,
    token => `https://example.com/?payload=${encodeURIComponent(JSON.stringify({ access_token: token }))}`,
    token => `http://anna:${token}@proxy.example:3128`,
    token => JSON.stringify({ access_token: token }),
    token => JSON.stringify(JSON.stringify({ refresh_token: token })),
    token => inspect({ client_secret: token }),
    token => `access_token: ${token}`,
    token => `Authorization: Bearer ${token}`,
  ];

  it("wherever it stands", () => {
    fc.assert(
      fc.property(anyToken, fc.constantFrom(...places), (token, place) => {
        const text = place(token);
        expect(maskText(text)).not.toContain(token);
        // What was masked is not masked further.
        expect(maskText(maskText(text))).toBe(maskText(text));
      }),
    );
  });

  it("also by half, where a text is shortened", () => {
    fc.assert(
      fc.property(anyToken, token => {
        const { body } = new TransportError("x", { body: `${"a ".repeat(230)}${token}`, sent: true });
        expect(body).not.toContain(token.slice(0, 30));
        const error = thrownBy(() => OPI_VK.encodeScope(token));
        expect(inspect(error)).not.toContain(token.slice(0, 30));
      }),
    );
  });

  it("in every error of the library, in all that hangs on it", () => {
    const makers: ReadonlyArray<(token: string) => Error> = [
      token => new OintError(token),
      token => new ArgumentError("text", `got "${token}"`),
      token => new ArgumentError(token, "is unknown"),
      token => new TransportError(`it said ${token}`, { body: `<p>${token}</p>`, sent: true }),
      token => new UploadError("Post", `it said ${token}`, { body: token }),
      token => new OAuthError({ request: "x", error: token, description: token }),
      token =>
        new VkApiError({
          method: "wall.post",
          params: { access_token: "t", message: token },
          error: { error_code: 5, error_msg: token, request_params: [{ key: "message", value: token }] },
        }),
    ];
    fc.assert(
      fc.property(anyToken, fc.constantFrom(...makers), (token, make) => {
        expect(inspect(make(token), { depth: null, showHidden: true })).not.toContain(token);
      }),
    );
  });

  it("in the error of whichever argument it was given for", () => {
    const values: ReadonlyArray<(token: string) => unknown> = [
      token => OPI_VK.getAuthParameters(token, 1, "t"),
      token => OPI_VK.createTokenRetrievalLink(1, token),
      token => OPI_VK.createTokenRetrievalLink(token),
      token => OPI_VK.createVKIDLink(1, token),
      token => OPI_VK.parseTokenLink(token),
      token => OPI_VK.decodeScope(token),
      token => OPI_VK.formKeyboard({ token } as unknown as string[]),
      token => vk.call(() => 1, { apiUrl: token }),
      token => vk.call(() => 1, { apiUrl: `http://anna:${token}@x:y` }),
    ];
    fc.assert(
      fc.property(anyToken, fc.constantFrom(...values), (token, work) => {
        const error = thrownBy(() => work(token));
        expect(error).toBeInstanceOf(ArgumentError);
        expect(inspect(error, { depth: null, showHidden: true })).not.toContain(token);
      }),
    );
  });
});

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe("a secret that is known as one is hidden, whatever it looks like", () => {
  it("as it is, in an address, in a form and in JSON", () => {
    fc.assert(
      fc.property(anySecret, secret => {
        const form = new URLSearchParams({ a: secret }).toString();
        const text = [secret, encodeURIComponent(secret), form, JSON.stringify({ a: secret })].join(" then ");
        const shown = maskText(text, secret);
        expect(shown).not.toContain(secret);
        expect(shown).not.toContain(encodeURIComponent(secret));
        expect(shown).not.toContain(form.slice(2));
        expect(JSON.stringify(maskValue({ text, more: [text] }, secret))).not.toContain(secret);
      }),
    );
  });

  it("and a short one leaves other words readable", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 7 }), secret => {
        fc.pre(secret.trim() !== "" && !masked.includes(secret));
        expect(maskText(`\n${secret}\n`, secret)).toBe(`\n${masked}\n`);
      }),
    );
    expect(maskText("a captcha: bad answer (a)", "a")).toBe("*** captcha: bad answer (***)");
  });

  it.each<[string, (secret: string) => unknown]>([
    ["a text for getTokenByCode", secret => OPI_VK.getTokenByCode(1, [secret] as unknown as string, "", "")],
    ["a text for a token", secret => OPI_VK.getAuthParameters(1, 1, [secret] as unknown as string)],
    ["an address to read", secret => OPI_VK.parseTokenLink([secret] as unknown as string)],
    ["a verifier", secret => OPI_VK.createVKIDLink(1, "https://a.b", [], "", secret)],
  ])("in the error about %s", async (_, work) => {
    const error = await vk.call(async () => work("se!")).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ArgumentError);
    expect(inspect(error)).not.toContain("se!");
  });

  it("also where a server repeats it", async () => {
    const sent = {
      secret: "the protected key",
      code: "a code!",
      refresh: "a refresh token",
      token: "of mine",
    };
    const body = JSON.stringify(Object.values(sent));
    const seen: unknown[] = [];
    const settings = {
      oauthUrl: vk.sandbox.oauthUrl,
      idUrl: vk.sandbox.idUrl,
      retries: 0,
      onRequestEvent: (traffic: unknown) => seen.push(traffic),
    };
    const faults = [
      { body: `<p>${body}</p>`, status: 502 },
      { body: JSON.stringify({ error: "invalid_grant", error_description: body }), status: 401 },
    ];
    const calls: ReadonlyArray<[on: string, () => Promise<unknown>]> = [
      ["access_token", () => OPI_VK.getTokenByCode(1, sent.secret, "https://a.b", sent.code)],
      ["oauth2/auth", () => OPI_VK.refreshVKIDToken(1, sent.refresh, "d")],
      ["oauth2/logout", () => OPI_VK.logoutVKID(1, sent.token)],
      ["wall.delete", () => OPI_VK.deletePost(1, { ...auth, access_token: sent.token })],
    ];
    for (const fault of faults) {
      for (const [on, call] of calls) {
        vk.sandbox.fail({ on, fault });
        const error = await vk.call(call, settings).catch((thrown: unknown) => thrown);
        expect(error).toBeInstanceOf(OintError);
        seen.push(error);
        const used = Object.values(sent).filter(secret => call.toString().includes(keyOf(secret)));
        expect(used.length).toBeGreaterThan(0);
        const shown = inspect(seen.splice(0), { depth: null, showHidden: true });
        for (const secret of used) expect(shown).not.toContain(secret);
      }
    }
    function keyOf(secret: string): string {
      return `sent.${Object.entries(sent).find(([, value]) => value === secret)?.[0]}`;
    }
  });

  it("an address shows neither password nor query", () => {
    expect(maskUrl("https://anna:secret@pu.vk.com/c1/upload.php?hash=1#x")).toBe(
      "https://pu.vk.com/c1/upload.php?***",
    );
  });
});

/** How a command is run: its words, and what else it gets. */
interface Invocation {
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  readonly files?: Readonly<Record<string, string>>;
}

describe("the command line never prints", () => {
  const good = JSON.stringify(auth);
  const login = ["vk", "login", "--debug", "--app", "51694790"];

  /** Runs a command in a folder of its own; it must fail, so that there is something to say. */
  async function fails({ args, env = {}, input = "", files = {} }: Invocation): Promise<string> {
    const cwd = folder(files);
    const strict = await startSandbox({ tokens: ["nobody's"], rps: 0 });
    const own = { OINT_CONFIG_FOLDER: cwd, ...addressesOf(strict), ...env };
    const { code, stdout, stderr } = await oint(args, { cwd, env: own, input });
    await strict.close();
    expect(code, args.join(" ")).not.toBe(0);
    expect(stdout + stderr).not.toContain("mistake in oint itself");
    return stdout + stderr;
  }

  it.each<[string, (secret: string) => Invocation]>([
    ["--auth", secret => ({ args: ["vk", "deletePost", "--post", "1", "--auth", secret] })],
    ["-l=", secret => ({ args: ["vk", "deletePost", "-p", "1", `-l=${secret}`] })],
    ["whoami --auth", secret => ({ args: ["vk", "whoami", "--auth", secret] })],
    ["OINT_VK_AUTH", secret => ({ args: ["vk", "whoami", "--debug"], env: { OINT_VK_AUTH: secret } })],
    [
      "--auth -",
      secret => ({ args: ["vk", "deletePost", "--post", "1", "--auth", "-"], input: `${secret}\n` }),
    ],
    [
      "--auth - with broken JSON",
      secret => ({ args: ["vk", "whoami", "--auth", "-"], input: `{"access_token": "${secret}` }),
    ],
    [
      "a file with broken JSON",
      secret => ({
        args: ["vk", "whoami", "--auth", "auth.json"],
        files: { "auth.json": `{'access_token' '${secret}'}` },
      }),
    ],
    [
      "a structure without quotes around it",
      secret => ({ args: ["vk", "whoami", "--auth", "{'access_token':", `'${secret}'}`] }),
    ],
    [
      "a good structure, whose token VK refuses",
      secret => ({
        args: ["vk", "deletePost", "--debug", "--post", "1", "--auth", "-"],
        input: JSON.stringify({ access_token: secret, group_id: 1 }),
      }),
    ],
    ["login --token", secret => ({ args: [...login, "--kind", "token", "--token", secret, "--group", "1"] })],
    [
      "login --token -",
      secret => ({ args: [...login, "--kind", "token", "--token", "-", "--group", "1"], input: secret }),
    ],
    ["login --secret", secret => ({ args: [...login, "--kind", "service", "--secret", secret] })],
    [
      "OINT_VK_APP_SECRET",
      secret => ({ args: [...login, "--kind", "service"], env: { OINT_VK_APP_SECRET: secret } }),
    ],
    [
      "login --redirect-response",
      secret => ({ args: [...login, "--kind", "user", "--group", "1", "--redirect-response", secret] }),
    ],
    [
      "a code",
      secret => ({
        args: [
          ...login,
          ...["--kind", "code", "--secret", "sandbox-secret", "--redirect", "https://a.b", "--group", "1"],
          ...[
            "--state",
            "s",
            "--redirect-response",
            `https://a.b/?state=s&code=${encodeURIComponent(secret)}`,
          ],
        ],
      }),
    ],
    [
      "a refresh token",
      secret => ({
        args: ["vk", "refreshVKIDToken", "--debug", "--app", "1", "--refresh", secret, "--device", "d"],
      }),
    ],
    [
      "--success-token",
      secret => ({
        args: ["vk", "deletePost", "--debug", "--post", "1", "--success-token", secret, "--auth", good],
      }),
    ],
    [
      "--ct",
      secret => ({ args: ["vk", "writeMessage", "--text", "a", "--user", "x", "--ct", secret, "-l", good] }),
    ],
    [
      "the profiles",
      secret => ({ args: ["vk", "whoami"], files: { "profiles.json": `{"access_token": "${secret}` } }),
    ],
  ])("what was typed into a place for secrets: %s", async (_, place) => {
    const [short = "", ...tokens] = [
      ...fc.sample(word(`${letters}0123456789!.,`, 8, 20), 1),
      ...fc.sample(anyToken, 1),
    ];
    for (const secret of [short, ...tokens]) expect(await fails(place(secret))).not.toContain(secret);
  });

  const proxy = (token: string) => `http://anna:${token}@127.0.0.1:9`;

  it.each<[string, (token: string) => Invocation]>([
    ["a word that belongs nowhere", token => ({ args: ["vk", "deletePost", "--post", "1", token] })],
    ["access_token=", token => ({ args: ["vk", "deletePost", "--post", "1", `access_token=${token}`] })],
    ["an address", token => ({ args: ["vk", "whoami", `https://a.b/#access_token=${token}`] })],
    ["a password of a proxy", token => ({ args: ["vk", "whoami", "--proxy", proxy(token)] })],
    ["an option", token => ({ args: ["vk", "deletePost", `--${token}`] })],
    ["a command", token => ({ args: [token] })],
    ["a function", token => ({ args: ["vk", token] })],
    ["an action", token => ({ args: ["vk", "profile", token] })],
    ["a word too many", token => ({ args: ["vk", "profile", "use", "a", token] })],
    ["profile show", token => ({ args: ["vk", "profile", "show", token] })],
    ["--profile", token => ({ args: ["vk", "deletePost", "--post", "1", "--profile", token] })],
    ["OINT_VK_PROFILE", token => ({ args: ["vk", "whoami"], env: { OINT_VK_PROFILE: token } })],
    [
      "--profile beside OINT_VK_AUTH",
      token => ({ args: ["vk", "whoami", "--profile", token], env: { OINT_VK_AUTH: good } }),
    ],
    [
      "login --profile",
      token => ({ args: ["vk", "login", "--kind", "token", "--token", "t", "--profile", token] }),
    ],
    ["an id", token => ({ args: ["vk", "deletePost", "--post", token, "--auth", good] })],
    ["a file", token => ({ args: ["vk", "createStory", "--picture", `${token}.png`, "--auth", good] })],
    [
      "--out",
      token => ({ args: ["vk", "deletePost", "--post", "1", "--out", `${token}/a`, "--auth", good] }),
    ],
    ["--param", token => ({ args: ["vk", "deletePost", "--post", "1", "--param", token, "--auth", good] })],
    ["--rps", token => ({ args: ["vk", "deletePost", "--post", "1", "--rps", token, "--auth", good] })],
    ["--api-url", token => ({ args: ["vk", "whoami", "--auth", good, "--api-url", proxy(token).slice(4)] })],
    [
      "a text, in --debug",
      token => ({ args: ["vk", "createPost", "--debug", "--text", `see ${token}`, "--auth", good] }),
    ],
    [
      "a proxy that is not there",
      token => ({
        args: ["vk", "whoami", "--debug", "--retries", "0", "--auth", good],
        env: { HTTP_PROXY: proxy(token), HTTPS_PROXY: proxy(token) },
      }),
    ],
    [
      "a proxy that is none",
      token => ({
        args: ["vk", "whoami", "--debug", "--retries", "0", "--auth", good],
        env: { HTTP_PROXY: `http://anna:${token}@`, HTTPS_PROXY: `http://anna:${token}@` },
      }),
    ],
    ["oint sandbox", token => ({ args: ["sandbox", "--port", token] })],
    ["oint docs", token => ({ args: ["docs", token] })],
  ])("a token in the wrong place: %s", async (_, place) => {
    for (const kind of [kinds["vk1.a."], kinds.hexadecimal, kinds.opaque]) {
      const [token = ""] = fc.sample(kind, 1);
      expect(await fails(place(token))).not.toContain(token);
    }
  });

  it("what a defect brings up outside of every command", async () => {
    const token = "vk1.a.of-a-request";
    const throws = `setTimeout(()=>{throw(Object.assign(new/**/Error('${token}'),{request:'${token}'}))},50)`;
    const { code, stderr } = await oint(["sandbox", "--port", "0", "--folder", folder()], {
      env: { NODE_OPTIONS: `--import=data:text/javascript,${throws}` },
    });
    expect({ code, stderr }).toEqual({ code: 70, stderr: expect.stringContaining("Error: ***") });
    expect(stderr).not.toContain(token);
  });

  it("but a name, a number and a path, which a person needs", async () => {
    expect(await fails({ args: ["vk", "deletePost", "--post", "abc", "--auth", good] })).toContain(
      'got "abc"',
    );
    expect(await fails({ args: ["vk", "whoami", "--profile", "shop-of-anna"] })).toContain('"shop-of-anna"');
    expect(await fails({ args: ["vk", "whoami", "stray"] })).toContain('unexpected argument "stray"');
    const image = "da39a3ee5e6b4b0d3255bfef95601890afd80709.png";
    expect(await fails({ args: ["vk", "createStory", "--picture", image, "--auth", good] })).toContain(image);
  });
});
