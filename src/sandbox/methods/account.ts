import type { Handler } from "../handler.ts";
import { scopeBit } from "../oauth/scopes.ts";

/** Methods of the VK section `account`. */
export const account: Readonly<Record<string, Handler>> = {
  "account.getAppPermissions": (_, { bearer }) =>
    bearer.scopes.reduce((mask, scope) => mask + scopeBit(scope, "user"), 0),
};
