import type { DiagnosedToken, Reach } from "../../../oauth/diagnose.ts";

/** A function that does not work with the token. */
export interface Broken {
  readonly function: string;
  readonly method: string;
  readonly code?: number;
  readonly reason: string;
}

/** What the command prints. */
export interface Report {
  readonly vk: Reach;
  readonly token?: DiagnosedToken & { readonly expires: string };
  readonly works?: readonly string[];
  /** Functions of which some methods work: a community's key posts text, and uploads no photos for it. */
  readonly works_in_part?: readonly Broken[];
  readonly does_not_work?: readonly Broken[];
  readonly advice: readonly string[];
}
