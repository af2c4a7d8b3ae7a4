import type { TokenKind } from "../api/facts.ts";
import { suggest } from "../validation/suggest.ts";
import manifestJson from "./generated/manifest.json" with { type: "json" };

/** What an option takes. */
export type OptionType =
  | "text"
  | "id"
  | "flag"
  | "date"
  | "binary"
  | "choice"
  | "structure"
  | "json"
  | "auth";

/** An option of a function. */
export interface ManifestOption {
  readonly name: string;
  readonly short?: string;
  readonly type: OptionType;
  /** Whether it takes several values. */
  readonly array: boolean;
  /** Of a choice: its values. */
  readonly choices?: readonly string[];
  readonly required: boolean;
  readonly default?: unknown;
  readonly description: string;
}

/** A function of the library, as its comment describes it. */
export interface ManifestFunction {
  readonly name: string;
  readonly category: string;
  readonly russian: string;
  readonly aliases: readonly string[];
  readonly summary: string;
  /** Further paragraphs. */
  readonly description: readonly string[];
  /** The VK methods that it calls. */
  readonly methods: readonly string[];
  /** The address of the OAuth server that it asks; empty when it asks none. */
  readonly endpoint: string;
  /** Whose tokens VK takes for all of them; empty when it calls none. */
  readonly tokens: readonly TokenKind[];
  /** The access rights that they need of a user's token. */
  readonly scopes: readonly string[];
  /** In the order of the function's parameters. */
  readonly options: readonly ManifestOption[];
  /** Whether what it returns holds a token. */
  readonly secretResult: boolean;
  readonly returns: string;
  /** Command lines. */
  readonly examples: readonly string[];
  /** Addresses of the official documentation. */
  readonly see: readonly string[];
}

/** Everything that the command line knows of the library. */
export interface Manifest {
  readonly functions: readonly ManifestFunction[];
}

/** The functions of the library, by region. */
export const functions = (manifestJson as unknown as Manifest).functions; // generated in this shape

const bySpelling = new Map(
  functions.flatMap(item =>
    [item.name, item.russian, ...item.aliases].map(name => [spelling(name), item] as const),
  ),
);

/** Capitals and hyphens make no difference: createPost, CreatePost and create-post are the same. */
function spelling(name: string): string {
  return name.toLowerCase().replaceAll("-", "");
}

/** Finds a function by any of its names. */
export function findFunction(name: string): ManifestFunction | undefined {
  return bySpelling.get(spelling(name));
}

/** The name of a function that is most like the given one; `undefined` when none is near. */
export function suggestFunction(name: string): string | undefined {
  const near = suggest(spelling(name), [...bySpelling.keys()]);
  const found = near === undefined ? undefined : bySpelling.get(near);
  return found && near === spelling(found.russian) ? found.russian : found?.name;
}
