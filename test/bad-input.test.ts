import { join } from "node:path";
import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { ArgumentError, type Auth, OPI_VK } from "../src/index.ts";
import { folder } from "./support/command.ts";
import { png } from "./support/pictures.ts";
import { auth, token, useSandbox } from "./support/sandbox.ts";

const vk = useSandbox();

/** Runs a call that must fail before anything is sent, and gives its error. */
async function refused(work: () => unknown): Promise<ArgumentError> {
  const before = vk.sandbox.calls.length;
  const error = await vk
    .call(async () => work())
    .then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
  expect(error).toBeInstanceOf(ArgumentError);
  expect(vk.sandbox.calls.length, "nothing was sent").toBe(before);
  return error as ArgumentError; // seen just above
}

describe("an argument that is wrong is refused before anything is sent", () => {
  const files = () =>
    folder({ "empty.png": "", "text.png": "not a picture", "page.pdf": "%PDF-1.7\n%âãÏÓ\n1 0 obj" });

  it.each([
    ["a missing file", (path: string) => join(path, "absent.png"), "there is no such file"],
    ["an empty file", (path: string) => join(path, "empty.png"), "which is empty"],
    ["a folder", (path: string) => path, "which is a folder"],
    ["a text", (path: string) => join(path, "text.png"), "which is of an unknown type"],
    ["a PDF", (path: string) => join(path, "page.pdf"), "which is application/pdf"],
    ["no bytes", () => new Uint8Array(0), "got no bytes"],
    ["a stream of text", () => Readable.from(["text"]), "which is of an unknown type"],
    ["a number", () => 5 as unknown as string, "got 5; expected a JPG, PNG or GIF image, as a path"],
    [
      "an address that is no web address",
      () => new URL("ftp://example.com/a.png"),
      "got ftp://example.com/a.png; expected a JPG",
    ],
  ])("%s as a picture", async (_, source, problem) => {
    const path = files();
    const error = await refused(() => OPI_VK.createPost("Text", [png(), source(path)], false, "", auth));
    expect(error.argument).toBe("pictures");
    expect(error.problem).toContain(problem);
    expect(error.message).not.toContain("hidden");
  });

  it.each<[string, () => unknown, string, string]>([
    ["an id of letters", () => OPI_VK.deletePost("abc", auth), "post", 'got "abc", expected an ID'],
    ["an empty id", () => OPI_VK.deletePost("", auth), "post", 'got "", expected an ID'],
    ["a broken number", () => OPI_VK.deletePost(1.5, auth), "post", "got 1.5, expected an ID"],
    [
      "a day that does not exist",
      () => OPI_VK.getStatistics("2025-02-30", "2025-03-01", auth),
      "datefrom",
      "a date that exists",
    ],
    ["a word for a date", () => OPI_VK.getStatistics("2025-02-01", "soon", auth), "dateto", 'got "soon"'],
    [
      "a period that ends first",
      () => OPI_VK.getStatistics("2025-02-02", "2025-02-01", auth),
      "dateto",
      "which is before datefrom",
    ],
    [
      "a broken attachment",
      () => OPI_VK.createCompositePost("a", ["photo1"], false, "", auth),
      "objects",
      'got "photo1", expected an attachment',
    ],
    [
      "a structure for an array",
      () => OPI_VK.createCompositePost("a", {} as string[], false, "", auth),
      "objects",
      "expected an array",
    ],
    [
      "eleven objects",
      () => OPI_VK.createCompositePost("a", Array(11).fill("photo1_2"), false, "", auth),
      "objects",
      "at most 10",
    ],
    ["an empty post", () => OPI_VK.createPost("", [], false, "", auth), "text", "is empty"],
    [
      "a link that is none",
      () => OPI_VK.createPost("a", [], false, "github.com", auth),
      "url",
      "begins with https://",
    ],
    [
      "a dangerous link",
      () => OPI_VK.createStory(png(), "javascript:alert(1)", auth),
      "url",
      "begins with https://",
    ],
    [
      "a flag of another kind",
      () => OPI_VK.createPost("a", [], "maybe", "", auth),
      "ad",
      'got "maybe", expected true or false',
    ],
    [
      "an unknown type",
      () => OPI_VK.uploadPhotoToServer(png(), auth, "Cover" as "Post"),
      "type",
      'got "Cover", expected Post',
    ],
    [
      "an album without a number",
      () => OPI_VK.uploadPhotoToServer(png(), auth, "Album"),
      "auth",
      'has no valid "album_id"',
    ],
    [
      "a short title",
      () => OPI_VK.createAdCampaign(1, "ab", auth),
      "title",
      "(2 characters), expected 3 to 60",
    ],
    ["an empty token", () => OPI_VK.getAuthParameters(1, 2, " "), "token", "is empty"],
    [
      "a structure without a token",
      () => OPI_VK.deletePost(1, { group_id: 1 } as unknown as Auth),
      "auth",
      "has no access_token",
    ],
    ["no structure", () => OPI_VK.deletePost(1, undefined as unknown as Auth), "auth", "is not an object"],
    [
      "a community that is no number",
      () => OPI_VK.deletePost(1, { ...auth, group_id: "club1" }),
      "auth",
      'got group_id "club1", expected an ID',
    ],
    [
      "eleven answers",
      () => OPI_VK.createPoll("Q", Array(11).fill("a"), "", "", auth),
      "options",
      "expected 1 to 10",
    ],
    [
      "a long answer",
      () => OPI_VK.createPoll("Q", ["a".repeat(101)], "", "", auth),
      "options",
      "expected 1 to 100 characters",
    ],
    ["a short name of an album", () => OPI_VK.createAlbum("a", "", auth), "title", "expected at least 2"],
    [
      "a picture as a video",
      () => OPI_VK.uploadVideoToServer(png(), "Video", "", "", auth),
      "file",
      "which is image/png; expected a video",
    ],
    ["an empty discussion", () => OPI_VK.createDiscussion("Title", "", auth), "text", "is empty"],
    ["no posts", () => OPI_VK.getPostStatistics([], auth), "posts", "is empty, expected at least one ID"],
    [
      "a broken keyboard",
      () => OPI_VK.writeMessage("a", 1, "t", "{}", auth),
      "keyboard",
      'expected {"buttons"',
    ],
    ["an empty community token", () => OPI_VK.writeMessage("a", 1, " ", "", auth), "ct", "is empty"],
    ["41 buttons", () => OPI_VK.formKeyboard(Array(41).fill("a")), "buttons", "expected 1 to 40"],
    ["a negative limit", () => OPI_VK.createAd(1, -5, 1, 1, 1, auth), "limit", "got -5"],
    [
      "a product without a name",
      () => OPI_VK.addProduct({ Description: "Description" }, "", auth),
      "product",
      "has no Name",
    ],
    [
      "a product without a category",
      () => OPI_VK.addProduct({ Name: "Name", Description: "Description" }, "", auth),
      "product",
      "has no Category",
    ],
    [
      "a hidden main selection",
      () => OPI_VK.createProductCollection("a", png(), true, true, auth),
      "hidden",
      "cannot be hidden",
    ],
    [
      "a long title",
      () => OPI_VK.editProductCollection("a".repeat(129), 1, "", false, false, auth),
      "title",
      "expected 1 to 128",
    ],
    [
      "a long variant",
      () => OPI_VK.addProductPropertyVariant("a".repeat(61), 1, auth),
      "value",
      "expected 1 to 60",
    ],
    [
      "no community",
      () => OPI_VK.getStatistics(1e9, 2e9, { access_token: token }),
      "auth",
      "names no community",
    ],
  ])("%s", async (_, work, argument, problem) => {
    const error = await refused(work);
    expect(error.argument).toBe(argument);
    expect(error.problem).toContain(problem);
    expect(error.message).not.toContain(token);
  });

  it("a setting that is none", () => {
    expect(() => vk.call(() => 1, { apiUrl: "api.vk.ru" })).toThrow(
      'apiUrl: got "api.vk.ru", expected a URL such as',
    );
    expect(() => vk.call(() => 1, { retries: -1 })).toThrow(
      "retries: got -1, expected a number of at least 0",
    );
  });
});
