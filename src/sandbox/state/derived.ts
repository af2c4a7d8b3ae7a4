/**
 * Derives something from a list only once while the list is the same: a collection returns the same list until it changes.
 *
 * @param derive a function of the list alone, such as a sort
 */
export function derived<T, R>(derive: (list: readonly T[]) => R): (list: readonly T[]) => R {
  const results = new WeakMap<readonly T[], R>();
  return list => {
    if (!results.has(list)) results.set(list, derive(list));
    return results.get(list) as R; // it was set
  };
}
