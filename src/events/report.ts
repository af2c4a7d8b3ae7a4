import type { RequestEvent } from "../core/request-events.ts";
import { currentSettings } from "../core/settings-scope.ts";

/** Name of the server in notices. */
export const target = "long poll";

/** Tells whoever watches the requests. */
export function report(event: RequestEvent["event"], detail: unknown): void {
  currentSettings().onRequestEvent?.({ event, target, detail });
}
