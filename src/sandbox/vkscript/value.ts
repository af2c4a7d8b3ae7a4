import { runtimeError } from "./errors.ts";

/**
 * A value of VKScript. Values are never changed: an assignment copies, as in VK, so `var b = a; a.push(1);` leaves `b` as it
 * was. VKScript has one kind of container, an ordered list of keys; here, keys from 0 up are an array. An empty one is an
 * array too.
 */
export type Value = null | boolean | number | string | Container;

/** An array or an object. */
export type Container = readonly Value[] | Dictionary;

interface Dictionary {
  readonly [key: string]: Value;
}

export function isContainer(value: Value): value is Container {
  return typeof value === "object" && value !== null;
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** Creates a container; it is an array when the keys are 0, 1, 2 and so on. */
export function containerOf(entries: ReadonlyArray<readonly [string, Value]>): Container {
  if (entries.every(([key], i) => key === String(i))) return entries.map(([, value]) => value);
  return Object.fromEntries(entries);
}

/** Whether a condition with this value holds. */
export function isTrue(value: Value): boolean {
  return isContainer(value) ? Object.keys(value).length > 0 : Boolean(value);
}

export function toText(value: Value): string {
  if (value === null || value === false) return "";
  if (value === true) return "1";
  return isContainer(value) ? Object.values(value).map(toText).join(",") : String(value);
}

/** Reads a number, or fails with VK's error 13. */
export function toNumber(value: Value): number {
  const number = isContainer(value) || value === null || value === "" ? Number.NaN : Number(value);
  if (Number.isNaN(number)) throw runtimeError("Numeric value is expected");
  return number;
}

/** Reads a field or an item; `null` when there is none. */
export function getItem(container: Value, key: string): Value {
  if (key === "length" && typeof container === "string") return container.length;
  if (!isContainer(container)) return null;
  if (Object.hasOwn(container, key) && !(isList(container) && key === "length"))
    return (container as Dictionary)[key] ?? null;
  return key === "length" ? Object.keys(container).length : null;
}

/** Joins two objects; a field of the second one replaces that of the first. */
function merge(first: Container, second: ReadonlyArray<readonly [string, Value]>): Container {
  return containerOf([...new Map([...Object.entries(first), ...second])]);
}

/** Returns the container with a field set. */
export function setItem(container: Value, key: string, value: Value): Container {
  if (!isContainer(container)) throw runtimeError(`setting field [${key}] on not array variable`);
  return merge(container, [[key, value]]);
}

/** Returns the container without a field. */
export function deleteItem(container: Value, key: string): Value {
  if (!isContainer(container)) throw runtimeError(`deleting field [${key}] on not array variable`);
  return containerOf(Object.entries(container).filter(([name]) => name !== key));
}

/** The value of `list@.field`: the field of each item. */
export function fieldOfEach(container: Value, field: string): Container {
  if (!isContainer(container)) return [];
  return containerOf(Object.entries(container).map(([key, item]) => [key, getItem(item, field)] as const));
}

/** The value of `left + right`: a sum, a joined container, or a text. */
export function add(left: Value, right: Value): Value {
  if (typeof left === "number" && typeof right === "number") return left + right;
  if (isList(left) && isList(right)) return [...left, ...right];
  if (isContainer(left) && isContainer(right)) return merge(left, Object.entries(right));
  return toText(left) + toText(right);
}

/** Compares two strings, two numbers, or a number and a string that contains one. Anything else is VK's error 13. */
export function compare(left: Value, right: Value): number {
  if (typeof left === "string" && typeof right === "string") return left < right ? -1 : Number(left > right);
  const [first, second] = [left, right].map(value =>
    isContainer(value) ? Number.NaN : Number(value ?? "x"),
  );
  if (first === undefined || second === undefined || Number.isNaN(first) || Number.isNaN(second))
    throw runtimeError("Comparing values of different or unsupported types");
  return first - second;
}

/** The value of `left == right`. Everything can be compared with `null`. */
export function equals(left: Value, right: Value): boolean {
  return left === null || right === null ? left === right : compare(left, right) === 0;
}
