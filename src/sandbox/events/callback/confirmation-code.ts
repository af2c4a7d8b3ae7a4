import { createHash } from "node:crypto";
import { nextId } from "../../state/ids.ts";
import type { State } from "../../state/schema.ts";

/** The counter of the changes after which VK has another confirmation code. */
const revisionKind = (group_id: number) => `callbackRevision${group_id}`;

/** What a server has to answer to be confirmed. A community has one code for all its servers. */
export function confirmationCode({ lastIds }: State, group_id: number): string {
  const revision = lastIds.get(revisionKind(group_id))?.id ?? 0;
  return createHash("sha256").update(`${group_id} ${revision}`).digest("hex").slice(0, 8);
}

/** The code changes when a server is added or edited. */
export function changeConfirmationCode(state: State, group_id: number): void {
  nextId(state, revisionKind(group_id));
}
