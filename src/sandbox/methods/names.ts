import { Failure, invalid } from "../failure.ts";
import type { Params } from "../server/parameters.ts";
import { findScreenName, type ScreenNameOwner } from "../state/people.ts";
import type { State } from "../state/schema.ts";

/** The elements of a comma-separated list. */
export function words(params: Params, name: string): string[] {
  return (params[name] ?? "")
    .split(",")
    .map(word => word.trim())
    .filter(Boolean);
}

/** Reads a comma-separated list of IDs, or fails with VK's error 100. */
export function ids(params: Params, name: string): number[] {
  return words(params, name).map(word => {
    if (!/^-?\d+$/.test(word)) throw invalid(`${name} should be a list of numbers`);
    return Number(word);
  });
}

/** Finds who is named by an ID or a screen name; `type` says what an ID is. */
function findOwner(state: State, type: ScreenNameOwner["type"], name: string): number | undefined {
  if (/^[1-9]\d*$/.test(name)) return Number(name);
  const owner = findScreenName(state, name.replace(/^@/, ""));
  return owner?.type === type ? owner.object_id : undefined;
}

/** Finds a user by an ID or a screen name, such as `5`, `id5` or `anna_sandbox`. */
export function findUser(state: State, name: string): number | undefined {
  return findOwner(state, "user", name);
}

/** Finds a community by an ID or a screen name, such as `5`, `club5` or `oint_sandbox`. */
export function findGroup(state: State, name: string): number | undefined {
  return findOwner(state, "group", name);
}

/** The community that a parameter names, or VK's error 125. */
export function groupIdOf(params: Params, state: State, name = "group_id"): number {
  const group = findGroup(state, params[name] ?? "");
  if (group === undefined) throw new Failure(125);
  return group;
}
