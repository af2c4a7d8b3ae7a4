/** Reads VK's official typings: the types of each method's parameters and responses, and the descriptions beside them. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

/** A method as the typings have it. */
export interface TypedMethod {
  readonly name: string;
  /** What the method does; empty when the typings do not say. */
  readonly description: string;
  /** Name of the interface of its parameters, `WallPostParams`. */
  readonly params: string;
  /** Names of the types of what it can return. */
  readonly responses: readonly string[];
  /** What each parameter means, by its name; those that the typings do not describe are left out. */
  readonly parameters: Readonly<Record<string, string>>;
}

const folder = join(
  dirname(fileURLToPath(import.meta.resolve("@vkontakte/api-schema-typescript"))),
  "methods",
);

/** Every method of the typings. */
export function typedMethods(): TypedMethod[] {
  const files = readdirSync(folder).filter(file => file.endsWith(".d.ts"));
  return files.sort().flatMap(file => methodsOf(join(folder, file)));
}

/** The method's name is the first line of the comment above each `...Params` interface; its responses follow. */
function methodsOf(file: string): TypedMethod[] {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2023, true);
  const found: Array<TypedMethod & { responses: string[] }> = [];
  for (const node of source.statements) {
    if (!ts.isInterfaceDeclaration(node) && !ts.isTypeAliasDeclaration(node)) continue;
    if (/Response(Integer|Array)?$/.test(node.name.text)) found.at(-1)?.responses.push(node.name.text);
    if (!ts.isInterfaceDeclaration(node) || !node.name.text.endsWith("Params")) continue;
    const [name = "", ...lines] = commentOf(node).split("\n");
    if (!/^(\w+\.\w+|execute)$/.test(name)) throw new Error(`${file}: no name above ${node.name.text}`);
    const described = node.members.flatMap(member => {
      const text = commentOf(member);
      return text === "" ? [] : [[member.name?.getText(source) ?? "", oneLine(text)] as const];
    });
    found.push({
      name,
      description: oneLine(lines.join(" ")),
      params: node.name.text,
      responses: [],
      parameters: Object.fromEntries(described),
    });
  }
  return found;
}

function commentOf(node: ts.Node): string {
  const [comment] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  return (ts.getTextOfJSDocComment(comment?.comment) ?? "").trim();
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
