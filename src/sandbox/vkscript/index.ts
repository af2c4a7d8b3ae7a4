import { Failure } from "../failure.ts";
import { Budget } from "./budget.ts";
import { compileScript } from "./compile.ts";
import type { CallApi } from "./scope.ts";
import { isContainer, toText, type Value } from "./value.ts";

/** Calls an API method with parameters as they are sent, or throws a Failure. */
export type RunCall = (method: string, params: Readonly<Record<string, string>>) => unknown;

/** What `execute` returns. */
export interface ScriptResponse {
  readonly response: Value;
  /** The calls that failed, in the order of their failures. */
  readonly execute_errors?: readonly object[];
}

/**
 * Runs VKScript, the language of `execute`: https://dev.vk.com/ru/method/execute
 *
 * The script is interpreted; it reaches nothing but its own values and `runCall`.
 *
 * @param code the script
 * @param args value of `Args`
 * @throws {Failure} with VK's error 12 when the script cannot be compiled, and 13 when it fails or does too much
 */
export function runScript(
  code: string,
  args: Readonly<Record<string, string>>,
  runCall: RunCall,
): ScriptResponse {
  const execute = compileScript(code);
  const errors: object[] = [];
  const callApi: CallApi = (method, params) => {
    try {
      return (runCall(method, toParams(params)) ?? null) as Value; // a response is JSON
    } catch (failure) {
      if (!(failure instanceof Failure)) throw failure;
      errors.push({ method, error_code: failure.code, error_msg: failure.message, ...failure.extra });
      return false;
    }
  };
  const response = execute({ variables: new Map([["Args", args]]), budget: new Budget(), callApi }) ?? null;
  return { response, ...(errors.length > 0 && { execute_errors: errors }) };
}

/** Parameters as they are sent: lists with commas, a flag as 0 or 1. */
function toParams(value: Value): Record<string, string> {
  const fields = isContainer(value) ? Object.entries(value).filter(([, field]) => field !== null) : [];
  return Object.fromEntries(
    fields.map(([name, field]) => [name, field === false ? "0" : toText(field)] as const),
  );
}
