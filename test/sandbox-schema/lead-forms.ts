import type { SectionChecks } from "./section.ts";
import { group_id, picture } from "./seed.ts";
import type { Vk } from "./vk.ts";

const form = {
  group_id,
  name: "Clients",
  title: "Leave your number",
  description: "We will call you",
  policy_link_url: "https://example.com/policy",
  questions: JSON.stringify([
    { type: "input", key: "name", label: "What is your name?" },
    { type: "select", key: "size", label: "Size", options: [{ key: "s", label: "S" }, { label: "M" }] },
  ]),
  active: 1,
};

async function create(vk: Vk): Promise<number> {
  const { form_id } = await vk.call<{ form_id: number }>("leadForms.create", form);
  return form_id;
}

export const leadForms: SectionChecks = {
  "leadForms.create": async vk => {
    await create(vk);
    await vk.refuse("leadForms.create", { ...form, questions: "nothing" }, 100);
    await vk.refuse("leadForms.create", { ...form, questions: '[{"type":"input"}]' }, 100);
  },
  "leadForms.update": async vk => {
    await vk.call("leadForms.update", { ...form, form_id: await create(vk), title: "Other" });
    await vk.refuse("leadForms.update", { ...form, form_id: 999 }, 104);
  },
  "leadForms.get": async vk => {
    await vk.call("leadForms.get", { group_id, form_id: await create(vk) });
    await vk.refuse("leadForms.get", { group_id, form_id: 999 }, 104);
  },
  "leadForms.list": async vk => {
    await create(vk);
    await vk.call("leadForms.list", { group_id });
    await vk.call("leadForms.list", { group_id: 5 });
  },
  "leadForms.delete": async vk => {
    const form_id = await create(vk);
    await vk.call("leadForms.delete", { group_id, form_id });
    await vk.refuse("leadForms.delete", { group_id, form_id }, 104);
  },
  "leadForms.getUploadURL": async vk => {
    const url = await vk.call<string>("leadForms.getUploadURL");
    const { photo = "" } = await vk.upload(url, { file: picture });
    await vk.call("leadForms.create", { ...form, photo });
    await vk.call("leadForms.getUploadURL", { access_token: "another token" });
  },
  "leadForms.getLeads": async vk => {
    const form_id = await create(vk);
    const answers = [
      { key: "name", answer: "Anna" },
      { key: "size", answer: ["s", "m"] },
    ];
    await vk.act("lead_forms_new", { group_id, form_id, answers });
    await vk.act("lead_forms_new", { group_id, form_id, answers });
    const { next_page_token = "" } = await vk.call<{ next_page_token?: string }>("leadForms.getLeads", {
      group_id,
      form_id,
      limit: 1,
    });
    await vk.call("leadForms.getLeads", { group_id, form_id, next_page_token });
    await vk.refuse("leadForms.getLeads", { group_id, form_id: 999 }, 104);
  },
};
