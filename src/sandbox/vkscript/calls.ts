import type { AnyNode, CallExpression } from "acorn";
import { type Compilation, lineOf, unsupported } from "./compilation.ts";
import { compileError } from "./errors.ts";
import { callMethod } from "./methods.ts";
import { compilePlace } from "./places.ts";
import type { Evaluate } from "./scope.ts";
import { toText, type Value } from "./value.ts";

/** Functions of VKScript. Source: https://dev.vk.com/ru/method/execute */
const functions: Readonly<Record<string, (value: Value) => Value>> = {
  parseInt: value => Math.trunc(leadingNumber(value)),
  parseDouble: leadingNumber,
};

function leadingNumber(value: Value): number {
  return Number.parseFloat(toText(value)) || 0;
}

/** Compiles a call of an API method, a function, or a method of an array or a string. */
export function compileCall(node: CallExpression, context: Compilation): Evaluate {
  const { callee } = node;
  const args = node.arguments.map(context.compile);
  const method = apiMethod(callee);
  if (method !== undefined) return compileApiCall(method, args);
  if (callee.type === "Identifier") {
    const call = Object.hasOwn(functions, callee.name) ? functions[callee.name] : undefined;
    if (!call) throw compileError(`undefined function '${callee.name}'`, lineOf(node));
    return scope => call(scope.budget.readWhole(args[0]?.(scope) ?? null));
  }
  if (callee.type !== "MemberExpression" || callee.computed || callee.property.type !== "Identifier")
    throw unsupported(context, node);
  const { name } = callee.property;
  const locate = compilePlace(callee.object, context);
  return scope => {
    const place = locate(scope);
    const { result, changed } = callMethod(
      scope.budget.read(place.value),
      name,
      args.map(arg => scope.budget.readWhole(arg(scope))),
    );
    if (changed !== undefined) place.write(scope.budget.checked(changed));
    return scope.budget.checked(result);
  };
}

function compileApiCall(method: string, [argument]: readonly Evaluate[]): Evaluate {
  return scope => {
    const params = argument?.(scope) ?? [];
    scope.budget.spendCall();
    return scope.callApi(method, params);
  };
}

/** The method that `API.section.name` names. */
function apiMethod(callee: AnyNode): string | undefined {
  if (callee.type !== "MemberExpression" || callee.computed || callee.property.type !== "Identifier")
    return undefined;
  const { object, property } = callee;
  if (object.type === "Identifier") return object.name === "API" ? property.name : undefined;
  const section = apiMethod(object);
  return section === undefined ? undefined : `${section}.${property.name}`;
}
