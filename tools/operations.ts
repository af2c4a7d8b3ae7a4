/** Reads the comments of the operations through TypeDoc. A missing or broken comment is an error. */
import { readFileSync } from "node:fs";
import {
  Application,
  Comment,
  type CommentDisplayPart,
  type DeclarationReflection,
  type ParameterReflection,
  type ProjectReflection,
  ReflectionKind,
  type SignatureReflection,
  type SomeType,
} from "typedoc";
import type { TokenKind } from "../src/api/facts.ts";
import { needsOf } from "../src/core/needs.ts";
import type { ManifestFunction, ManifestOption, OptionType } from "../src/invoke/manifest.ts";

/** An operation as its comment and its types describe it. */
export interface Operation {
  /** What the command line knows of it. */
  readonly command: ManifestFunction;
  /** Its TypeScript signature. */
  readonly signature: string;
  /** Examples in TypeScript. */
  readonly code: readonly string[];
}

/** Order of the regions in the help. */
const categories = [
  "Authorization",
  "Tokens",
  "Community",
  "Discussions",
  "Interactive",
  "Statistics",
  "Ads",
  "Products",
  "Collections",
  "Properties",
  "Orders",
  "Others",
];

/** Which types of the operations' parameters are which types of options. */
const optionTypes: Readonly<Record<string, OptionType>> = {
  Auth: "auth",
  FileInput: "binary",
  BooleanInput: "flag",
  IdInput: "id",
  Keyboard: "json",
  DateInput: "date",
  Product: "structure",
  string: "text",
};

function plainText(parts: readonly CommentDisplayPart[] | undefined): string {
  return Comment.combineDisplayParts(parts)
    .replace(/\{@link (\w+)\}/g, "$1")
    .replace(/\s*\n\s*(?=\S)/g, " ")
    .trim();
}

function tag(signature: SignatureReflection, name: `@${string}`): string {
  return plainText(signature.comment?.getTag(name)?.content);
}

function splitList(text: string): string[] {
  return text.split(/[,\s]+/).filter(Boolean);
}

/** Examples are code blocks; the language of the fence tells TypeScript from a command line. */
function examples(signature: SignatureReflection, language: string): string[] {
  const fence = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)\\n\`\`\`$`);
  const blocks = signature.comment?.getTags("@example") ?? [];
  return blocks.flatMap(({ content }) => fence.exec(Comment.combineDisplayParts(content).trim())?.[1] ?? []);
}

interface Shape {
  readonly type: OptionType;
  readonly array: boolean;
  readonly choices?: readonly string[];
}

function optionShape(type: SomeType | undefined): Shape {
  if (type?.type === "intrinsic" || type?.type === "reference") {
    const known = optionTypes[type.name];
    if (known) return { type: known, array: false };
    const target = type.type === "reference" ? type.reflection : undefined;
    const alias = target?.isDeclaration() ? target.type : undefined;
    if (alias?.type === "union") {
      return {
        type: "choice",
        array: false,
        choices: alias.types.flatMap(item => (item.type === "literal" ? [String(item.value)] : [])),
      };
    }
  }
  if (type?.type === "typeOperator") return optionShape(type.target);
  if (type?.type === "array") return { ...optionShape(type.elementType), array: true };
  if (type?.type === "union") {
    const array = type.types.map(optionShape).find(candidate => candidate.array);
    if (array) return array;
  }
  throw new Error(`no option type for ${type?.toString()}`);
}

function option(parameter: ParameterReflection, short: string | undefined): ManifestOption {
  const { name, defaultValue } = parameter;
  return {
    name,
    ...(short ? { short } : {}),
    ...optionShape(parameter.type),
    required: defaultValue === undefined,
    ...(defaultValue === undefined ? {} : { default: JSON.parse(defaultValue) }),
    description: plainText(parameter.comment?.summary),
  };
}

