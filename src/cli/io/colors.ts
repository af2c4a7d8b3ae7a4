import { styleText } from "node:util";

/** Headings of a help text in bold: lines that begin at the margin and end with a colon, and the word before the usage. */
export function boldHeadings(help: string): string {
  return help.replace(/^(\p{Lu}[^\n:]*:)(?=$| oint)/gmu, heading => styleText("bold", heading));
}

/** The program's name before an error in red. */
export function redName(message: string): string {
  return message.replace(/^oint:/, name => styleText(["red", "bold"], name));
}
