import type { Context } from "../handler.ts";
import { sandboxUserId } from "../state/people.ts";
import type { State } from "../state/schema.ts";

/** What an object of the VK API depends on: the data, the address of the sandbox, and the user who asks. */
export type Viewer = Pick<Context, "state" | "origin" | "userId">;

/** A viewer outside of a call: the sandbox's user. */
export function viewerOf(state: State, origin: string): Viewer {
  return { state, origin, userId: sandboxUserId };
}
