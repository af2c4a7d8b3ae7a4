import type { RequestEvent } from "../../core/request-events.ts";
import { maskText } from "../../secrets.ts";

/** A result as text: structures as JSON, a string as it is. */
export function renderResult(result: unknown): string {
  return `${typeof result === "string" ? result : JSON.stringify(result, null, 2)}\n`;
}

/** Something to know that is no error. */
export function renderNotice({ target, detail }: RequestEvent): string {
  return maskText(`oint: ${target}: ${detail}\n`);
}

/** A request or a response, as a line for `--debug`. */
export function renderRequestEvent({ event, target, detail }: RequestEvent): string {
  const arrow = event.endsWith("response") ? "<" : event === "retry" ? "~" : ">";
  const text = typeof detail === "string" ? detail.trim() : JSON.stringify(detail);
  return maskText(`${arrow} ${event} ${target} ${text}\n`);
}
