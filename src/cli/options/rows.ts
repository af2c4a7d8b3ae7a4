import type { OptionSpec } from "../framework/command.ts";

/** Options of a command that is carried out for each row of a file. The guide describes all; the help only names the first. */
export const rowsOptions: readonly OptionSpec[] = [
  {
    name: "rows",
    takesValue: "always",
    description: "One call for each row of a file (CSV, JSON, xlsx); see oint docs rows",
  },
  ...[
    {
      name: "column",
      description: "Which option a column is, heading=option; without an option it is ignored",
    },
    { name: "key", description: "Heading of the column that identifies a row" },
    { name: "journal", description: "File that records what was done; by default it lies beside the rows" },
    { name: "report", description: "Write the rows and what became of each into this file" },
    { name: "max-errors", description: "Stop after this many errors" },
    { name: "concurrency", description: "Number of rows under way at the same time" },
  ].map(option => ({ ...option, takesValue: "always" as const, isMinor: true })),
  ...[
    { name: "retry-failed", description: "Do the rows again that failed" },
    { name: "repeat-unknown", description: "Do the rows again whose outcome is unknown, perhaps twice" },
  ].map(option => ({ ...option, takesValue: "never" as const, isMinor: true })),
];

/** Whether an option belongs to the rows, and not to each call. */
export function isRowsOption(name: string): boolean {
  return rowsOptions.some(option => option.name === name);
}
