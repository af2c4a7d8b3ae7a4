import type { TokenKind } from "../api/facts.ts";
import { suggest } from "../validation/suggest.ts";
import manifestJson from "./generated/manifest.json" with { type: "json" };

/** Type of an option. */
export type OptionType =
  | "text"
  | "id"
  | "flag"
  | "date"
  | "number"
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
  /** Whether it accepts several values. */
  readonly array: boolean;
  /** Allowed values of a `choice`. */
  readonly choices?: readonly string[];
  readonly required: boolean;
  readonly default?: unknown;
  readonly description: string;
  /** Whether it is a community's token: that of the credentials takes its place where it is one. */
  readonly communityToken?: true;
  /** Of a structure: the keys that it may have. */
  readonly keys?: readonly ManifestKey[];
}

/** A key of a structure. */
export interface ManifestKey {
  readonly name: string;
  readonly type: OptionType;
  /** Whether it takes several values. */
  readonly array: boolean;
  readonly description: string;
}

/** A function of the library, described by its comment. */
export interface ManifestFunction {
  readonly name: string;
  readonly category: string;
  readonly russian: string;
  readonly aliases: readonly string[];
  readonly summary: string;
  /** Paragraphs after the summary. */
  readonly description: readonly string[];
  /** The VK methods that it calls. */
  readonly methods: readonly string[];
  /** OAuth endpoint that it calls; empty if it calls none. */
  readonly endpoint: string;
  /** Token types that all of its methods accept; empty if it calls none. */
  readonly tokens: readonly TokenKind[];
  /** Scopes of a user token that its methods require. */
  readonly scopes: readonly string[];
  /** In the order of the function's parameters. */
  readonly options: readonly ManifestOption[];
  /** Whether its result contains a token. */
  readonly secretResult: boolean;
  readonly returns: string;
  /** Command lines. */
  readonly examples: readonly string[];
  /** URLs of the official documentation. */
  readonly see: readonly string[];
}

/** Description of the library for the command line. */
export interface Manifest {
  readonly functions: readonly ManifestFunction[];
}

/** The functions of the library, by category. */
export const functions = (manifestJson as unknown as Manifest).functions; // generated in this shape

const byName = new Map(
  functions.flatMap(described =>
    [described.name, described.russian, ...described.aliases].map(
      name => [normalizeName(name), described] as const,
    ),
  ),
);

/** Ignores case and hyphens: createPost, CreatePost and create-post are the same function. */
function normalizeName(name: string): string {
  return name.toLowerCase().replaceAll("-", "");
}

/** Finds a function by any of its names. */
export function findFunction(name: string): ManifestFunction | undefined {
  return byName.get(normalizeName(name));
}

/** Returns the function name closest to an unknown name; `undefined` if none is similar. */
export function suggestFunction(name: string): string | undefined {
  const closest = suggest(normalizeName(name), [...byName.keys()]);
  const found = closest === undefined ? undefined : byName.get(closest);
  return found && closest === normalizeName(found.russian) ? found.russian : found?.name;
}
