/** Reads VK's official schema and resolves the references between its files. */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** A node of the schema: a type, a parameter, a response. */
export interface SchemaNode {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly description?: string;
  readonly required?: unknown;
  readonly enum?: ReadonlyArray<string | number>;
  readonly enumNames?: readonly string[];
  readonly default?: unknown;
  readonly items?: SchemaNode;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly allOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

/** A method of the schema. */
export interface SchemaMethod {
  readonly name: string;
  readonly access_token_type: readonly string[];
  readonly parameters?: ReadonlyArray<SchemaNode & { readonly name: string }>;
  readonly responses: Readonly<Record<string, SchemaNode>>;
  readonly errors?: ReadonlyArray<{ readonly $ref: string }>;
}

/** VK's schema in a folder. */
export class Schema {
  readonly #folder: string;
  readonly #files = new Map<string, Record<string, unknown>>();

  constructor(folder: string) {
    this.#folder = resolve(folder);
  }

  /** The API version that the schema describes. */
  get version(): string {
    return String(this.#read("wall/methods.json").version);
  }

  /** Returns every method, in the order of the schema's files. */
  methods(): SchemaMethod[] {
    const sections = readdirSync(this.#folder, { withFileTypes: true }).filter(entry => entry.isDirectory());
    const names = sections.map(({ name }) => name).sort();
    return names.flatMap(section => {
      const files = readdirSync(join(this.#folder, section));
      if (!files.includes("methods.json")) return [];
      return this.#read(`${section}/methods.json`).methods as SchemaMethod[]; // the shape of these files
    });
  }

  /** Returns the node, or the node that it refers to with the fields of this one added. */
  resolve(node: SchemaNode, depth = 0): SchemaNode {
    if (!node.$ref || depth > 10) return node;
    const { $ref, ...fields } = node;
    return { ...this.resolve(this.#follow($ref), depth + 1), ...fields };
  }

  /** Returns the code of an error that a method refers to. */
  errorCode({ $ref }: { readonly $ref: string }): number {
    return (this.#follow($ref) as { code: number }).code; // errors.json gives each error a code
  }

  /** Returns the properties of an object, including those of the objects that it is composed of. */
  properties(node: SchemaNode): Record<string, SchemaNode> {
    const { properties, allOf = [], oneOf = [] } = this.resolve(node);
    const parts = [...allOf, ...oneOf].map(part => this.properties(part));
    return Object.assign({}, ...parts, properties);
  }

  /** References are relative to the section's folder: `../base/objects.json#/definitions/base_bool_int`. */
  #follow(reference: string): SchemaNode {
    const [file = "", path = ""] = reference.replace("../", "").split("#/");
    let node: unknown = this.#read(file);
    for (const name of path.split("/")) node = (node as Record<string, unknown>)[name]; // a path of names
    if (typeof node !== "object" || node === null) throw new Error(`${reference} does not exist`);
    return node;
  }

  #read(file: string): Record<string, unknown> {
    const cached = this.#files.get(file);
    if (cached) return cached;
    const content = JSON.parse(readFileSync(join(this.#folder, file), "utf8"));
    this.#files.set(file, content);
    return content;
  }
}
