import { groups } from "./groups.ts";
import { leadForms } from "./lead-forms.ts";
import { market } from "./market.ts";
import { messages } from "./messages.ts";
import { people } from "./people.ts";
import type { SectionChecks } from "./section.ts";
import { wall } from "./wall.ts";

/** Calls of every method that the sandbox implements. */
export const checks: SectionChecks = {
  ...groups,
  ...leadForms,
  ...market,
  ...messages,
  ...people,
  ...wall,
};
