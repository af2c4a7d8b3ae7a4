/** Reads the comments of the functions with TypeDoc. A missing or invalid comment is an error. */
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
import { type ProductKey, productKeys, stockKeys } from "../src/OPI_VK/product-fields.ts";
import { functionOrder } from "./function-order.ts";

/** A function of the library, read from its comment and its types. */
export interface LibraryFunction {
  /** Its record in the manifest. */
  readonly command: ManifestFunction;
  /** Its TypeScript signature. */
  readonly signature: string;
  /** Examples in TypeScript. */
  readonly code: readonly string[];
}

/** The keys of the structures that parameters are, by the names of their types. */
const keysOf: Readonly<Record<string, readonly ProductKey[]>> = {
  Product: productKeys,
  StockItem: stockKeys,
};

/** Option type of each TypeScript type that a parameter can have. */
const optionTypes: Readonly<Record<string, OptionType>> = {
  Auth: "auth",
  FileInput: "binary",
  BooleanInput: "flag",
  ButtonOrRow: "text",
  IdInput: "id",
  Keyboard: "json",
  DateInput: "date",
  NumberInput: "number",
  Product: "structure",
  StockItem: "structure",
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

/** Returns the example code blocks of a language: `ts` for TypeScript, `bash` for command lines. */
function examples(signature: SignatureReflection, language: string): string[] {
  const fence = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)\\n\`\`\`$`);
  const blocks = signature.comment?.getTags("@example") ?? [];
  return blocks.flatMap(({ content }) => fence.exec(Comment.combineDisplayParts(content).trim())?.[1] ?? []);
}

interface OptionShape {
  readonly type: OptionType;
  readonly array: boolean;
  readonly choices?: readonly string[];
}

function optionShape(type: SomeType | undefined): OptionShape {
  if (type?.type === "intrinsic" || type?.type === "reference") {
    const optionType = optionTypes[type.name];
    if (optionType) return { type: optionType, array: false };
    const target = type.type === "reference" ? type.reflection : undefined;
    const alias = target?.isDeclaration() ? target.type : undefined;
    if (alias?.type === "union") {
      return {
        type: "choice",
        array: false,
        choices: alias.types.flatMap(item =>
          item.type === "literal" && item.value ? [String(item.value)] : [],
        ),
      };
    }
  }
  if (type?.type === "typeOperator") return optionShape(type.target);
  if (type?.type === "array") return { ...optionShape(type.elementType), array: true };
  if (type?.type === "union") {
    const array = type.types.map(optionShape).find(shape => shape.array);
    if (array) return array;
  }
  throw new Error(`no option type for ${type?.toString()}`);
}

function option(
  parameter: ParameterReflection,
  short: string | undefined,
  communityToken: string,
): ManifestOption {
  const { name, defaultValue, type } = parameter;
  const keys = structureKeys(type);
  return {
    name,
    ...(short ? { short } : {}),
    ...optionShape(type),
    required: defaultValue === undefined,
    ...(defaultValue === undefined ? {} : { default: JSON.parse(defaultValue) }),
    description: plainText(parameter.comment?.summary),
    ...(name === communityToken ? { communityToken: true as const } : {}),
    ...(keys ? { keys } : {}),
  };
}

/** The keys of a structure, or of the structures in an array. */
function structureKeys(type: SomeType | undefined): readonly ProductKey[] | undefined {
  if (type?.type === "union") return structureKeys(type.types.find(item => item.type === "reference"));
  return type?.type === "reference" ? keysOf[type.name] : undefined;
}

/** A function requires what all of its methods require. */
function requirements(methods: readonly string[]): { tokens: TokenKind[]; scopes: string[] } {
  const needs = methods.map(name => {
    const ofMethod = needsOf(name);
    if (!ofMethod) throw new Error(`no function calls ${name}`);
    return ofMethod;
  });
  const kinds: readonly TokenKind[] = needs.length > 0 ? ["user", "community", "service"] : [];
  const tokens = kinds.filter(kind => needs.every(ofMethod => ofMethod.tokens.includes(kind)));
  return { tokens, scopes: [...new Set(needs.flatMap(({ scope }) => scope || []))] };
}

