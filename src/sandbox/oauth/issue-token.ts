import type { Token } from "../state/model/index.ts";
import { sandboxUserId } from "../state/people.ts";
import type { State } from "../state/schema.ts";
import { randomSecret } from "./random-secret.ts";

/** Issues a token and keeps it in the state. */
export function issueToken(state: State, fields: Omit<Token, "value" | "user_id">): Token {
  return state.tokens.add({ ...fields, value: randomSecret("vk1.a."), user_id: sandboxUserId });
}
