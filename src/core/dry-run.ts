import { maskParams } from "../secrets.ts";
import type { Next } from "./request.ts";

/** Reports a request without sending it; its response is a placeholder. */
export const dryRunSend: Next = async ({ method, params, settings }) => {
  settings.onRequestEvent?.({ event: "request", target: method, detail: maskParams(params) });
  return { response: placeholder(method) };
};

const placeholders = new WeakSet<object>();

/** Whether a value is a placeholder of a dry run, or was read from one. */
export function isPlaceholder(value: unknown): boolean {
  return typeof value === "function" && placeholders.has(value);
}

/**
 * Stands for a response in a dry run. Whatever is read from it is a placeholder too, and each shows as its path: the photo
 * ID in a later request reads `<photos.saveWallPhoto[0].id>`.
 *
 * @param path what it stands for
 */
export function placeholder(path: string): unknown {
  const shown = () => `<${path}>`;
  const proxy = new Proxy(shown, {
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
  placeholders.add(proxy);
  return proxy;
}
