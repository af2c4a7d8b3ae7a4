import type { Handler } from "../handler.ts";
import { numbers } from "../server/parameters.ts";
import { sandboxUser } from "../state/sandbox-user.ts";

const userObject = (id: number) => ({
  id,
  first_name: id === sandboxUser.id ? sandboxUser.first_name : "User",
  last_name: id === sandboxUser.id ? sandboxUser.last_name : String(id),
  can_access_closed: true,
  is_closed: false,
});

const get: Handler = (params, { bearer }) => {
  const requested = numbers(params, "user_ids");
  const tokenUser = bearer.kind === "user" ? [bearer.user_id] : [];
  return (requested.length > 0 ? requested : tokenUser).map(userObject);
};

/** Methods of the VK section `users`. */
export const users: Readonly<Record<string, Handler>> = { "users.get": get };
