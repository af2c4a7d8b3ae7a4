/** Reads VK's official typings: parameter types, response types and descriptions of each method. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

/** A method in the typings. */
export interface TypedMethod {
  readonly name: string;
  /** What the method does; empty when the typings do not describe it. */
  readonly description: string;
  /** Name of its parameter interface, `WallPostParams`. */
  readonly params: string;
  /** Names of its response types. */
  readonly responses: readonly string[];
  /** Descriptions of its parameters, by name; parameters without a description are omitted. */
  readonly parameters: Readonly<Record<string, string>>;
}

const folder = join(
  dirname(fileURLToPath(import.meta.resolve("@vkontakte/api-schema-typescript"))),
  "methods",
);

/** Returns every method of the typings. */
export function typedMethods(): TypedMethod[] {
  const files = readdirSync(folder).filter(file => file.endsWith(".d.ts"));
  return files.sort().flatMap(file => methodsOf(join(folder, file)));
}

/** The first line of the comment on each `...Params` interface is the method name; its response types follow. */
function methodsOf(file: string): TypedMethod[] {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2023, true);
  const methods: Array<TypedMethod & { responses: string[] }> = [];
  for (const node of source.statements) {
    if (!ts.isInterfaceDeclaration(node) && !ts.isTypeAliasDeclaration(node)) continue;
    if (/Response(Integer|Array)?$/.test(node.name.text)) methods.at(-1)?.responses.push(node.name.text);
    if (!ts.isInterfaceDeclaration(node) || !node.name.text.endsWith("Params")) continue;
    const [name = "", ...lines] = commentOf(node).split("\n");
    if (!/^(\w+\.\w+|execute)$/.test(name)) throw new Error(`${file}: no name above ${node.name.text}`);
    const described = node.members.flatMap(member => {
      const text = commentOf(member);
      return text === "" ? [] : [[member.name?.getText(source) ?? "", oneLine(text)] as const];
    });
    methods.push({
      name,
      description: oneLine(lines.join(" ")),
      params: node.name.text,
      responses: [],
      parameters: Object.fromEntries(described),
    });
  }
  return methods;
}

function commentOf(node: ts.Node): string {
  const [comment] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  return (ts.getTextOfJSDocComment(comment?.comment) ?? "").trim();
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
