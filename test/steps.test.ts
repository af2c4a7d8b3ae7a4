import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import {
  type DoneStep,
  OintError,
  OPI_VK,
  type RequestEvent,
  TransportError,
  UploadError,
  VkApiError,
} from "../src/index.ts";
import type { FaultRule } from "../src/sandbox/index.ts";
import { folder, main, oint, start } from "./support/command.ts";
import { mp4, png } from "./support/pictures.ts";
import { auth, useSandbox } from "./support/sandbox.ts";

const vk = useSandbox();
const files = () => folder({ "a.png": png(1300, 720), "a.mp4": mp4() });
const env = () => ({ OINT_VK_API_URL: vk.sandbox.apiUrl, OINT_VK_AUTH: JSON.stringify(auth) });
const product = { Name: "Spoon", Description: "Made of beech wood", Category: 20173, MainPhoto: png() };
const productInWords = JSON.stringify({ ...product, MainPhoto: "a.png" });

const photo = (method: string) => ({ method, object: expect.stringMatching(/^photo-218861756_\d+$/) });
const wallPhoto = photo("photos.saveWallPhoto");
const productPhoto = photo("market.saveProductPhoto");
const cover = photo("photos.saveMarketAlbumPhoto");
const item = (method: string) => ({ method, object: expect.stringMatching(/^market-218861756_\d+$/) });
const refused = { body: '{"error":"ERR_UPLOAD_BAD_IMAGE_SIZE","error_code":2}' };

/** An operation whose later step fails. */
interface Broken {
  readonly title: string;
  readonly fails: Pick<FaultRule, "on" | "after">;
  readonly work: () => Promise<unknown>;
  readonly words: readonly string[];
  readonly done: readonly object[];
  /** What the error advises, where it can. */
  readonly advice?: RegExp;
}

const broken: readonly Broken[] = [
  {
    title: "addProduct, into the selection",
    fails: { on: "market.addToAlbum" },
    work: () => OPI_VK.addProduct(product, 1, auth),
    words: ["addProduct", "--product", productInWords, "--sel", "1"],
    done: [productPhoto, item("market.add")],
    advice: /Product \d+ was added, but is not in the selection: addProductToCollection adds it/,
  },
  {
    title: "addProduct, of a later photo",
    fails: { on: "market.saveProductPhoto", after: 1 },
    work: () => OPI_VK.addProduct({ ...product, AdditionalPhotos: [png()] }, "", auth),
    words: ["addProduct", "--product", productInWords.replace("}", ',"AdditionalPhotos":["a.png"]}')],
    done: [productPhoto],
  },
  {
    title: "editProduct, into the selection",
    fails: { on: "market.addToAlbum" },
    work: () => OPI_VK.editProduct(1, { Price: 5 }, 1, auth),
    words: ["editProduct", "--item", "1", "--product", "{'Price': 5}", "--sel", "1"],
    done: [{ method: "market.edit", object: "market-218861756_1", id: 1 }],
    advice: /Product 1 was changed, but is not in the selection/,
  },
  {
    title: "createPost, after its pictures",
    fails: { on: "wall.post" },
    work: () => OPI_VK.createPost("Text", [png(), png()], false, "", auth),
    words: ["createPost", "--text", "Text", "--pictures", "['a.png','a.png']"],
    done: [wallPhoto, wallPhoto],
  },
  {
    title: "createPoll, after the poll",
    fails: { on: "wall.post" },
    work: () => OPI_VK.createPoll("Tea?", ["Yes"], png(), "", auth),
    words: ["createPoll", "--question", "Tea?", "--options", "Yes", "--picture", "a.png"],
    done: [wallPhoto, { method: "polls.create", object: expect.stringMatching(/^poll-218861756_\d+$/) }],
    advice: /createCompositePost publishes it with the objects photo-218861756_\d+,poll-218861756_\d+/,
  },
  {
    title: "createProductCollection, after its cover",
    fails: { on: "market.addAlbum" },
    work: () => OPI_VK.createProductCollection("Autumn", png(1300, 720), false, false, auth),
    words: ["createProductCollection", "--title", "Autumn", "--picture", "a.png"],
    done: [cover],
  },
  {
    title: "editProductCollection, after its cover",
    fails: { on: "market.editAlbum" },
    work: () => OPI_VK.editProductCollection("Autumn", 1, png(1300, 720), false, false, auth),
    words: ["editProductCollection", "--title", "Autumn", "--sel", "1", "--picture", "a.png"],
    done: [cover],
  },
];