function signatureOf({ name, parameters = [], type }: SignatureReflection): string {
  const lines = parameters.map(({ name: parameter, type: parameterType, defaultValue }) => {
    const initializer = defaultValue === undefined ? "" : ` = ${defaultValue}`;
    return `  ${parameter}: ${parameterType?.toString()}${initializer},\n`;
  });
  return `${name}(\n${lines.join("")}): ${type?.toString()}`;
}

function libraryFunction(declaration: DeclarationReflection): LibraryFunction {
  const [signature] = declaration.signatures ?? [];
  if (!signature?.comment) throw new Error(`${declaration.name} has no comment`);
  return {
    command: manifestFunction(declaration, signature),
    signature: signatureOf(signature),
    code: examples(signature, "ts"),
  };
}

function manifestFunction(
  declaration: DeclarationReflection,
  signature: SignatureReflection,
): ManifestFunction {
  if (!signature.comment) throw new Error(`${declaration.name} has no comment`);
  const [summary = "", ...description] = Comment.combineDisplayParts(signature.comment.summary)
    .trim()
    .split("\n\n");
  const shortOptions = splitList(tag(signature, "@short"));
  const parameters = signature.parameters ?? [];
  if (shortOptions.length !== parameters.length)
    throw new Error(
      `${declaration.name}: @short has ${shortOptions.length} names for ${parameters.length} parameters`,
    );
  const russian = tag(signature, "@russian");
  if (!russian) throw new Error(`${declaration.name} has no @russian name`);
  const commands = examples(signature, "bash");
  if (commands.length === 0) throw new Error(`${declaration.name} has no bash example`);
  const methods = splitList(tag(signature, "@methods"));
  return {
    name: declaration.name,
    category: tag(signature, "@category"),
    russian,
    aliases: splitList(tag(signature, "@alias")),
    summary: summary.replaceAll("\n", " "),
    description: description.map(paragraph => paragraph.replaceAll("\n", " ")),
    methods,
    endpoint: tag(signature, "@endpoint"),
    ...requirements(methods),
    options: parameters.map((parameter, i) =>
      option(parameter, shortOptions[i], tag(signature, "@communityToken")),
    ),
    secretResult: signature.comment.hasModifier("@secretResult"),
    returns: tag(signature, "@returns"),
    examples: commands,
    see: (signature.comment.getTags("@see") ?? []).map(({ content }) => plainText(content)),
  };
}

/** Fails when `functionOrder` is not a list of exactly these functions under their own categories. */
function checkOrder(functions: readonly LibraryFunction[]): void {
  const uncategorized = functions.find(
    ({ command }) => !functionOrder[command.category]?.includes(command.name),
  );
  if (uncategorized) {
    const { name, category } = uncategorized.command;
    throw new Error(`tools/function-order.ts does not list ${name} under ${category}`);
  }
  const names = functions.map(({ command }) => command.name);
  const unknown = Object.values(functionOrder)
    .flat()
    .find(name => !names.includes(name));
  if (unknown) throw new Error(`tools/function-order.ts lists ${unknown}, which src/OPI_VK does not export`);
}

/** Reads all functions of the library, in the order of the documentation. */
export async function readLibrary(): Promise<{
  app: Application;
  project: ProjectReflection;
  functions: LibraryFunction[];
}> {
  const app = await Application.bootstrap({ options: "typedoc.json", logLevel: "Warn" });
  const project = await app.convert();
  if (!project) process.exit(1);
  app.validate(project);
  if (app.logger.hasErrors() || app.logger.hasWarnings()) process.exit(1);
  const declarations = project.getReflectionsByKind(ReflectionKind.Function) as DeclarationReflection[]; // functions are declarations
  const functions = declarations
    .filter(declaration => declaration.parent?.name === "OPI_VK" && declaration.parent.parent === project)
    // Its commands are those of the VK methods.
    .filter(({ name }) => name !== "callMethod")
    .map(libraryFunction);
  checkOrder(functions);
  // TypeDoc sorts by name.
  const order = Object.values(functionOrder).flat();
  const position = ({ command }: LibraryFunction) => order.indexOf(command.name);
  functions.sort((a, b) => position(a) - position(b));
  return { app, project, functions };
}
