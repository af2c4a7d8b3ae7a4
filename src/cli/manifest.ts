import { ArgumentError } from "../errors.ts";
import type { TokenKind } from "../vk/methods.ts";
import { nearest } from "../vk/nearest.ts";
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
  readonly region: string;
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
  readonly rights: readonly string[];
  /** In the order of the function's parameters. */
  readonly options: readonly ManifestOption[];
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
  functions.flatMap(each =>
    [each.name, each.russian, ...each.aliases].map(name => [spelling(name), each] as const),
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

/** The function whose name is most like the given one; `undefined` when none is near. */
function nearestFunction(name: string): string | undefined {
  const near = nearest(spelling(name), [...bySpelling.keys()]);
  const found = near === undefined ? undefined : bySpelling.get(near);
  return found && near === spelling(found.russian) ? found.russian : found?.name;
}

/** Finds a function by any of its names, or fails with the name that is most like it. */
export function functionNamed(name: string): ManifestFunction {
  const command = findFunction(name);
  if (command) return command;
  const near = nearestFunction(name);
  throw new ArgumentError(
    "",
    `there is no function "${name}"${near ? `; did you mean ${near}?` : ""} See oint vk`,
  );
}
