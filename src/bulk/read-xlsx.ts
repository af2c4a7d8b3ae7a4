import type { Row } from "./row.ts";

/** Reads the first sheet of a workbook; its first row holds the headings. */
export async function* readXlsx(path: string): AsyncGenerator<Row> {
  const { readSheet } = await import("read-excel-file/node");
  const [head = [], ...rows] = await readSheet(path);
  const headings = head.map(heading => String(heading ?? "").trim());
  let number = 0;
  for (const [i, cells] of rows.entries()) {
    if (cells.every(cell => cell === null || cell === "")) continue;
    number++;
    const values = headings.flatMap((heading, column) =>
      heading === "" ? [] : [[heading, cellValue(cells[column])] as const],
    );
    yield { number, line: i + 2, values: Object.fromEntries(values) };
  }
}

/** A date of a sheet has no time zone: it is meant in local time. */
function cellValue(cell: unknown): unknown {
  if (cell instanceof Date) return cell.toISOString().slice(0, 19);
  return cell ?? "";
}
