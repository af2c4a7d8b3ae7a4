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

type Entry = readonly [key: string, value: Value];

/** Whether a value is an array or an object. */
export function isContainer(value: Value): value is Container {
  return typeof value === "object" && value !== null;
}

/** Whether a value is an array. */
export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** Creates a container; it is an array when the keys are 0, 1, 2 and so on. */
export function containerOf(entries: readonly Entry[]): Container {
  if (entries.every(([key], i) => key === String(i))) return entries.map(([, value]) => value);
  return Object.fromEntries(entries);
}

/** Number of characters of a text or of items of a container; 0 for anything else. */
export function lengthOf(value: Value): number {
  if (typeof value === "string" || isList(value)) return value.length;
  return isContainer(value) ? Object.keys(value).length : 0;
}

/** Whether a condition with this value holds. */
export function isTrue(value: Value): boolean {
  return isList(value) ? value.length > 0 : Boolean(value);
}

/** The text of a value: empty for `null` and `false`, and the items with commas for a container. */
export function toText(value: Value): string {
  if (value === null || value === false) return "";
  if (value === true) return "1";
  return isContainer(value) ? Object.values(value).map(toText).join(",") : String(value);
}

/** Reads a number; NaN when there is none. */
function numberIn(value: Value): number {
  return isContainer(value) || value === null || value === "" ? Number.NaN : Number(value);
}

/** Reads a number, or fails with VK's error 13. */
export function toNumber(value: Value): number {
  const number = numberIn(value);
  if (Number.isNaN(number)) throw runtimeError("Numeric value is expected");
  return number;
}

/** Reads a field or an item; `null` when there is none. */
export function getItem(container: Value, key: string): Value {
  if (isContainer(container) && !isList(container) && Object.hasOwn(container, key))
    return container[key] ?? null;
  if (key === "length")
    return isContainer(container) || typeof container === "string" ? lengthOf(container) : null;
  return isList(container) && Object.hasOwn(container, key) ? (container[Number(key)] ?? null) : null;
}

/** Returns the container with a field set. */
export function setItem(container: Value, key: string, value: Value): Container {
  if (!isContainer(container)) throw runtimeError(`setting field [${key}] on not array variable`);
  return merge(container, [[key, value]]);
}

/** Returns the container without a field. */
export function deleteItem(container: Value, key: string): Container {
  if (!isContainer(container)) throw runtimeError(`deleting field [${key}] on not array variable`);
  return containerOf(Object.entries(container).filter(([name]) => name !== key));
}

/** The value of `list@.field`: the field of each item. */
export function fieldOfEach(container: Value, field: string): Container {
  if (!isContainer(container)) return [];
  if (isList(container)) return container.map(item => getItem(item, field));
  return containerOf(Object.entries(container).map(([key, item]) => [key, getItem(item, field)]));
}

/** The value of `left + right`: a sum, a joined container, or a text. */
export function add(left: Value, right: Value): Value {
  if (typeof left === "number" && typeof right === "number") return left + right;
  if (isList(left) && isList(right)) return [...left, ...right];
  if (isContainer(left) && isContainer(right)) return merge(left, Object.entries(right));
  return toText(left) + toText(right);
}

/** Joins two objects; a field of the second one replaces that of the first. */
function merge(first: Container, second: readonly Entry[]): Container {
  return containerOf([...new Map([...Object.entries(first), ...second])]);
}

/** Compares two strings, two numbers, or a number and a string that contains one. Anything else is VK's error 13. */
export function compare(left: Value, right: Value): number {
  if (typeof left === "string" && typeof right === "string") return left < right ? -1 : Number(left > right);
  const difference = numberIn(left) - numberIn(right);
  if (Number.isNaN(difference)) throw runtimeError("Comparing values of different or unsupported types");
  return difference;
}

/** The value of `left == right`. Everything can be compared with `null`. */
export function equals(left: Value, right: Value): boolean {
  return left === null || right === null ? left === right : compare(left, right) === 0;
}
