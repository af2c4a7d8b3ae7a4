import { runtimeError } from "./errors.ts";
import { isContainer, isList, type Value } from "./value.ts";

/** API calls in one script. Source: https://dev.vk.com/ru/method/execute */
const maxCalls = 25;
/** Operations in one script. Source: measured at VK by https://github.com/sleirsgoevy/vkscript, tools/measure.py */
const maxOperations = 10_000;
/** Characters of one value, about as many as its JSON has. Source: 5 MB, https://github.com/SevereCloud/vk-limits */
const maxSize = 5_000_000;
/** A long value costs one more operation for as many characters. It keeps a script short in time. */
const charactersPerOperation = 4096;

/** What a script has used up. Each method fails with VK's error 13 when the script has used too much. */
export class Budget {
  #operations = 0;
  #calls = 0;
  readonly #sizes = new WeakMap<object, number>();

  spend(operations = 1): void {
    this.#operations += operations;
    if (this.#operations > maxOperations) throw runtimeError("Too many operations");
  }

  spendCall(): void {
    this.#calls++;
    if (this.#calls > maxCalls) throw runtimeError("Too many API calls");
  }

  /** Returns a value that the script has made, unless it is too big. */
  checked<T extends Value>(value: T): T {
    const size = this.#sizeOf(value);
    if (size > maxSize) throw runtimeError("response size is too big");
    this.spend(Math.floor(size / charactersPerOperation));
    return value;
  }

  /** Containers share their items, so each is measured once. */
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
