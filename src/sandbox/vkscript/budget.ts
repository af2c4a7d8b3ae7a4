import { runtimeError } from "./errors.ts";
import { isContainer, isList, lengthOf, type Value } from "./value.ts";

/** API calls in one script. Source: https://dev.vk.com/ru/method/execute */
const maxCalls = 25;
/** Operations in one script. Source: measured at VK by https://github.com/sleirsgoevy/vkscript, tools/measure.py */
const maxOperations = 10_000;
/** Characters of one value, about as many as its JSON has. Source: 5 MB, https://github.com/SevereCloud/vk-limits */
const maxSize = 5_000_000;
/** Going through a long value costs one more operation for as many items or characters. It keeps a script short in time. */
const itemsPerOperation = 1024;
/** The same for the fields of an object, which take longer. */
const fieldsPerOperation = 64;

/** What a script has used up. Each method fails with VK's error 13 when the script has used too much. */
export class Budget {
  #operations = 0;
  #calls = 0;
  readonly #sizes = new WeakMap<object, number>();

  /** Counts operations. */
  spend(operations = 1): void {
    this.#operations += operations;
    if (this.#operations > maxOperations) throw runtimeError("Too many operations");
  }

  /** Counts an API call. */
  spendCall(): void {
    this.#calls++;
    if (this.#calls > maxCalls) throw runtimeError("Too many API calls");
  }

  /** Counts what it costs to go through the items of a value, and returns it. */
  read<T extends Value>(value: T): T {
    const isObject = isContainer(value) && !isList(value);
    this.spend(Math.floor(lengthOf(value) / (isObject ? fieldsPerOperation : itemsPerOperation)));
    return value;
  }

  /** Counts what it costs to go through a value and all that is in it, and returns it. */
  readWhole(value: Value): Value {
    this.spend(Math.floor(this.#sizeOf(value) / itemsPerOperation));
    return value;
  }

  /** Returns a value that the script has made, unless it is too big. */
  checked<T extends Value>(value: T): T {
    if (this.#sizeOf(value) > maxSize) throw runtimeError("response size is too big");
    return this.read(value);
  }

  /** Values share their items, so each is measured once. */
  #sizeOf(value: Value): number {
    if (typeof value === "string") return value.length + 2;
    if (!isContainer(value)) return 4;
    const known = this.#sizes.get(value);
    if (known !== undefined) return known;
    let size = 2;
    if (isList(value)) for (const item of value) size += this.#sizeOf(item) + 1;
    else for (const [key, item] of Object.entries(value)) size += key.length + 4 + this.#sizeOf(item);
    this.#sizes.set(value, size);
    return size;
  }
}