/** The error that it ends with. */
async function errorOf(work: () => Promise<unknown>, settings = {}): Promise<OintError> {
  const result = await vk.call(() => work().catch((error: unknown) => error), { retries: 0, ...settings });
  expect(result).toBeInstanceOf(OintError);
  return result as OintError; // seen just above
}

/** What an error says of one who looks at its text alone. */
const textOf = (error: OintError) => `${error.message} ${error instanceof VkApiError ? error.hint : ""}`;

async function someProduct(): Promise<void> {
  await vk.call(() => OPI_VK.addProduct({ ...product, MainPhoto: "" }, "", auth));
}

describe("an operation that fails after some of its steps tells what they have done", () => {
  it.each(broken)("$title: by the transport", async ({ fails, work, words, done, advice = /./ }) => {
    await someProduct();
    vk.sandbox.fail({ ...fails, fault: { disconnect: "before" } });
    const error = await errorOf(work);
    expect(error).toBeInstanceOf(TransportError);
    expect(error.done).toEqual(done.map(candidate => expect.objectContaining(candidate)));
    expect(error.message).toMatch(advice);
    for (const { object, id } of error.done) {
      expect(error.message).toContain(object);
      expect(object.endsWith(`_${id}`)).toBe(true);
    }

    vk.sandbox.fail({ ...fails, fault: { disconnect: "before" } });
    const outcome = await oint(["vk", ...words, "--retries", "0"], { cwd: files(), env: env() });
    expect(outcome.code).toBe(3);
    expect(outcome.stderr).toMatch(advice);
    const output = JSON.parse(outcome.stdout);
    expect(output.done).toEqual(done.map(entry => expect.objectContaining(entry)));
    expect(output.error.error_msg).toContain(`${fails.on}: `);
  });

  it.each(broken)("$title: by VK's refusal", async ({ fails, work, words, done, advice = /./ }) => {
    await someProduct();
    vk.sandbox.fail({ ...fails, fault: { error: 15 } });
    const error = await errorOf(work);
    expect(error).toMatchObject({ name: "VkApiError", errorCode: 15, outcomeUnknown: false });
    expect(error.done).toEqual(done.map(one => expect.objectContaining(one)));
    expect(textOf(error)).toMatch(advice);
    for (const { object } of error.done) expect(textOf(error)).toContain(object);

    vk.sandbox.fail({ ...fails, fault: { error: 15 } });
    const outcome = await oint(["vk", ...words], { cwd: files(), env: env() });
    expect(outcome.code).toBe(1);
    expect(JSON.parse(outcome.stdout)).toEqual({
      error: expect.objectContaining({ error_code: 15 }),
      done: done.map(element => expect.objectContaining(element)),
    });
    expect(outcome.stderr).toMatch(advice);
  });

  it("an upload server that refuses the second picture, and one that refuses a video", async () => {
    vk.sandbox.fail({ on: "upload", after: 1, fault: refused });
    const error = await errorOf(() => OPI_VK.createPost("Text", [png(), png()], false, "", auth));
    expect(error).toBeInstanceOf(UploadError);
    expect(error).toMatchObject({ kind: "Post", final: true, done: [wallPhoto] });
    vk.sandbox.fail({ on: "upload", fault: refused });
    const words = ["uploadVideoToServer", "--file", "a.mp4", "--title", "Video"];
    const { code, stdout, stderr } = await oint(["vk", ...words], { cwd: files(), env: env() });
    expect(code).toBe(3);
    expect(stderr).toContain("Delete it before you retry the upload");
    expect(JSON.parse(stdout).done).toEqual([
      {
        method: "video.save",
        object: expect.stringMatching(/^video-218861756_\d+$/),
        id: expect.any(Number),
      },
    ]);
  });
});

