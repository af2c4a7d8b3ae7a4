/**
 * Stands for an answer in a dry run, where nothing is sent and so nothing comes back. Whatever is read from it is again
 * such a stand-in, and each shows as its path: the photo's number in a later request reads `<photos.saveWallPhoto[0].id>`.
 *
 * @param path what the stand-in stands for
 */
export function placeholder(path: string): unknown {
  const shown = () => `<${path}>`;
  return new Proxy(shown, {
    get(_, key) {
      if (key === Symbol.toPrimitive || key === "toString" || key === "toJSON") return shown;
      // A list has one thing in it, and that one holds no further lists.
      if (key === Symbol.iterator)
        return () => (path.includes("[") ? [] : [placeholder(`${path}[0]`)])[Symbol.iterator]();
      // An await must not take it for a promise.
      if (typeof key === "symbol" || key === "then") return undefined;
      return placeholder(/^\d+$/.test(key) ? `${path}[${key}]` : `${path}.${key}`);
    },
    has: () => true,
    // A search in it finds nothing.
    apply: () => undefined,
  });
}
