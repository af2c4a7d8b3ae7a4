import type {
  AnyNode,
  ArrayExpression,
  AssignmentExpression,
  ObjectExpression,
  UnaryExpression,
} from "acorn";
import { compileCall } from "./calls.ts";
import { type Compilation, lineOf, unsupported } from "./compilation.ts";
import { compileError } from "./errors.ts";
import { binaryOperators, unaryOperators } from "./operators.ts";
import { compilePlace, isAssignable } from "./places.ts";
import type { Evaluate } from "./scope.ts";
import { containerOf, isTrue } from "./value.ts";

/** Compiles an expression, or fails with VK's error 12. */
export function compileExpression(node: AnyNode, context: Compilation): Evaluate {
  const { compile } = context;
  switch (node.type) {
    case "Literal": {
      const { value } = node;
      if (value === undefined || typeof value === "bigint" || value instanceof RegExp)
        throw unsupported(context, node);
      return () => value;
    }
    case "Identifier":
    case "MemberExpression": {
      const locate = compilePlace(node, context);
      return scope => locate(scope).value;
    }
    case "ArrayExpression":
      return compileArray(node, context);
    case "ObjectExpression":
      return compileObject(node, context);
    case "CallExpression":
      return compileCall(node, context);
    case "AssignmentExpression":
      return compileAssignment(node, context);
    case "UnaryExpression":
      return compileUnary(node, context);
    case "BinaryExpression": {
      const operator = binaryOperators[node.operator];
      if (!operator) throw unsupported(context, node);
      const left = compile(node.left);
      const right = compile(node.right);
      return scope => scope.budget.checked(operator(left(scope), right(scope)));
    }
    case "LogicalExpression": {
      const left = compile(node.left);
      const right = compile(node.right);
      const continuesWhen = node.operator === "&&";
      return scope => {
        const value = left(scope);
        return isTrue(value) === continuesWhen ? right(scope) : value;
      };
    }
    case "ConditionalExpression": {
      const test = compile(node.test);
      const consequent = compile(node.consequent);
      const alternate = compile(node.alternate);
      return scope => (isTrue(test(scope)) ? consequent(scope) : alternate(scope));
    }
    default:
      throw unsupported(context, node);
  }
}

function compileArray(node: ArrayExpression, context: Compilation): Evaluate {
  const items = node.elements.map(element => {
    if (!element) throw unsupported(context, node);
    return context.compile(element);
  });
  return scope => scope.budget.checked(items.map(item => item(scope)));
}

function compileObject(node: ObjectExpression, context: Compilation): Evaluate {
  const fields = node.properties.map(property => {
    if (property.type !== "Property" || property.kind !== "init") throw unsupported(context, property);
    const { key } = property;
    const name = key.type === "Identifier" ? key.name : key.type === "Literal" ? String(key.value) : "";
    return [name, context.compile(property.value)] as const;
  });
  return scope =>
    scope.budget.checked(containerOf(fields.map(([name, value]) => [name, value(scope)] as const)));
}

function compileAssignment(node: AssignmentExpression, context: Compilation): Evaluate {
  if (node.operator !== "=") throw unsupported(context, node);
  if (!isAssignable(node.left)) throw compileError("non-variable in assignment", lineOf(node));
  const locate = compilePlace(node.left, context);
  const right = context.compile(node.right);
  return scope => {
    const value = right(scope);
    locate(scope).write(value);
    return value;
  };
}

function compileUnary(node: UnaryExpression, context: Compilation): Evaluate {
  if (node.operator === "delete") {
    const locate = compilePlace(node.argument, context);
    return scope => {
      locate(scope).remove();
      return true;
    };
  }
  const operator = unaryOperators[node.operator];
  if (!operator) throw unsupported(context, node);
  const operand = context.compile(node.argument);
  return scope => operator(operand(scope));
}
