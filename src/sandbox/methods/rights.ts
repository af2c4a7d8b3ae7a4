import type { Context } from "../handler.ts";
import { groupOf } from "../state/people.ts";
import { adminLevel } from "../views/group.ts";

/** Whether the caller can change what an owner has: the owner, or a manager of the community. */
export function canManage(owner_id: number, { state, userId }: Context): boolean {
  if (owner_id === userId) return true;
  return owner_id < 0 && adminLevel(groupOf(state, -owner_id), userId) > 0;
}

/** Whether the caller can change an object: its author, or who can manage what the owner has. */
export function canChange(owner_id: number, author_id: number, context: Context): boolean {
  return author_id === context.userId || canManage(owner_id, context);
}
