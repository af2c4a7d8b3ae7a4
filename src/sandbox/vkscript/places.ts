import type { AnyNode, MemberExpression } from "acorn";
import { type Compilation, lineOf, unsupported } from "./compilation.ts";
import { compileError } from "./errors.ts";
import type { Evaluate, Scope } from "./scope.ts";
import { deleteItem, fieldOfEach, getItem, setItem, toText, type Value } from "./value.ts";

/** Where a value is: in a variable, or in a field of another place. */
export interface Place {
  readonly value: Value;
  /** Changes the variable. What is in no variable stays as it is. */
  readonly write: (value: Value) => void;
  readonly remove: () => void;
}

/** Finds a place while the script runs. */
export type Locate = (scope: Scope) => Place;

const nowhere = () => {};

/** Compiles a variable, a field of it, or an expression whose value is in no variable. */
export function compilePlace(node: AnyNode, context: Compilation): Locate {
  if (node.type === "Identifier") return compileVariable(node.name, node, context);
  if (node.type === "MemberExpression") return compileMember(node, context);
  const evaluate = context.compile(node);
  return scope => ({ value: evaluate(scope), write: nowhere, remove: nowhere });
}

function compileVariable(name: string, node: AnyNode, { declared }: Compilation): Locate {
  if (!declared.has(name)) throw compileError(`undefined variable '${name}'`, lineOf(node));
  return ({ variables }) => {
    const write = (value: Value) => void variables.set(name, value);
    return { value: variables.get(name) ?? null, write, remove: () => write(null) };
  };
}

function compileMember(node: MemberExpression, context: Compilation): Locate {
  const locate = compilePlace(node.object, context);
  const key = compileKey(node, context);
  if (context.script.isFieldOfEach(node.object.end, node.property.start)) {
    return scope => {
      const list = scope.budget.read(locate(scope).value);
      const value = scope.budget.checked(fieldOfEach(list, toText(key(scope))));
      return { value, write: nowhere, remove: nowhere };
    };
  }
  return scope => {
    const { budget } = scope;
    budget.spend();
    const container = locate(scope);
    const name = toText(budget.readWhole(key(scope)));
    return {
      value: getItem(name === "length" ? budget.read(container.value) : container.value, name),
      write: value => container.write(budget.checked(setItem(container.value, name, value))),
      remove: () => container.write(budget.checked(deleteItem(container.value, name))),
    };
  };
}

function compileKey({ computed, property }: MemberExpression, context: Compilation): Evaluate {
  if (computed) return context.compile(property);
  if (property.type !== "Identifier") throw unsupported(context, property);
  const { name } = property;
  return () => name;
}

/** Whether a script can assign to this: a variable, or fields of it that are named with dots. */
export function isAssignable(node: AnyNode): boolean {
  return (
    node.type === "Identifier" ||
    (node.type === "MemberExpression" && !node.computed && isAssignable(node.object))
  );
}
