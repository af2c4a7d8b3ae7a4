import type { CallbackServer } from "../../state/model/index.ts";

/** The field of an event by which a server knows that VK sends it. */
export function secretOf({ secret_key }: CallbackServer): { secret?: string } {
  return secret_key ? { secret: secret_key } : {};
}
