import { compile, search, tokenize } from "@jmespath-community/jmespath";
import { ArgumentError } from "../errors.ts";
import { localize, type Phrase, rephrase } from "../i18n/localize.ts";
import { QueryError } from "./query-error.ts";
import { isObject } from "./rows.ts";

/** Takes from a result what a query asks for. */
export type Query = (result: unknown) => unknown;

type Json = Parameters<typeof search>[0];

/**
 * Reads a JMESPath expression, so that a wrong one is found before anything is sent.
 *
 * @param expression the expression, such as `response.items[].{id: id, text: text}`
 * @returns what takes its part from a result; it throws a {@link QueryError} when the result does not suit
 * @throws {ArgumentError} when the expression is wrong; it says where
 * @see https://jmespath.org
 */
export function parseQuery(expression: string): Query {
  if (failureOf(() => compile(expression)) !== undefined) throw wrongSyntax(expression);
  checkCalls(expression, compile(expression));
  return result => {
    const found = attempt(() => search(result as Json, expression)); // results are JSON
    if ("failure" in found) throw new QueryError(expression, rephrase(found.failure, phrases), result);
    return found.value;
  };
}

/** What the library says about functions. */
const phrases: readonly Phrase[] = [
  [/^Unknown function: (\w+)/, (name = "") => localize("there is no function {name}()", { name })],
  [
    /^Invalid arity: (\w+)\(\) takes (?:at least )?(\d+) arguments? but received (\d+)$/,
    (name = "", count = "", received = "") =>
      localize("{name}() takes {count} arguments, got {received}", { name, count, received }),
  ],
  [
    /^Invalid type: (\w+)\(\) expected argument (\d+) to be type \(([^)]+)\) but received type (\w+)/,
    (name = "", number = "", expected = "", type = "") =>
      localize("argument {number} of {name}() is of the type {type}, expected {expected}", {
        name,
        number,
        expected,
        type,
      }),
  ],
];

function wrongSyntax(expression: string): ArgumentError {
  const position = failingPosition(expression);
  if (position === expression.length) return problem(expression, localize("something is missing at its end"));
  const rest = expression.slice(position, position + 20);
  return problem(
    expression,
    localize("it cannot be read from character {number} on: {rest}", { number: position + 1, rest }),
  );
}

/** Where an expression stops making sense: where the first of its beginnings ends that no continuation saves. */
function failingPosition(expression: string): number {
  const reading = attempt(() => tokenize(expression));
  if ("failure" in reading) {
    const positions = Array.from(expression, (_, i) => i);
    const strange = (position: number) => failureOf(() => tokenize(expression.slice(0, position + 1)));
    return positions.find(position => strange(position)?.includes("unknown character")) ?? expression.length;
  }
  const failing = reading.value.find((_, i, tokens) => {
    const failure = failureOf(() => compile(expression.slice(0, tokens[i + 1]?.start)));
    return failure !== undefined && !failure.includes("EOF");
  });
  return failing?.start ?? expression.length;
}

/** Functions that do not exist, or get too few or too many arguments, show only when they are called; so call them. */
function checkCalls(expression: string, node: unknown): void {
  if (Array.isArray(node)) for (const child of node) checkCalls(expression, child);
  if (!isObject(node) || node.type === "Literal") return;
  if (node.type === "Function" && Array.isArray(node.children)) {
    const args = node.children.map(() => "@").join(", ");
    const failure = failureOf(() => search(null, `${node.name}(${args})`));
    if (failure && /^(Unknown function|Invalid arity)/.test(failure)) {
      throw problem(expression, rephrase(failure, phrases));
    }
  }
  for (const child of Object.values(node)) checkCalls(expression, child);
}

function problem(expression: string, what: string): ArgumentError {
  return new ArgumentError(
    "query",
    localize('got "{expression}", expected a JMESPath expression: {problem}', { expression, problem: what }),
  );
}

function attempt<Value>(action: () => Value): { readonly value: Value } | { readonly failure: string } {
  try {
    return { value: action() };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}

function failureOf(action: () => unknown): string | undefined {
  const outcome = attempt(action);
  return "failure" in outcome ? outcome.failure : undefined;
}
