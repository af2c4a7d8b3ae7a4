const maxLength = 80;

/** Formats a value for an error message; a long one is shortened. */
export function formatValue(value: unknown): string {
  const formatted = typeof value === "string" ? JSON.stringify(value) : String(value);
  return formatted.length > maxLength ? `${formatted.slice(0, maxLength - 3)}…` : formatted;
}
