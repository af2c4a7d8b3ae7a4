import { createHash } from "node:crypto";
import { ArgumentError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import type { Row } from "./row.ts";

/** What tells a row from the others, also when the file is read again. */
export interface Identity {
  /** Value of the key column, or the number of the row. */
  readonly key: string | number;
  /** Digest of the content, by which a changed row is noticed; 48 bits. */
  readonly digest: number;
}

/**
 * Identifies a row.
 *
 * @param row the row
 * @param keyColumn heading of the column that identifies it; not set: its number and its content do
 * @throws {ArgumentError} if the row has nothing in the key column
 */
export function identify(row: Row, keyColumn: string | undefined): Identity {
  const digest = createHash("sha256").update(JSON.stringify(row.values)).digest().readUIntBE(0, 6);
  if (keyColumn === undefined) return { key: row.number, digest };
  const key = String(row.values[keyColumn] ?? "").trim();
  if (key !== "") return { key, digest };
  throw new ArgumentError(
    "key",
    localize("row {row} has nothing in the column {column}", { row: row.number, column: keyColumn }),
  );
}

/** The keys by which VK recognizes a repetition of a row's calls. */
export interface RetryKeys {
  readonly guid: string;
  /** From 1, because VK does not deduplicate 0. */
  readonly random_id: number;
}

/** Derives the keys of a row from the journal that it stands in: another journal is another operation. */
export function retryKeys(journal: string, key: Identity["key"]): RetryKeys {
  const hash = createHash("sha256")
    .update(JSON.stringify([journal, key]))
    .digest();
  return { guid: hash.toString("hex", 0, 16), random_id: 1 + (hash.readUInt32BE(16) % (2 ** 31 - 1)) };
}
