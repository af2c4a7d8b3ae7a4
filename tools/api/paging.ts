/** Determines how a method returns a list, from its parameters and the shape of its responses. */
import type { PagingFacts, ResponsePath } from "../../src/api/facts.ts";
import type { Schema, SchemaMethod, SchemaNode } from "./schema.ts";

/** Lists that accompany the requested one. */
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
/** In a response with `total`, `count` is the number of items in the page. */
const totals = ["total", "count", "results_total"];
const cursors = ["next_from", "next_page_token"];

/** Paths to the items, their total and the cursor of the next page in a response. */
export interface ListShape {
  readonly items: ResponsePath;
  readonly total?: ResponsePath;
  readonly next?: ResponsePath;
}

/** Returns the shape of each response of a method; responses that are not lists are omitted. */
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
  const next = find(cursors);
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
  const nestedLists = Object.entries(properties)
    .filter(([name]) => !companions.has(name))
    .flatMap(([name, node]) => listShape(schema, node, [name]) ?? []);
  return nestedLists.length === 1 ? nestedLists[0] : undefined;
}

function isArray(schema: Schema, node: SchemaNode): boolean {
  return schema.resolve(node).type === "array";
}

/** How a method returns a list page by page; `undefined` when it does not. */
export function pagingOf(schema: Schema, method: SchemaMethod): PagingFacts | undefined {
  const parameters = new Map((method.parameters ?? []).map(parameter => [parameter.name, parameter]));
  const shapes = listShapes(schema, method);
  const shape = shapes.find(({ items }) => items.length === 1 && items[0] === "items") ?? shapes[0];
  if (!shape) return undefined;
  const sizeName = (["count", "limit"] as const).find(name => parameters.has(name));
  const sizeParameter = sizeName && parameters.get(sizeName);
  const by = (["start_from", "next_page_token", "offset"] as const).find(name => parameters.has(name));
  if (!by) return undefined;
  const next = by === "offset" ? undefined : (shapes.find(item => item.next)?.next ?? ["next_from"]);
  return {
    by,
    ...(sizeName && { size: sizeName }),
    ...pageSizes(sizeParameter),
    items: shape.items,
    // A list with a cursor ends when the response has none.
    ...(next ? { next } : shape.total && { total: shape.total }),
  };
}

/** Maximum and default page size. Some are only in the description: "default 50, maximum 100". */
function pageSizes(size: SchemaNode | undefined): Pick<PagingFacts, "maxSize" | "defaultSize"> {
  const number = (pattern: RegExp) => {
    const digits = pattern.exec(size?.description ?? "")?.[1];
    return digits === undefined ? undefined : Number(digits);
  };
  const maxSize = size?.maximum ?? number(/maximum(?: value)?,? '?(\d+)/i);
  const defaultSize = typeof size?.default === "number" ? size.default : number(/default,? '?(\d+)/i);
  return { ...(maxSize !== undefined && { maxSize }), ...(defaultSize !== undefined && { defaultSize }) };
}
