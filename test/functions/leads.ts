import { expect } from "vitest";
import { type Case, group_id } from "./case.ts";

export const leads: Readonly<Record<string, Case>> = {
  getLeadForms: {
    sent: [["leadForms.list", { group_id }]],
    result: [expect.objectContaining({ form_id: 1, name: "Callback", leads_count: 1 })],
  },
  getLeads: {
    sent: [
      ["leadForms.get", { group_id, form_id: "1" }],
      ["leadForms.getLeads", { group_id, form_id: "1", limit: "1000" }],
    ],
    result: [
      {
        lead_id: 1,
        user_id: 100002,
        date: 4_000_000_000,
        ad_id: 0,
        answers: { first_name: "Ivan", phone_number: "+79990000000", when: ["am"], note: "" },
      },
    ],
  },
};
