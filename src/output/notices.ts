/** Something that a format could not take up; the data itself is never changed in silence. */
export interface Notice {
  /**
   * What it is about:
   * - `left-out`: parts of the answer that stand beside its rows;
   * - `late-columns`: columns that first appeared after the head was written, so that their values are missing;
   * - `empty-columns`: columns that were asked for and that no row has;
   * - `hidden-columns`: columns for which the terminal is too narrow;
   * - `cut-cells`: texts longer than a cell of a workbook can be, by their columns.
   */
  readonly kind: "left-out" | "late-columns" | "empty-columns" | "hidden-columns" | "cut-cells";
  /** The names of the parts or columns. */
  readonly names: readonly string[];
  /** The same in a sentence, in English. */
  readonly message: string;
}

/** Takes a notice, for example to print it to standard error. */
export type OnNotice = (notice: Notice) => void;

const sentences: Readonly<Record<Notice["kind"], string>> = {
  "left-out": "not in the rows, JSON and YAML have it",
  "late-columns":
    "first seen after the head was written, so these columns are missing; name the columns, or take jsonl",
  "empty-columns": "no row has these columns",
  "hidden-columns": "the terminal is too narrow for these columns",
  "cut-cells": "texts were cut to the 32,767 characters that a cell can hold, in these columns",
};

/** So many names stand in the sentence; more are counted. */
const shownNames = 20;

/**
 * Gives a notice, unless there is nothing to say.
 *
 * @param onNotice takes it
 * @param kind what it is about
 * @param names the names of the parts or columns
 */
export function notify(onNotice: OnNotice | undefined, kind: Notice["kind"], names: readonly string[]): void {
  if (names.length === 0) return;
  const more = names.length > shownNames ? ` and ${names.length - shownNames} more` : "";
  onNotice?.({ kind, names, message: `${sentences[kind]}: ${names.slice(0, shownNames).join(", ")}${more}` });
}
