/**
 * Generates `test/data/generated/responses.json` from VK's official schema: `npm run responses -- PATH`, where PATH is a clone of
 * https://github.com/VKCOM/vk-api-schema, which is not part of this repository. The file has a JSON Schema of every object
 * and response, with names, types and limits, and without the schema's sentences. `test/sandbox-schema.test.ts` validates
 * the sandbox's responses with it.
 *
 * An object may have no other fields than the schema's, so that a made-up field does not pass.
 *
 * With `--check`, it writes nothing and fails when the file is out of date.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Schema, type SchemaMethod, type SchemaNode } from "./api/schema.ts";
import { writeGenerated } from "./generated.ts";

const folder = process.argv.slice(2).find(argument => !argument.startsWith("-"));
if (!folder)
  throw new Error("usage: npm run responses -- PATH, where PATH is a clone of VKCOM/vk-api-schema");

const schema = new Schema(folder);
/** What of a node is copied as it is. */
const copied = [
  "type",
  "enum",
  "minimum",
  "maximum",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
] as const;

/** Definitions that were referred to, by name; their names are unique among the files. */
const definitions = new Map<string, object>();

function compact(node: SchemaNode): object {
  if (node.$ref) return reference(node.$ref);
  if (node.allOf) return compactComposition(node);
  if (node.oneOf) return { anyOf: node.oneOf.map(compact) };
  const kept = copied.flatMap(name => (node[name] === undefined ? [] : [[name, node[name]] as const]));
  return {
    ...Object.fromEntries(kept),
    ...(node.items ? { items: compact(node.items) } : {}),
    ...(node.properties ? compactProperties(node.properties) : {}),
  };
}

/** An object that is composed of others has the fields of all. */
function compactComposition(node: SchemaNode): object {
  const hasAlternatives = node.allOf?.some(part => schema.resolve(part).oneOf);
  return hasAlternatives
    ? { type: "object" }
    : { type: "object", ...compactProperties(schema.properties(node)) };
}

function compactProperties(properties: Readonly<Record<string, SchemaNode>>): object {
  const entries = Object.entries(properties);
  const required = entries.filter(([, node]) => node.required === true).map(([name]) => name);
  return {
    properties: Object.fromEntries(entries.map(([name, node]) => [name, compact(node)])),
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
  };
}

function reference(path: string): object {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (!definitions.has(name)) {
    definitions.set(name, {}); // an object can contain itself
    const { $ref: next } = target(path);
    definitions.set(name, next ? reference(next) : compact(target(path)));
  }
  return { $ref: `#/definitions/${name}` };
}

/** The node that a reference names; the node can itself refer to another one. */
function target(path: string): SchemaNode {
  const [file = "", name = ""] = path.replace("../", "").split("#/definitions/");
  const node = read(file).definitions?.[name];
  if (!node) throw new Error(`${path} does not exist`);
  return node;
}

interface SchemaFile {
  readonly definitions?: Readonly<Record<string, SchemaNode>>;
}

const contents = new Map<string, SchemaFile>();

function read(file: string): SchemaFile {
  const known = contents.get(file);
  if (known) return known;
  const content = JSON.parse(readFileSync(join(folder ?? "", file), "utf8")) as SchemaFile; // a file of the schema
  contents.set(file, content);
  return content;
}

function responsesOf({ responses }: SchemaMethod): object {
  return Object.fromEntries(
    Object.entries(responses).map(([kind, node]) => [
      kind,
      compact({ ...(node.$ref ? { $ref: node.$ref } : node) }),
    ]),
  );
}

/** Codes of the errors that any method can return. */
function globalErrors(): number[] {
  const { errors } = JSON.parse(readFileSync(join(folder ?? "", "errors.json"), "utf8"));
  const all = Object.values(errors) as Array<{ code: number; global?: boolean }>; // the shape of that file
  return all
    .filter(({ global }) => global)
    .map(({ code }) => code)
    .sort((a, b) => a - b);
}

const methods = schema.methods().map(method => [method.name, responsesOf(method)] as const);
const lines = (entries: Iterable<readonly [string, object]>) =>
  [...entries].map(([name, value]) => `    ${JSON.stringify(name)}: ${JSON.stringify(value)}`).join(",\n");
writeGenerated(
  "test/data/generated/responses.json",
  `{
  "globalErrors": ${JSON.stringify(globalErrors())},
  "methods": {
${lines(methods)}
  },
  "definitions": {
${lines([...definitions].sort())}
  }
}
`,
);
