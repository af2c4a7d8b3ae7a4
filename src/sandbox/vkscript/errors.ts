import { Failure } from "../failure.ts";

/** Creates VK's error 12: the script cannot be compiled. VK's messages have this form, with the line where it stopped. */
export function compileError(problem: string, line: number): Failure {
  return new Failure(12, `${problem} in line ${line}`);
}

/** Creates VK's error 13: the script failed while it ran. */
export function runtimeError(problem: string): Failure {
  return new Failure(13, problem);
}
