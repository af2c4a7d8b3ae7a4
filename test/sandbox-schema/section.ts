import type { Seed } from "./seed.ts";
import type { Vk } from "./vk.ts";

/** Calls of a method, with several sets of parameters. */
export type MethodCheck = (vk: Vk, seed: Seed) => Promise<unknown>;

/** The methods of a section, by name. */
export type SectionChecks = Readonly<Record<string, MethodCheck>>;
