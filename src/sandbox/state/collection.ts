import assert from "node:assert/strict";
import type { Journal } from "./journal.ts";

/** Names of the fields that make a key; a field with a list gives an index entry for each element. */
type Fields<T> = ReadonlyArray<keyof T & string>;

/** A way to find objects other than by their key. */
export interface IndexDefinition<T> {
  readonly fields: Fields<T>;
  /** Which objects are in the index (default: all). */
  readonly when?: (object: T) => boolean;
}

/** What a collection keeps, and how its objects are found. */
export interface Definition<
  T,
  K extends Fields<T> = Fields<T>,
  I extends Readonly<Record<string, IndexDefinition<T>>> = Readonly<Record<string, IndexDefinition<T>>>,
> {
  readonly key: K;
  readonly indexes: I;
}

/** Values of the fields of a key. */
export type Parts<T, F> =
  F extends Fields<T> ? { readonly [N in keyof F]: Part<NonNullable<T[F[N] & keyof T]>> } : never;
type Part<V> = V extends ReadonlyArray<infer E> ? E : V;

interface Entry<T> {
  /** Position among all objects: the order in which they were added. */
  readonly order: number;
  object: T;
}

/** The objects that an index has under the same values, oldest first. */
interface Bucket<T> {
  readonly entries: Entry<T>[];
  /** What readers get, until one of the objects changes. */
  list?: readonly T[] | undefined;
}

const keySeparator = " ";

/**
 * Objects of one kind, in memory, in the order in which they were added. Objects are never changed in place: `update`
 * replaces them, so that the change can be logged and undone.
 */
export class Collection<T extends object, K extends Fields<T>, I extends Record<string, IndexDefinition<T>>> {
  readonly #name: string;
  readonly #definition: Definition<T, K, I>;
  readonly #journal: Journal;
  readonly #byKey = new Map<string, Entry<T>>();
  readonly #all: Entry<T>[] = [];
  readonly #indexes: Array<readonly [IndexDefinition<T>, Map<string, Bucket<T>>]>;
  readonly #indexNames: string[];
  #nextOrder = 0;

  constructor(name: string, definition: Definition<T, K, I>, journal: Journal) {
    this.#name = name;
    this.#definition = definition;
    this.#journal = journal;
    this.#indexNames = Object.keys(definition.indexes);
    this.#indexes = Object.values(definition.indexes).map(index => [index, new Map()] as const);
  }

  /** Number of objects. */
  get size(): number {
    return this.#all.length;
  }

  /** Returns all objects, oldest first. */
  all(): T[] {
    return this.#all.map(({ object }) => object);
  }

  /** Returns an object by its key. */
  get(...key: Parts<T, K>): T | undefined {
    return this.#byKey.get(keyText(key))?.object;
  }

  /** Returns the objects that an index has under these values, oldest first: the same list until one of them changes. */
  by<N extends keyof I & string>(index: N, ...parts: Parts<T, I[N]["fields"]>): readonly T[] {
    const bucket = this.#bucket(index, parts);
    if (!bucket) return [];
    bucket.list ??= bucket.entries.map(({ object }) => object);
    return bucket.list;
  }

  /** Returns the oldest object that an index has under these values. */
  first<N extends keyof I & string>(index: N, ...parts: Parts<T, I[N]["fields"]>): T | undefined {
    return this.#bucket(index, parts)?.entries[0]?.object;
  }

  /** Returns the newest object that an index has under these values. */
  last<N extends keyof I & string>(index: N, ...parts: Parts<T, I[N]["fields"]>): T | undefined {
    return this.#bucket(index, parts)?.entries.at(-1)?.object;
  }

  /** Returns the newest objects that an index has under these values, oldest first: those up to the first that is not wanted. */
  newest<N extends keyof I & string>(
    index: N,
    isWanted: (object: T) => boolean,
    ...parts: Parts<T, I[N]["fields"]>
  ): T[] {
    const entries = this.#bucket(index, parts)?.entries ?? [];
    const last = entries.findLastIndex(({ object }) => !isWanted(object));
    return entries.slice(last + 1).map(({ object }) => object);
  }

  /** Returns the number of objects that an index has under these values. */
  count<N extends keyof I & string>(index: N, ...parts: Parts<T, I[N]["fields"]>): number {
    return this.#bucket(index, parts)?.entries.length ?? 0;
  }

  /** Returns the oldest object of each group of objects that an index has under the same values. */
  oneOfEach(index: keyof I & string): T[] {
    const [, buckets] = this.#indexes[this.#indexNames.indexOf(index)] ?? [];
    return [...(buckets?.values() ?? [])].flatMap(({ entries: [entry] }) => entry?.object ?? []);
  }

  /** Adds an object, or replaces the object that has its key. */
  put(object: T): T {
    const key = this.#keyOf(object);
    const existing = this.#byKey.get(key);
    if (existing) this.#replace(existing, object);
    else this.#insert(key, { order: this.#nextOrder++, object });
    return object;
  }

