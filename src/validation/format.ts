import { maskText } from "../secrets.ts";

const maxLength = 80;

/** Formats a value for an error message: secrets are masked, and a long value is shortened. */
export function formatValue(value: unknown): string {
  const formatted = maskText(typeof value === "string" ? JSON.stringify(value) : String(value));
  return formatted.length > maxLength ? `${formatted.slice(0, maxLength - 3)}…` : formatted;
}
