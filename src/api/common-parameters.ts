import type { ParameterFacts } from "./facts.ts";

/** Parameters that every method has. Source: https://dev.vk.com/ru/api/api-requests */
export const commonParameters: Readonly<Record<string, ParameterFacts>> = {
  v: { type: "string" },
  lang: { type: "string" },
  test_mode: { type: "boolean" },
  captcha_sid: { type: "string" },
  captcha_key: { type: "string", secret: true },
  success_token: { type: "string", secret: true },
  remixstlid: { type: "integer" },
  confirm: { type: "boolean" },
};
