import { readFileSync } from "node:fs";
import { Ajv, type ValidateFunction } from "ajv";
import { loadMethod } from "../../src/api/method.ts";

interface ResponseRules {
  readonly globalErrors: readonly number[];
  readonly methods: Readonly<Record<string, Readonly<Record<string, object>>>>;
  readonly definitions: Readonly<Record<string, { readonly properties?: Record<string, object> }>>;
}

/** Fields that VK returns, though its schema lacks them. */
const addedFields: Readonly<Record<string, Readonly<Record<string, object>>>> = {
  // Parameters of groups.setCallbackSettings and groups.setLongPollSettings in the same schema.
  groups_long_poll_events: {
    like_add: { $ref: "#/definitions/base_bool_int" },
    like_remove: { $ref: "#/definitions/base_bool_int" },
    message_event: { $ref: "#/definitions/base_bool_int" },
  },
  // A type of attachment in the same schema, and a field of its wall_comment_attachment.
  wall_wallpost_attachment: { sticker: { $ref: "#/definitions/base_sticker" } },
  // Source: https://dev.vk.com/ru/reference/objects/attachments-message
  messages_message_attachment: {
    link: { $ref: "#/definitions/base_link" },
    wall: { $ref: "#/definitions/wall_wallpost_full" },
  },
};

function loadRules(): ResponseRules {
  const file = new URL("../data/generated/responses.json", import.meta.url);
  const rules = JSON.parse(readFileSync(file, "utf8")) as ResponseRules; // the file is generated
  for (const [name, fields] of Object.entries(addedFields))
    Object.assign(rules.definitions[name]?.properties ?? {}, fields);
  return rules;
}

const rules = loadRules();
// VK's schema allows several types for a field.
const ajv = new Ajv({ strict: false, allErrors: true });
ajv.addSchema({ $id: "vk", definitions: rules.definitions });
const validators = new Map<string, ValidateFunction>();

/**
 * Returns how a response differs from VK's schema; an empty list if it does not.
 *
 * @param kind which of the method's responses it should be: `response`, `extendedResponse`, …
 * @param body VK's whole response, `{"response": …}`
 */
export function responseErrors(method: string, kind: string, body: unknown): string[] {
  const validate = validatorOf(method, kind);
  if (validate(body)) return [];
  return (validate.errors ?? []).map(({ instancePath, message, params }) =>
    `${instancePath} ${message} ${JSON.stringify(params)}`.trim(),
  );
}

function validatorOf(method: string, kind: string): ValidateFunction {
  const key = `${method} ${kind}`;
  const known = validators.get(key);
  if (known) return known;
  const rule = rules.methods[method]?.[kind];
  if (!rule) throw new Error(`VK's schema has no ${kind} of ${method}`);
  const validate = ajv.compile(JSON.parse(JSON.stringify(rule).replaceAll('"#/', '"vk#/')));
  validators.set(key, validate);
  return validate;
}

/** Whether a method can return an error, in VK's schema. */
export async function isErrorOf(method: string, code: number): Promise<boolean> {
  return rules.globalErrors.includes(code) || ((await loadMethod(method))?.errors.includes(code) ?? false);
}
