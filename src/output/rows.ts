/** The rows of a result, and what stands beside them. */
export interface Rows {
  /**
   * `list`: the result is a list, and these are its items. `object`: it is one object, the one row. `value`: it is a
   * text, a number, a boolean or nothing, the one row.
   */
  readonly kind: "list" | "object" | "value";
  /** The rows as VK sent them. */
  readonly rows: readonly unknown[];
  /** Paths of what the rows do not contain, such as `response.profiles`. */
  readonly leftOut: readonly string[];
}

/** An object of JSON. */
export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Whether a value is an object, and neither a list nor nothing.
 *
 * @param value any value
 * @returns whether it has fields
 */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What stands beside a list and says nothing of its items: how many there are, and where the next page begins. */
const pageFields = ["count", "next_from"];

/**
 * The rows of a result: the list that it is or that it wraps (`{response: […]}`, `{response: {items: […]}}`,
 * `{items: […]}`), else the one thing that it is.
 *
 * @param result what a function returned
 * @returns its rows
 */
export function rowsOf(result: unknown): Rows {
  const isWrapped = isObject(result) && "response" in result;
  const content = isWrapped ? result.response : result;
  const beside = isWrapped ? Object.keys(result).filter(key => key !== "response") : [];
  if (Array.isArray(content)) return { kind: "list", rows: content, leftOut: beside };
  if (!isObject(content)) return { kind: "value", rows: [content], leftOut: beside };
  if (!Array.isArray(content.items)) return { kind: "object", rows: [content], leftOut: beside };
  const besideItems = Object.keys(content)
    .filter(key => key !== "items" && !pageFields.includes(key))
    .map(key => (isWrapped ? `response.${key}` : key));
  return { kind: "list", rows: content.items, leftOut: [...beside, ...besideItems] };
}
