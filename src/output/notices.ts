import { localize } from "../i18n/localize.ts";
/** Something that a format could not take up; the data itself is never changed in silence. */
export interface Notice {
  /**
   * What it is about:
   * - `left-out`: parts of the result that stand beside its rows;
   * - `late-columns`: columns that first appeared after the head was written, so that their values are missing;
   * - `empty-columns`: columns that were asked for and that no row has;
   * - `hidden-columns`: columns for which the terminal is too narrow;
   * - `cut-cells`: texts longer than a cell of a workbook can be, by their columns.
   */
  readonly kind: "left-out" | "late-columns" | "empty-columns" | "hidden-columns" | "cut-cells";
  /** The names of the parts or columns. */
  readonly names: readonly string[];
  /** The same in a sentence, in the language in effect. */
  readonly message: string;
}

/** Takes a notice, for example to print it to standard error. */
export type OnNotice = (notice: Notice) => void;

const sentences: Readonly<Record<Notice["kind"], () => string>> = {
  "left-out": () => localize("not in the rows, JSON and YAML have it"),
  "late-columns": () =>
    localize(
      "first seen after the head was written, so these columns are missing; name the columns, or take jsonl",
    ),
  "empty-columns": () => localize("no row has these columns"),
  "hidden-columns": () => localize("the terminal is too narrow for these columns"),
  "cut-cells": () =>
    localize("texts were cut to the 32,767 characters that a cell can hold, in these columns"),
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
  const shown = names.slice(0, shownNames).join(", ");
  const count = names.length - shownNames;
  const list = count > 0 ? localize("{names} and {count} more", { names: shown, count }) : shown;
  onNotice?.({ kind, names, message: `${sentences[kind]()}: ${list}` });
}