describe("what a step may have done besides", () => {
  it("stays unknown, beside what is certain", async () => {
    vk.sandbox.fail({ on: "market.add", fault: { disconnect: "after" } });
    const error = await errorOf(() => OPI_VK.addProduct(product, 1, auth));
    expect(error).toMatchObject({ name: "TransportError", sent: true, outcomeUnknown: true });
    expect(error.done).toMatchObject([productPhoto]);
    expect(error.message).toContain("VK may have completed market.add");
    vk.sandbox.fail({ on: "market.add", fault: { disconnect: "after" } });
    const words = ["addProduct", "--product", productInWords];
    const { code, stdout } = await oint(["vk", ...words], { cwd: files(), env: env() });
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({ outcome_unknown: true, done: [productPhoto] });
  });

  it("is nothing where the first step fails: the error is as it was, and standard output empty", async () => {
    vk.sandbox.fail({ on: "market.add", fault: { error: 15 } });
    const bare = { ...product, MainPhoto: "" };
    const error = await errorOf(() => OPI_VK.addProduct(bare, 1, auth));
    expect(error).toMatchObject({ errorCode: 15, done: [] });
    expect(textOf(error)).not.toContain("Done before");
    vk.sandbox.fail({ on: "wall.delete", fault: { disconnect: "before" } });
    const words = ["deletePost", "--post", "1", "--retries", "0"];
    expect(await oint(["vk", ...words], { env: env() })).toMatchObject({ code: 3, stdout: "" });
  });
});

describe("a response of VK that does not name what was made", () => {
  it.each<[string, string, () => Promise<unknown>, string]>([
    ["market.add", "{}", () => OPI_VK.addProduct(product, 1, auth), "market.saveProductPhoto"],
    ["market.add", "null", () => OPI_VK.addProduct(product, 1, auth), "market.saveProductPhoto"],
    ["polls.create", "null", () => OPI_VK.createPoll("Q", ["A"], png(), "", auth), "photos.saveWallPhoto"],
    ["photos.saveWallPhoto", "[]", () => OPI_VK.createPost("a", [png()], false, "", auth), ""],
    ["market.saveProductPhoto", "null", () => OPI_VK.addProduct(product, "", auth), ""],
    ["video.save", "null", () => OPI_VK.uploadVideoToServer(mp4(), "Video", "", "", auth), ""],
  ])("%s: %s, ends the operation before its next step", async (method, response, work, before) => {
    vk.sandbox.fail({ on: method, fault: { body: `{"response":${response}}` } });
    const sent: string[] = [];
    const onRequestEvent = ({ event, target }: RequestEvent) => event === "request" && sent.push(target);
    const error = await errorOf(work, { onRequestEvent });
    expect(error).toMatchObject({
      name: "TransportError",
      outcomeUnknown: true,
      message: expect.stringContaining(`${method}: VK's response contains no ID`),
      done: before ? [{ method: before }] : [],
    });
    expect(sent.at(-1)).toBe(method);
  });
});

describe("two operations whose steps went in one request", () => {
  it("tell each of its own", async () => {
    vk.sandbox.fail({ on: "execute", after: 1, fault: { disconnect: "before" } });
    const bare = { ...product, MainPhoto: "" };
    const add = () => OPI_VK.addProduct(bare, 1, auth).catch((error: OintError) => error);
    const results = await vk.call(() => Promise.all([add(), add()]), { batch: true, retries: 0 });
    const errors = results.filter(element => element instanceof OintError);
    const ids = errors.map(({ done }) => done.map(({ id }: DoneStep) => id));
    expect(ids.map(element => element.length)).toEqual([1, 1]);
    expect(ids[0]).not.toEqual(ids[1]);
  });
});

describe("an interruption after some of the steps", () => {
  it("tells what they have done, and is the caller's own reason otherwise", async () => {
    const stop = (method: string) => {
      const controller = new AbortController();
      const onRequestEvent = ({ target }: { target: string }) => {
        if (target === method) controller.abort();
      };
      return { signal: controller.signal, onRequestEvent };
    };
    const poll = () => OPI_VK.createPoll("Tea?", ["Yes"], "", "", auth);
    const error = await errorOf(poll, stop("wall.post"));
    expect(error).toMatchObject({ name: "AbortError", done: [{ method: "polls.create" }] });
    const first = stop("polls.create");
    const reason = await vk.call(poll, first).catch((thrown: unknown) => thrown);
    expect(reason).toBe(first.signal.reason);
  });

  it("ends a command with 130 and with what was done", async () => {
    vk.sandbox.fail({ on: "wall.post", fault: { delay: 20_000 } });
    const words = ["createPoll", "--question", "Tea?", "--options", "Yes"];
    const before = vk.sandbox.calls.length;
    const { child, ended } = start(process.execPath, [main, "vk", ...words], { env: env() });
    const made = () => vk.sandbox.calls.slice(before).some(({ method }) => method === "polls.create");
    while (!made()) await sleep(10);
    await sleep(1000);
    child.kill("SIGINT");
    const { code, stdout } = await ended;
    expect(code).toBe(130);
    expect(JSON.parse(stdout).done).toMatchObject([{ method: "polls.create" }]);
  });
});
