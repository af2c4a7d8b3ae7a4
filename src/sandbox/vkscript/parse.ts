import { type Node, type Program, parse, tokenizer } from "acorn";
import { compileError, runtimeError } from "./errors.ts";

/** A parsed script. */
export interface Script {
  readonly program: Program;
  readonly source: string;
  /** Whether the access between two positions is `list@.field`, not `object.field`. */
  readonly isFieldOfEach: (start: number, end: number) => boolean;
}

const maxLength = 500_000;
/** How deeply a script can be nested. Its API calls need room on the stack. */
const maxDepth = 500;
/** Strings and comments, which can contain anything, and `@.`, which JavaScript does not have. */
const stringsAndFilters = /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|\/\/.*|\/\*[\s\S]*?\*\/|@\./g;
const syntax = { ecmaVersion: 5, allowReturnOutsideFunction: true, locations: true } as const;

/** Parses VKScript as the JavaScript that it resembles, or fails with VK's error 12. */
export function parseScript(code: string): Script {
  if (code.length > maxLength) throw runtimeError("the script is too long");
  const filters = new Set<number>();
  const script = code.replace(stringsAndFilters, (found, position: number) => {
    if (found !== "@.") return found;
    filters.add(position + 1);
    return " .";
  });
  const program = parseJavaScript(script);
  checkDepth(program);
  const isFieldOfEach = (start: number, end: number): boolean => {
    for (let position = start; position < end; position++) if (filters.has(position)) return true;
    return false;
  };
  return { program, source: code, isFieldOfEach };
}

function parseJavaScript(script: string): Program {
  const lineAt = (position: number) => script.slice(0, position).split("\n").length;
  try {
    return parse(script, {
      ...syntax,
      // VK requires the semicolon.
      onInsertedSemicolon(position) {
        const found = tokenAt(script, position);
        throw compileError(`';' expected, '${found}' found`, lineAt(position));
      },
    });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    if (error.message.startsWith("Not enough stack space")) throw tooDeep();
    const { pos = 0 } = error as SyntaxError & { pos?: number }; // acorn tells where it stopped
    throw compileError(`unexpected '${tokenAt(script, pos)}' found`, lineAt(pos));
  }
}

function tooDeep(): Error {
  return runtimeError("the script is nested too deeply");
}

function checkDepth(program: Program): void {
  let level: readonly Node[] = [program];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > maxDepth) throw tooDeep();
    level = level.flatMap(node => Object.values(node).flat().filter(isNode));
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value;
}

function tokenAt(script: string, position: number): string {
  try {
    const { start, end } = tokenizer(script.slice(position), syntax).getToken();
    return script.slice(position + start, position + end);
  } catch {
    return script.charAt(position);
  }
}
