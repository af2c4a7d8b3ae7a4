/** Finds out how a method returns a list: from its parameters, and from the shape of its responses. */
import type { PagingFacts, ResponsePath } from "../../src/api/facts.ts";
import type { Schema, SchemaMethod, SchemaNode } from "./schema.ts";

/** Lists that accompany the one that was asked for. */
const companions = new Set([
  "profiles",
  "groups",
  "variants",
  "conversations",
  "photos",
  "videos",
  "apps",
  "filters",
  "lives_items",
  "suggested_queries",
]);
/** `count` beside `total` is the number of items in the page. */
const totals = ["total", "count", "results_total"];
const marks = ["next_from", "next_page_token"];

/** Where the items, their number and the mark of the next page are in a response. */
export interface ListShape {
  readonly items: ResponsePath;
  readonly total?: ResponsePath;
  readonly next?: ResponsePath;
}

/** The shape of each response that a method has; those that are no lists are left out. */
export function listShapes(schema: Schema, method: SchemaMethod): ListShape[] {
  return Object.values(method.responses).flatMap(response => {
    const node = schema.properties(response).response;
    return node ? (listShape(schema, node) ?? []) : [];
  });
}

function listShape(schema: Schema, node: SchemaNode, path: ResponsePath = []): ListShape | undefined {
  if (isArray(schema, node)) return { items: path };
  const properties = schema.properties(node);
  const arrays = Object.keys(properties).filter(name => isArray(schema, properties[name] ?? {}));
  const items = arrays.includes("items") ? "items" : arrays.find(name => !companions.has(name));
  if (!items) return nestedShape(schema, properties, path);
  const find = (names: readonly string[]) => names.find(name => name in properties);
  const total = find(totals);
  const next = find(marks);
  return {
    items: [...path, items],
    ...(total && { total: [...path, total] }),
    ...(next && { next: [...path, next] }),
  };
}

/** The list can be one level deeper: `messages: {count, items}`. */
function nestedShape(
  schema: Schema,
  properties: Readonly<Record<string, SchemaNode>>,
  path: ResponsePath,
): ListShape | undefined {
  if (path.length > 0) return undefined;
  const inner = Object.entries(properties)
    .filter(([name]) => !companions.has(name))
    .flatMap(([name, node]) => listShape(schema, node, [name]) ?? []);
  return inner.length === 1 ? inner[0] : undefined;
}

function isArray(schema: Schema, node: SchemaNode): boolean {
  return schema.resolve(node).type === "array";
}

/** How the method returns a list page by page; `undefined` when it does not. */
export function pagingOf(schema: Schema, method: SchemaMethod): PagingFacts | undefined {
  const parameters = new Map((method.parameters ?? []).map(parameter => [parameter.name, parameter]));
  const shapes = listShapes(schema, method);
  const shape = shapes.find(({ items }) => items.length === 1 && items[0] === "items") ?? shapes[0];
  if (!shape) return undefined;
  const size = (["count", "limit"] as const).find(name => parameters.has(name));
  const sizes = size && parameters.get(size);
  const by = (["start_from", "next_page_token", "offset"] as const).find(name => parameters.has(name));
  if (!by) return undefined;
  const next = by === "offset" ? undefined : (shapes.find(item => item.next)?.next ?? ["next_from"]);
  return {
    by,
    ...(size && { size }),
    ...pageSizes(sizes),
    items: shape.items,
    // Where a mark leads on, the list ends when there is none.
    ...(next ? { next } : shape.total && { total: shape.total }),
  };
}

/** The largest page and the usual one; some are only in the description: "default 50, maximum 100". */
function pageSizes(size: SchemaNode | undefined): Pick<PagingFacts, "maxSize" | "defaultSize"> {
  const number = (pattern: RegExp) => {
    const found = pattern.exec(size?.description ?? "")?.[1];
    return found === undefined ? undefined : Number(found);
  };
  const maxSize = size?.maximum ?? number(/maximum(?: value)?,? '?(\d+)/i);
  const defaultSize = typeof size?.default === "number" ? size.default : number(/default,? '?(\d+)/i);
  return { ...(maxSize !== undefined && { maxSize }), ...(defaultSize !== undefined && { defaultSize }) };
}
