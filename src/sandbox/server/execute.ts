import { Failure } from "../failure.ts";
import type { Params } from "./parameters.ts";

/** Maximum number of calls in one `execute`. Source: https://dev.vk.com/ru/method/execute */
const maxCalls = 25;

/** Executes a method and returns its result, or throws a Failure. */
export type RunCall = (method: string, params: Params) => unknown;

/**
 * Emulates VK's `execute` for scripts of the form `return [API.a.b({…}),API.c.d({…})];`, which is what clients send. It
 * does not support the rest of VKScript.
 */
export function execute({ code = "" }: Params, runCall: RunCall): object {
  const calls = parse(code);
  if (calls.length > maxCalls) throw new Failure(13, "too many API calls");
  const errors: object[] = [];
  const response = calls.map(([method, params]) => {
    try {
      return runCall(method, params);
    } catch (failure) {
      if (!(failure instanceof Failure)) throw failure;
      errors.push({ method, error_code: failure.code, error_msg: failure.message, ...failure.extra });
      return false;
    }
  });
  return { response, ...(errors.length > 0 ? { execute_errors: errors } : {}) };
}

function parse(code: string): Array<readonly [method: string, params: Params]> {
  const list = /^\s*return\s*\[([\s\S]*)\]\s*;\s*$/.exec(code)?.[1];
  if (list === undefined)
    throw new Failure(12, "the sandbox runs only scripts of the form return [API.a.b({…})];");
  const calls: Array<readonly [string, Params]> = [];
  let rest = list.trim();
  while (rest) {
    const [head = "", method = ""] = /^API\.(\w+\.\w+)\(/.exec(rest) ?? [];
    const end = endOfObject(rest, head.length);
    if (!method || end === undefined || rest[end] !== ")") throw new Failure(12, `near ${rest.slice(0, 20)}`);
    const argument = JSON.parse(rest.slice(head.length, end)) as Record<string, unknown>; // it starts and ends with braces
    const params = Object.entries(argument).map(([name, value]) => [name, String(value)] as const);
    calls.push([method, Object.fromEntries(params)]);
    rest = rest.slice(end + 1).replace(/^\s*,?\s*/, "");
  }
  return calls;
}

/** Finds the end of the object that starts at `from`; braces inside strings do not count. */
function endOfObject(text: string, from: number): number | undefined {
  let depth = 0;
  let inString = false;
  for (let i = from; i < text.length; i++) {
    const character = text[i];
    if (inString && character === "\\") i++;
    else if (character === '"') inString = !inString;
    else if (!inString && character === "{") depth++;
    else if (!inString && character === "}" && --depth === 0) return i + 1;
  }
  return undefined;
}
