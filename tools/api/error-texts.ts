/**
 * Writes the text of each VK error to `dist/error-texts.json`, for the sandbox. VK's sentences become part of the built
 * package, but not of this repository. vk-io has them in the comments of its error codes.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const library = dirname(fileURLToPath(import.meta.resolve("vk-io")));
const path = join(library, "api", "schemas", "constants.d.ts");
const source = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.ES2023, true);
const members = source.statements.find(ts.isEnumDeclaration)?.members ?? [];

/** The first line of a code's comment; the rest repeats the code. */
const texts = members.map(member => {
  const [comment] = ts.getJSDocCommentsAndTags(member).filter(ts.isJSDoc);
  const [text = ""] = (ts.getTextOfJSDocComment(comment?.comment) ?? "").split("\n");
  return [member.initializer?.getText(source) ?? "", text.trim()] as const;
});
if (texts.length < 200 || texts.some(([code, text]) => !/^\d+$/.test(code) || text === ""))
  throw new Error(`${path} does not have a text for each error code`);
writeFileSync("dist/error-texts.json", JSON.stringify(Object.fromEntries(texts)));
