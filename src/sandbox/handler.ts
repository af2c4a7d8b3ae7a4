import type { Bearer } from "./oauth/bearer.ts";
import type { Params } from "./server/parameters.ts";
import type { State } from "./state/schema.ts";
import type { Uploads } from "./uploads/index.ts";

/** What a handler works with. */
export interface Context {
  readonly state: State;
  readonly uploads: Uploads;
  /** The owner of the token, and what the token allows. */
  readonly bearer: Bearer;
  /** ID of who calls: of the token's user, or of its community as a negative number. */
  readonly userId: number;
  /** URL of the sandbox, `http://127.0.0.1:5199`. */
  readonly origin: string;
  /** Version of the API that the call is for, `5.199`. */
  readonly version: string;
}

/** Implements a VK method: returns the value of `response`, or throws a Failure. */
export type Handler = (params: Params, context: Context) => unknown;
