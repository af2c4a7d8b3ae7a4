import type { SectionChecks } from "./section.ts";
import { wall } from "./wall.ts";

/** Calls of every method that the sandbox implements. */
export const checks: SectionChecks = {
  ...wall,
};
