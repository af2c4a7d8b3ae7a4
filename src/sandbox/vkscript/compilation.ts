import type { AnyNode } from "acorn";
import { compileError } from "./errors.ts";
import type { Script } from "./parse.ts";
import type { Evaluate } from "./scope.ts";

/** What the parts of the compiler share. */
export interface Compilation {
  readonly script: Script;
  /** Names of the variables that were declared so far. */
  readonly declared: Set<string>;
  /** Compiles an expression inside another one. */
  readonly compile: (node: AnyNode) => Evaluate;
}

const maxShown = 30;

/** The line of a part of the script. */
export function lineOf(node: AnyNode): number {
  return node.loc?.start.line ?? 1;
}

/** Creates VK's error 12 for JavaScript that VKScript does not have. */
export function unsupported({ script }: Compilation, node: AnyNode): Error {
  const text = script.source.slice(node.start, Math.min(node.end, node.start + maxShown));
  return compileError(`'${text}' is not supported`, lineOf(node));
}
