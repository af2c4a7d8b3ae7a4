import type { Token } from "../state/model.ts";
import { sandboxUser } from "../state/sandbox-user.ts";
import type { State } from "../state/store.ts";
import { randomSecret } from "./random-secret.ts";

/** Issues a token and keeps it in the state. */
export function issueToken(state: State, fields: Omit<Token, "value" | "user_id">): Token {
  const token = { ...fields, value: randomSecret("vk1.a."), user_id: sandboxUser.id };
  state.tokens.push(token);
  return token;
}
