import type { ParameterFacts } from "../facts.ts";

/** A parameter with the source of its description. */
interface Sourced extends ParameterFacts {
  readonly source: string;
}

const page = (method: string) => `https://dev.vk.com/ru/method/${method}`;
const vkIoTypings = "https://github.com/negezor/vk-io/blob/master/packages/vk-io/src/api/schemas/params.ts";

/** Lifetime of a story in seconds: 1 hour, 12 hours, 1 day, 2 days. */
const lifetime: Sourced = {
  type: "integer",
  enum: [3600, 43200, 86400, 172700],
  source: "https://github.com/negezor/vk-io/releases/tag/vk-io%404.10.1",
};

const country: Sourced = { type: "integer", minimum: 1, source: vkIoTypings };
const mediaMode = { type: "string", enum: ["carousel", "grid"] } as const;
const cropArticle = "https://vk.com/@vkappsdev-obnovlenie-raboty-metodov-wallpost-i-walledit-kadrirovanie-i";

/** Parameters that are not in VK's schema, or whose type is more precise in VK's documentation. */
export const addedParameters: Readonly<Record<string, Readonly<Record<string, Sourced>>>> = {
  "database.getCities": { country_id: country },
  "database.getRegions": { country_id: country },
  "database.getUniversities": { country_id: country },
  execute: {
    code: { type: "string", required: true, source: page("execute") },
    func_v: { type: "integer", source: page("execute") },
  },
  "messages.send": {
    format_data: { type: "json", source: "https://dev.vk.ru/reference/objects/message" },
    user_ids: {
      type: "array",
      items: { type: "integer" },
      maxItems: 100,
      source: "https://dev.vk.com/ru/reference/versions",
    },
  },
  "polls.create": { add_answers: { type: "json", minItems: 1, maxItems: 10, source: page("polls.create") } },
  "polls.edit": {
    add_answers: { type: "json", source: page("polls.edit") },
    edit_answers: { type: "json", source: page("polls.edit") },
    delete_answers: { type: "json", source: page("polls.edit") },
  },
  "stories.getPhotoUploadServer": { lifetime },
  "stories.getVideoUploadServer": { lifetime },
  "wall.edit": {
    primary_attachments_mode: { ...mediaMode, source: cropArticle },
    photo_attachments_crop: { type: "json", source: cropArticle },
  },
  "wall.get": { owner_id: { type: "integer", format: "int64", source: vkIoTypings } },
  "wall.post": {
    primary_attachments_mode: { ...mediaMode, source: page("wall.post") },
    photo_attachments_crop: { type: "json", source: page("wall.post") },
  },
  "wall.search": { owner_id: { type: "integer", format: "int64", source: page("wall.search") } },
};

/**
 * Allowed values of parameters by name, if VK's documentation differs from its schema (`Nom` in the schema).
 * Source: https://dev.vk.com/ru/method/users.get
 */
export const documentedValues: Readonly<Record<string, Pick<ParameterFacts, "enum" | "enumNames">>> = {
  name_case: {
    enum: ["nom", "gen", "dat", "acc", "ins", "abl"],
    enumNames: ["nominative", "genitive", "dative", "accusative", "instrumental", "prepositional"],
  },
};

/** Methods that accept any parameter: those of execute are `Args` in its script. Source: https://dev.vk.com/ru/method/execute */
export const anyParameters: ReadonlySet<string> = new Set(["execute"]);

/** Parameters whose values are masked, in any method. */
export const secretParameters: ReadonlySet<string> = new Set([
  "change_password_hash",
  "new_password",
  "old_password",
  "restore_sid",
  "secret_key",
  "token",
]);
