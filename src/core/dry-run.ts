import { maskParams } from "../secrets.ts";
import type { Next } from "./request.ts";

/** Reports a request without sending it; the response is a placeholder. */
export const dryRunSend: Next = async ({ method, params, settings }) => {
  settings.onRequestEvent?.({ event: "request", target: method, detail: maskParams(params) });
  return { response: placeholder(method) };
};

const placeholders = new WeakSet<object>();

/** Whether a value is a placeholder of a dry run, or a property of one. */
export function isPlaceholder(value: unknown): boolean {
  return typeof value === "function" && placeholders.has(value);
}

/**
 * Creates a placeholder for a response in a dry run. Each property of a placeholder is a placeholder too, and converts to
 * a string with its path: a later request contains `<photos.saveWallPhoto[0].id>` instead of the photo ID.
 *
 * @param path path of the value
 */
export function placeholder(path: string): unknown {
  const toText = () => `<${path}>`;
  const proxy = new Proxy(toText, {
    get(_, key) {
      if (key === Symbol.toPrimitive || key === "toString" || key === "toJSON") return toText;
      // A list has one item, and lists inside that item are empty.
      if (key === Symbol.iterator)
        return () => (path.includes("[") ? [] : [placeholder(`${path}[0]`)])[Symbol.iterator]();
      // `await` must not treat a placeholder as a promise.
      if (typeof key === "symbol" || key === "then") return undefined;
      return placeholder(/^\d+$/.test(key) ? `${path}[${key}]` : `${path}.${key}`);
    },
    has: () => true,
    // Methods such as `find` return nothing.
    apply: () => undefined,
  });
  placeholders.add(proxy);
  return proxy;
}
