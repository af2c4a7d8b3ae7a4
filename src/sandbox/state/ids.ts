import type { State } from "./schema.ts";

/** First ID of each kind, in the range of VK's own IDs, so that nobody takes an ID for a list position. */
const firstIds: Readonly<Record<string, number>> = {
  ad: 70_000_001,
  album: 281_860_001,
  campaign: 1_000_000_001,
  doc: 670_000_001,
  photo: 457_239_017,
  poll: 900_000_001,
  pollAnswer: 1_500_000_001,
  story: 456_239_017,
  topic: 48_950_001,
  user: 100_101,
  video: 456_239_117,
};

/** Assigns the next ID for a kind of object; `post-1` counts the posts and comments of one wall. */
export function nextId({ lastIds }: State, kind: string): number {
  const id = (lastIds.get(kind)?.id ?? (firstIds[kind] ?? 1) - 1) + 1;
  lastIds.put({ kind, id });
  return id;
}

/** The kind under which the last ID is kept of what an owner had and what was dropped because there was too much of it. */
export function lastDropped(kind: string, owner: number): string {
  return `${kind}Dropped${owner}`;
}
