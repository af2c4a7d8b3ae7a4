import type { Handler } from "../handler.ts";
import { numbers } from "../server/parameters.ts";
import { userOf } from "../state/people.ts";
import type { State } from "../state/schema.ts";

function userObject(state: State, userId: number): object {
  const { id, first_name, last_name } = userOf(state, userId);
  return { id, first_name, last_name, can_access_closed: true, is_closed: false };
}

const get: Handler = (params, { state, bearer }) => {
  const requested = numbers(params, "user_ids");
  const tokenUser = bearer.kind === "user" ? [bearer.user_id] : [];
  return (requested.length > 0 ? requested : tokenUser).map(id => userObject(state, id));
};

/** Methods of the VK section `users`. */
export const users: Readonly<Record<string, Handler>> = { "users.get": get };
