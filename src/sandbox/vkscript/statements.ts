import type { AnyNode, VariableDeclaration } from "acorn";
import { type Compilation, unsupported } from "./compilation.ts";
import type { Execute } from "./scope.ts";
import { isTrue } from "./value.ts";

/** Compiles statements that run one after another. */
export function compileStatements(nodes: readonly AnyNode[], context: Compilation): Execute {
  const statements = nodes.map(node => compileStatement(node, context));
  return scope => {
    for (const execute of statements) {
      scope.budget.spend();
      const returned = execute(scope);
      if (returned !== undefined) return returned;
    }
    return undefined;
  };
}

function compileStatement(node: AnyNode, context: Compilation): Execute {
  switch (node.type) {
    case "EmptyStatement":
      return () => undefined;
    case "BlockStatement":
      return compileStatements(node.body, context);
    case "VariableDeclaration":
      return compileDeclaration(node, context);
    case "ExpressionStatement": {
      const evaluate = context.compile(node.expression);
      return scope => {
        evaluate(scope);
        return undefined;
      };
    }
    case "IfStatement": {
      const test = context.compile(node.test);
      const consequent = compileStatements([node.consequent], context);
      const alternate = compileStatements(node.alternate ? [node.alternate] : [], context);
      return scope => (isTrue(test(scope)) ? consequent(scope) : alternate(scope));
    }
    case "WhileStatement": {
      const test = context.compile(node.test);
      const body = compileStatements([node.body], context);
      return scope => {
        while (isTrue(test(scope))) {
          const returned = body(scope);
          if (returned !== undefined) return returned;
        }
        return undefined;
      };
    }
    case "ReturnStatement": {
      const value = node.argument ? context.compile(node.argument) : () => null;
      return scope => value(scope);
    }
    default:
      throw unsupported(context, node);
  }
}

function compileDeclaration(node: VariableDeclaration, context: Compilation): Execute {
  const declarations = node.declarations.map(({ id, init }) => {
    if (id.type !== "Identifier" || id.name === "API") throw unsupported(context, id);
    const evaluate = init ? context.compile(init) : undefined;
    context.declared.add(id.name);
    return { name: id.name, evaluate };
  });
  return scope => {
    for (const { name, evaluate } of declarations) if (evaluate) scope.variables.set(name, evaluate(scope));
    return undefined;
  };
}
