import type { Samples } from "../samples.ts";

export const leads: Samples = {
  getLeadForms: [{}],
  getLeads: [{ form: 1, since: "2025-12-01", limit: 3 }],
};