  /** Adds an object, whose key must be free: IDs are never given twice. */
  add(object: T): T {
    const key = this.#keyOf(object);
    assert(!this.#byKey.has(key), `${this.#name} already has an object with the key ${key}`);
    return this.put(object);
  }

  /** Replaces an object by a copy with other values in some fields, and returns the copy. */
  update(object: T, changes: Partial<T>): T {
    const entry = this.#byKey.get(this.#keyOf(object));
    assert(entry, `${this.#name} does not have the object that should be updated`);
    const changed = { ...entry.object, ...changes };
    this.#replace(entry, changed);
    return changed;
  }

  /** Removes an object; does nothing when it is not in the collection. */
  remove(object: T): void {
    const key = this.#keyOf(object);
    const entry = this.#byKey.get(key);
    if (!entry) return;
    this.#detach(key, entry);
    this.#journal.record({ line: [this.#name, key], undo: () => this.#attach(key, entry) });
  }

  /** Removes the object with this key, as a line of the log says. */
  removeKey(key: string): void {
    const entry = this.#byKey.get(key);
    if (entry) this.remove(entry.object);
  }

  #insert(key: string, entry: Entry<T>): void {
    this.#attach(key, entry);
    this.#journal.record({ line: [this.#name, entry.object], undo: () => this.#detach(key, entry) });
  }

  #replace(entry: Entry<T>, object: T): void {
    const previous = entry.object;
    this.#swap(entry, object);
    this.#journal.record({ line: [this.#name, object], undo: () => this.#swap(entry, previous) });
  }

  #keyOf(object: T): string {
    return keyText(this.#definition.key.map(field => object[field]));
  }

  #bucket(index: string, parts: readonly unknown[]): Bucket<T> | undefined {
    const [, buckets] = this.#indexes[this.#indexNames.indexOf(index)] ?? [];
    return buckets?.get(keyText(parts));
  }

  #attach(key: string, entry: Entry<T>): void {
    this.#byKey.set(key, entry);
    insertOrdered(this.#all, entry);
    for (const [definition, buckets] of this.#indexes)
      for (const value of indexValues(definition, entry.object)) addToBucket(buckets, value, entry);
  }

  #detach(key: string, entry: Entry<T>): void {
    this.#byKey.delete(key);
    removeOrdered(this.#all, entry);
    for (const [definition, buckets] of this.#indexes)
      for (const value of indexValues(definition, entry.object)) removeFromBucket(buckets, value, entry);
  }

  #swap(entry: Entry<T>, object: T): void {
    for (const [definition, buckets] of this.#indexes) {
      const before = indexValues(definition, entry.object);
      const after = indexValues(definition, object);
      for (const value of before) {
        const bucket = buckets.get(value);
        if (bucket) bucket.list = undefined;
        if (!after.includes(value)) removeFromBucket(buckets, value, entry);
      }
      for (const value of after) if (!before.includes(value)) addToBucket(buckets, value, entry);
    }
    entry.object = object;
  }
}

function keyText(parts: readonly unknown[]): string {
  return parts.join(keySeparator);
}

/** The values under which an index has an object: one for each element of a field that is a list. */
function indexValues<T>({ fields, when }: IndexDefinition<T>, object: T): string[] {
  if (when && !when(object)) return [];
  const combinations = fields.reduce<unknown[][]>(
    (prefixes, field) => {
      const value = object[field];
      const values: unknown[] = Array.isArray(value) ? value : [value];
      return prefixes.flatMap(prefix => values.map(item => [...prefix, item]));
    },
    [[]],
  );
  return [...new Set(combinations.map(keyText))];
}

function addToBucket<T>(buckets: Map<string, Bucket<T>>, value: string, entry: Entry<T>): void {
  const bucket: Bucket<T> = buckets.get(value) ?? { entries: [] };
  insertOrdered(bucket.entries, entry);
  bucket.list = undefined;
  buckets.set(value, bucket);
}

function removeFromBucket<T>(buckets: Map<string, Bucket<T>>, value: string, entry: Entry<T>): void {
  const bucket = buckets.get(value);
  if (!bucket) return;
  removeOrdered(bucket.entries, entry);
  bucket.list = undefined;
  if (bucket.entries.length === 0) buckets.delete(value);
}

/** The first position whose entry is not older than `order`, found by halving. */
function position<T>(entries: readonly Entry<T>[], order: number): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle]?.order ?? 0) < order) low = middle + 1;
    else high = middle;
  }
  return low;
}

function insertOrdered<T>(entries: Entry<T>[], entry: Entry<T>): void {
  const newest = entries.at(-1);
  if (!newest || newest.order < entry.order) entries.push(entry);
  else entries.splice(position(entries, entry.order), 0, entry);
}

function removeOrdered<T>(entries: Entry<T>[], entry: Entry<T>): void {
  const at = position(entries, entry.order);
  if (entries[at] === entry) entries.splice(at, 1);
}
