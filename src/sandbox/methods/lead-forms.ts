import { Failure, invalid } from "../failure.ts";
import type { Context, Handler } from "../handler.ts";
import { flag, json, number, type Params } from "../server/parameters.ts";
import { nextId } from "../state/ids.ts";
import type { Lead, LeadForm } from "../state/model/index.ts";
import type { State } from "../state/schema.ts";

/** Limits of VK. Source: https://dev.vk.com/ru/method/leadForms.create */
const limits: Readonly<Record<string, number>> = {
  name: 100,
  title: 60,
  description: 600,
  confirmation: 300,
  policy_link_url: 200,
  site_link_url: 200,
};
const maxLeads = 1000;

/** Types of a question that the form describes itself. Source: the same. */
const customTypes = new Set(["input", "textarea", "radio", "checkbox", "select"]);
const typesWithOptions = new Set(["radio", "checkbox", "select"]);
/** Types of a question that VK knows, such as the name. Source: the same. */
const standardTypes = new Set([
  "first_name",
  "patronymic_name",
  "last_name",
  "email",
  "phone_number",
  "age",
  "birthday",
  "location",
]);

type Question = LeadForm["questions"][number];

/** Reads a question: a standard one has only a type. */
function readQuestion(value: unknown, i: number): Question {
  const question = value as Partial<Record<"key" | "type" | "label" | "options", unknown>> | null; // any JSON
  const type = String(question?.type);
  if (standardTypes.has(type)) return { key: type, type, label: "" };
  if (!customTypes.has(type)) throw invalid(`questions: ${type} is not a type`);
  const { key = `question${i}`, label, options } = question ?? {};
  if (typeof label !== "string" || label === "") throw invalid("questions: a question has no label");
  if (!typesWithOptions.has(type)) return { key: String(key), type, label };
  if (!Array.isArray(options) || options.length === 0) throw invalid(`questions: ${type} needs options`);
  const list = options.map((option: { key?: unknown; label?: unknown } | null, position) => ({
    key: String(option?.key ?? position),
    label: String(option?.label ?? ""),
  }));
  return { key: String(key), type, label, options: list };
}

function readForm(params: Params): Omit<LeadForm, "form_id" | "group_id"> {
  for (const [name, max] of Object.entries(limits)) {
    if ([...(params[name] ?? "")].length > max) throw invalid(`${name}: more than ${max} characters`);
  }
  const questions = json(params, "questions");
  if (!Array.isArray(questions)) throw invalid("questions should be an array");
  const text = (name: string) => params[name] ?? "";
  return {
    name: text("name"),
    title: text("title"),
    description: text("description"),
    confirmation: text("confirmation"),
    photo: text("photo"),
    policy_link_url: text("policy_link_url"),
    site_link_url: text("site_link_url"),
    questions: questions.map(readQuestion),
    active: flag(params, "active") ? 1 : 0,
    once_per_user: flag(params, "once_per_user") ? 1 : 0,
    pixel_code: text("pixel_code"),
    notify_admins: text("notify_admins"),
    notify_emails: text("notify_emails"),
  };
}

/** The form that a call names, or VK's error 104. */
function formOf(params: Params, state: State): LeadForm {
  const form = state.leadForms.get(number(params, "group_id"), number(params, "form_id"));
  if (!form) throw new Failure(104);
  return form;
}

const urlOf = ({ group_id, form_id }: LeadForm) =>
  `https://vk.com/app6013442_-${group_id}?form_id=${form_id}`;

function formObject(form: LeadForm, { state }: Context): object {
  const { group_id, form_id } = form;
  return { ...form, leads_count: state.leads.count("form", group_id, form_id), url: urlOf(form) };
}

const create: Handler = (params, { state }) => {
  const form = state.leadForms.add({
    form_id: nextId(state, "leadForm"),
    group_id: number(params, "group_id"),
    ...readForm(params),
  });
  return { form_id: form.form_id, url: urlOf(form) };
};

const update: Handler = (params, { state }) => {
  const form = state.leadForms.update(formOf(params, state), readForm(params));
  return { form_id: form.form_id, url: urlOf(form) };
};

const deleteForm: Handler = (params, { state }) => {
  const form = formOf(params, state);
  state.leadForms.remove(form);
  return { form_id: form.form_id };
};

const get: Handler = (params, context) => formObject(formOf(params, context.state), context);

const list: Handler = (params, context) =>
  context.state.leadForms.by("group", number(params, "group_id")).map(form => formObject(form, context));

function leadObject({ lead_id, user_id, date, answers }: Lead): object {
  const answerOf = (answer: string | readonly string[]) =>
    typeof answer === "string" ? { value: answer } : answer.map(value => ({ value }));
  return {
    lead_id,
    user_id,
    date,
    answers: answers.map(({ key, answer }) => ({ key, answer: answerOf(answer) })),
    ad_id: 0,
  };
}

/** The newest leads first; the token of the next page is the ID of the last lead of this one. */
const getLeads: Handler = (params, { state }) => {
  const { group_id, form_id } = formOf(params, state);
  const limit = number(params, "limit", 10);
  if (limit < 1 || limit > maxLeads) throw invalid(`limit should be from 1 to ${maxLeads}`);
  const before = number(params, "next_page_token", Number.POSITIVE_INFINITY);
  const left = state.leads
    .by("form", group_id, form_id)
    .filter(({ lead_id }) => lead_id < before)
    .toReversed();
  const page = left.slice(0, limit);
  const last = page.at(-1);
  return {
    leads: page.map(leadObject),
    ...(last && left.length > limit ? { next_page_token: String(last.lead_id) } : {}),
  };
};

const getUploadUrl: Handler = (_, { uploads, origin, userId }) =>
  uploads.issueUrl(origin, { kind: "leadForm", owner_id: userId, album_id: 0 });

/** Methods of the VK section `leadForms`. */
export const leadForms: Readonly<Record<string, Handler>> = {
  "leadForms.create": create,
  "leadForms.update": update,
  "leadForms.delete": deleteForm,
  "leadForms.get": get,
  "leadForms.list": list,
  "leadForms.getLeads": getLeads,
  "leadForms.getUploadURL": getUploadUrl,
};
