import type { MethodResponse } from "../api/method-types.ts";
import { type Auth, communityOf } from "../core/auth.ts";
import { call } from "../core/client.ts";
import { eachItem } from "../core/each-item.ts";
import { List } from "../core/list.ts";
import { upTo } from "../core/pagination.ts";
import { type DateInput, optionalTime } from "../validation/dates.ts";
import { type IdInput, positiveId } from "../validation/ids.ts";
import { limitOf, type NumberInput } from "../validation/numbers.ts";

/** A lead form, as VK describes it. */
export type LeadForm = MethodResponse<"leadForms.list">[number];

/** A lead: a lead form that a user filled in. */
export interface Lead {
  /** Lead ID. */
  readonly lead_id: number;
  /** ID of the user. */
  readonly user_id: number;
  /** When the form was filled in, in Unix seconds. */
  readonly date: number;
  /** ID of the ad that led to the form; 0 for none. */
  readonly ad_id: number;
  /** The answer to each question of the form, by its key: a list if several were chosen, empty if there is none. */
  readonly answers: Readonly<Record<string, string | readonly string[]>>;
}

/**
 * Gets the lead forms of the community.
 *
 * @category Leads
 * @methods leadForms.list
 * @russian ПолучитьФормыЗаявок
 * @short a
 * @param auth Credentials
 * @returns the forms: `[{form_id, name, title, questions: [{key, type, label, options}], leads_count, url, …}]`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const forms = await OPI_VK.getLeadForms(auth);
 * ```
 * @example
 * ```bash
 * oint vk getLeadForms --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/leadForms.list
 */
export async function getLeadForms(auth: Auth): Promise<LeadForm[]> {
  const { response } = await call("leadForms.list", { group_id: communityOf(auth) }, auth);
  return response;
}

/**
 * Gets the leads of a form, with each answer in a field of its own.
 *
 * A file for Excel or CSV gets a column for each question of the form, `answers.email`.
 *
 * @category Leads
 * @methods leadForms.get, leadForms.getLeads
 * @russian ПолучитьЗаявки
 * @short f, s, l, a
 * @param form ID of the form, as getLeadForms returns it
 * @param since Only leads from this date on; by default, all
 * @param limit Maximum number of leads; by default, all
 * @param auth Credentials
 * @returns the leads: `[{lead_id, user_id, date, ad_id, answers: {first_name, email, …}}]`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const leads = await OPI_VK.getLeads(1, "2025-12-01", "", auth);
 * ```
 * @example
 * ```bash
 * oint vk getLeads --form 1 --out leads.csv --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/leadForms.getLeads
 */
export function getLeads(
  form: IdInput,
  since: DateInput = "",
  limit: NumberInput = "",
  auth: Auth,
): List<Lead> {
  return new List(() => {
    const params = { group_id: communityOf(auth), form_id: positiveId("form", form) };
    const start = optionalTime("since", since);
    return readLeads(params, auth, start, limitOf("limit", limit));
  });
}

/** Parameters that name a form. */
interface LeadsOf {
  readonly group_id: number;
  readonly form_id: number;
}

async function* readLeads(
  params: LeadsOf,
  auth: Auth,
  start = 0,
  limit = Number.POSITIVE_INFINITY,
): AsyncGenerator<Lead> {
  const { response: form } = await call("leadForms.get", params, auth);
  const keys = [...(form.questions ?? [])].map(({ key }) => String(key));
  // VK documents no order of the leads, so a date does not end the list.
  const leads = eachItem("leadForms.getLeads", params, auth, { limit: start > 0 ? undefined : limit });
  yield* upTo(limit, leadsSince(start, leads as AsyncGenerator<VkLead>, keys)); // its list has another name
}

type VkLead = NonNullable<MethodResponse<"leadForms.getLeads">["leads"]>[number];

async function* leadsSince(
  start: number,
  leads: AsyncIterable<VkLead>,
  keys: readonly string[],
): AsyncGenerator<Lead> {
  for await (const lead of leads) if ((lead.date ?? start) >= start) yield leadOf(lead, keys);
}

/** A lead with a field for each question, so that all leads have the same fields. */
function leadOf(
  { lead_id = 0, user_id = 0, date = 0, ad_id = 0, answers }: VkLead,
  keys: readonly string[],
): Lead {
  const given = [...(answers ?? [])].map(({ key = "", answer }) => [key, answerOf(answer)] as const);
  const unanswered = keys.map(key => [key, ""] as const);
  return { lead_id, user_id, date, ad_id, answers: Object.fromEntries([...unanswered, ...given]) };
}

type Answer = NonNullable<VkLead["answers"]>[number]["answer"];

/** What the user wrote or chose. */
function answerOf(answer: Answer): string | string[] {
  if (Array.isArray(answer)) return answer.map(({ key, value }) => value ?? key ?? "");
  return answer?.value ?? answer?.key ?? "";
}
