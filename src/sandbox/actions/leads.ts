import { now } from "../state/clock.ts";
import { nextId } from "../state/ids.ts";
import type { Lead, LeadForm } from "../state/model/index.ts";
import type { State } from "../state/schema.ts";
import { addHappening } from "./happening.ts";

/** A user fills in a form. Source of the event's fields: https://github.com/SevereCloud/vksdk, object.LeadFormsNewObject */
export function addLead(state: State, form: LeadForm, user_id: number, answers: Lead["answers"]): Lead {
  const { group_id, form_id, name: form_name } = form;
  const lead_id = nextId(state, "lead");
  const lead = state.leads.add({ lead_id, form_id, group_id, user_id, date: now(), answers });
  const labels = new Map(form.questions.map(({ key, label }) => [key, label]));
  addHappening(state, group_id, "lead_forms_new", {
    lead_id,
    group_id,
    user_id,
    form_id,
    form_name,
    ad_id: 0,
    answers: answers.map(({ key, answer }) => ({ key, question: labels.get(key) ?? "", answer })),
  });
  return lead;
}
