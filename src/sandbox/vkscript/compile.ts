import type { AnyNode } from "acorn";
import type { Compilation } from "./compilation.ts";
import { compileExpression } from "./expressions.ts";
import { parseScript } from "./parse.ts";
import type { Evaluate, Execute } from "./scope.ts";
import { compileStatements } from "./statements.ts";

/** Compiles a script, or fails with VK's error 12. */
export function compileScript(code: string): Execute {
  const script = parseScript(code);
  const compile = (node: AnyNode): Evaluate => {
    const evaluate = compileExpression(node, context);
    return scope => {
      scope.budget.spend();
      return evaluate(scope);
    };
  };
  const context: Compilation = { script, declared: new Set(["Args"]), compile };
  return compileStatements(script.program.body, context);
}
