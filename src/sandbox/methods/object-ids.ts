import { invalid } from "../failure.ts";
import type { Params } from "../server/parameters.ts";
import { words } from "./names.ts";

/** ID of an object of an owner. */
export interface ObjectId {
  readonly owner_id: number;
  readonly id: number;
}

/** Reads a list of IDs, `-1_2` or `-1_2_key`, or fails with VK's error 100. */
export function objectIds(params: Params, name: string): ObjectId[] {
  return words(params, name).map(word => {
    const [, owner, id] = /^(-?\d+)_(\d+)(?:_\w+)?$/.exec(word) ?? [];
    if (!id) throw invalid(`${name} should be a list of IDs such as -1_2`);
    return { owner_id: Number(owner), id: Number(id) };
  });
}

/** A collection whose objects have an owner. */
interface OwnedCollection<T> {
  get(owner_id: number, id: number): T | undefined;
}

/** Finds the objects that a list names; those that do not exist or were deleted are left out. */
export function findObjects<T extends { readonly deleted?: boolean }>(
  params: Params,
  name: string,
  collection: OwnedCollection<T>,
): T[] {
  return objectIds(params, name).flatMap(({ owner_id, id }) => {
    const object = collection.get(owner_id, id);
    return object && !object.deleted ? [object] : [];
  });
}
