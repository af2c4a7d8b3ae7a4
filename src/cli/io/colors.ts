import { styleText } from "node:util";

/** Headings of a help text in bold: lines that begin at the margin and end with a colon. */
export function boldHeadings(help: string): string {
  return help.replace(/^(\p{Lu}[^\n:]*:)$/gmu, heading => styleText("bold", heading));
}

/** The first line of an error in red; what follows it are places in the program. */
export function redLine(message: string): string {
  return message.replace(/^.+$/m, line => styleText("red", line));
}
