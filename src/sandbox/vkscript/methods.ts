import { runtimeError } from "./errors.ts";
import {
  type Container,
  containerOf,
  equals,
  isContainer,
  isList,
  lengthOf,
  toNumber,
  toText,
  type Value,
} from "./value.ts";

/** What a method returns, and what the value that it was called on becomes if the method changes it. */
export interface Outcome {
  readonly result: Value;
  readonly changed?: Container;
}

type Method = (self: Value, args: readonly Value[]) => Outcome;

/** Methods of arrays and strings. Source: https://dev.vk.com/ru/method/execute */
const methods: Readonly<Record<string, Method>> = {
  push(self, args) {
    const list = container(self, "push");
    const changed = isList(list) ? [...list, ...args] : extended(list, args);
    return { result: lengthOf(changed), changed };
  },
  pop(self) {
    if (isList(self)) return { result: self.at(-1) ?? null, changed: self.slice(0, -1) };
    const entries = Object.entries(container(self, "pop"));
    const [, result] = entries.pop() ?? ["", null];
    return { result, changed: containerOf(entries) };
  },
  shift(self) {
    const [result = null, ...changed] = list(self, "shift");
    return { result, changed };
  },
  unshift(self, args) {
    const changed = [...args, ...list(self, "unshift")];
    return { result: changed.length, changed };
  },
  slice(self, args) {
    const [start, end] = args.map(toNumber);
    return { result: list(self, "slice").slice(start, end) };
  },
  splice(self, [start = 0, count, ...items]) {
    const changed = [...list(self, "splice")];
    const removed = count === undefined ? changed.length : toNumber(count);
    return { result: changed.splice(toNumber(start), removed, ...items), changed };
  },
  substr(self, args) {
    const [start = 0, length] = args.map(toNumber);
    const text = textIn(self, "substr");
    const from = start < 0 ? Math.max(text.length + start, 0) : start;
    return { result: text.slice(from, length === undefined ? undefined : from + Math.max(length, 0)) };
  },
  split(self, [separator = ","]) {
    return { result: textIn(self, "split").split(toText(separator)) };
  },
  indexOf(self, [wanted = null]) {
    if (typeof self === "string") return { result: self.indexOf(toText(wanted)) };
    return { result: list(self, "indexOf").findIndex(item => isSame(item, wanted)) };
  },
};

/** Calls a method of a value, or fails with VK's error 13. */
export function callMethod(self: Value, name: string, args: readonly Value[]): Outcome {
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (!method) throw runtimeError(`Unknown method ${name}`);
  return method(self, args);
}

function container(self: Value, method: string): Container {
  if (!isContainer(self)) throw runtimeError(`Method ${method} requires an array`);
  return self;
}

function list(self: Value, method: string): readonly Value[] {
  if (!isList(self)) throw runtimeError(`Method ${method} requires an array`);
  return self;
}

function textIn(self: Value, method: string): string {
  if (isContainer(self)) throw runtimeError(`Method ${method} requires a string`);
  return toText(self);
}

/** An object with more items; they get the numbers after its greatest one. */
function extended(object: Container, items: readonly Value[]): Container {
  const numbers = Object.keys(object).map(Number).filter(Number.isInteger);
  const next = numbers.reduce((greatest, number) => Math.max(greatest, number), -1) + 1;
  return containerOf([
    ...Object.entries(object),
    ...items.map((item, i) => [String(next + i), item] as const),
  ]);
}

/** Whether an item of a list is the wanted one. Items that cannot be compared differ. */
function isSame(item: Value, wanted: Value): boolean {
  try {
    return equals(item, wanted);
  } catch {
    return false;
  }
}
