import { isComing } from "./grid.ts";

/** Takes from a result what a query asks for; a list that comes row by row is waited for. */
export type ApplyQuery = (result: unknown) => Promise<unknown>;

/**
 * Reads a JMESPath expression, so that a wrong one is found before anything is sent. What it finds is what the same
 * expression finds in the result as JSON.
 *
 * @param expression the expression, such as `response.items[].{id: id, text: text}`
 * @returns what takes its part from a result; it throws a {@link QueryError} when the expression does not suit
 * @throws {ArgumentError} when the expression is wrong; it says where
 * @see https://jmespath.org
 */
export async function loadQuery(expression: string): Promise<ApplyQuery> {
  const { parseQuery } = await import("./query.ts");
  const query = parseQuery(expression);
  return async result => query(isComing(result) ? await all(result) : result);
}

async function all(rows: AsyncIterable<unknown>): Promise<unknown[]> {
  const list: unknown[] = [];
  for await (const row of rows) list.push(row);
  return list;
}
