import { localize } from "../i18n/localize.ts";
import { maskText } from "../secrets.ts";

const maxLength = 80;

/** Formats a value for an error message: secrets are masked, and a long value is shortened. */
export function formatValue(value: unknown): string {
  const object = typeof value === "object" && value !== null ? formatObject(value) : undefined;
  const formatted = maskText(object ?? (typeof value === "string" ? JSON.stringify(value) : String(value)));
  return formatted.length > maxLength ? `${formatted.slice(0, maxLength - 3)}…` : formatted;
}

function formatObject(value: object): string {
  if (value instanceof Date) return String(value);
  if (value instanceof Uint8Array) return localize("{count} bytes", { count: value.length });
  const kind = Array.isArray(value) ? localize("an array") : localize("an object");
  try {
    return maskText(JSON.stringify(value) ?? kind);
  } catch {
    return kind;
  }
}