/** A function needs what all of its methods need. */
function requirements(called: readonly string[]): { tokens: TokenKind[]; scopes: string[] } {
  const facts = called.map(name => {
    const known = needsOf(name);
    if (!known) throw new Error(`no function calls ${name}`);
    return known;
  });
  const kinds: readonly TokenKind[] = facts.length > 0 ? ["user", "community", "service"] : [];
  const tokens = kinds.filter(kind => facts.every(fact => fact.tokens.includes(kind)));
  return { tokens, scopes: [...new Set(facts.flatMap(({ scope }) => scope || []))] };
}

function signatureOf({ name, parameters = [], type }: SignatureReflection): string {
  const list = parameters.map(({ name: parameter, type: own, defaultValue }) => {
    const standard = defaultValue === undefined ? "" : ` = ${defaultValue}`;
    return `  ${parameter}: ${own?.toString()}${standard},\n`;
  });
  return `${name}(\n${list.join("")}): ${type?.toString()}`;
}

function operation(declaration: DeclarationReflection): Operation {
  const [signature] = declaration.signatures ?? [];
  if (!signature?.comment) throw new Error(`${declaration.name} has no comment`);
  return {
    command: describe(declaration, signature),
    signature: signatureOf(signature),
    code: examples(signature, "ts"),
  };
}

function describe(declaration: DeclarationReflection, signature: SignatureReflection): ManifestFunction {
  if (!signature.comment) throw new Error(`${declaration.name} has no comment`);
  const [summary = "", ...description] = Comment.combineDisplayParts(signature.comment.summary)
    .trim()
    .split("\n\n");
  const shorts = splitList(tag(signature, "@short"));
  const parameters = signature.parameters ?? [];
  if (shorts.length !== parameters.length)
    throw new Error(`${declaration.name}: @short names not each of its parameters`);
  const russian = tag(signature, "@russian");
  if (!russian) throw new Error(`${declaration.name} has no @russian name`);
  const commands = examples(signature, "bash");
  if (commands.length === 0) throw new Error(`${declaration.name} has no example of its command`);
  const called = splitList(tag(signature, "@methods"));
  return {
    name: declaration.name,
    category: tag(signature, "@category"),
    russian,
    aliases: splitList(tag(signature, "@alias")),
    summary: summary.replaceAll("\n", " "),
    description: description.map(paragraph => paragraph.replaceAll("\n", " ")),
    methods: called,
    endpoint: tag(signature, "@endpoint"),
    ...requirements(called),
    options: parameters.map((parameter, i) => option(parameter, shorts[i])),
    secretResult: signature.comment.hasModifier("@secretResult"),
    returns: tag(signature, "@returns"),
    examples: commands,
    see: (signature.comment.getTags("@see") ?? []).map(({ content }) => plainText(content)),
  };
}

/** Reads the whole library. */
export async function readLibrary(): Promise<{
  app: Application;
  project: ProjectReflection;
  operations: Operation[];
}> {
  const app = await Application.bootstrap({ options: "typedoc.json", logLevel: "Warn" });
  const project = await app.convert();
  if (!project) process.exit(1);
  app.validate(project);
  if (app.logger.hasErrors() || app.logger.hasWarnings()) process.exit(1);
  const declarations = project.getReflectionsByKind(ReflectionKind.Function) as DeclarationReflection[]; // functions are declarations
  const operations = declarations
    .filter(declaration => declaration.parent?.name === "OPI_VK" && declaration.parent.parent === project)
    // Its commands are those of VK's methods.
    .filter(({ name }) => name !== "callMethod")
    .map(operation);
  const stray = operations.find(({ command }) => !categories.includes(command.category));
  if (stray) throw new Error(`${stray.command.name}: ${stray.command.category} is not a region`);
  // TypeDoc sorts by name; the list of exports has the order of the documentation.
  const exports = readFileSync("src/OPI_VK/index.ts", "utf8");
  const position = ({ command }: Operation) => exports.search(new RegExp(`\\b${command.name}\\b`));
  const region = ({ command }: Operation) => categories.indexOf(command.category);
  operations.sort((a, b) => region(a) - region(b) || position(a) - position(b));
  return { app, project, operations };
}
