import { checkBaseUrl } from "../../../../core/endpoints.ts";
import type { Settings } from "../../../../core/settings.ts";
import { post } from "../../../../core/transport.ts";
import type { AnyEvent } from "../../../../events/event.ts";
import { localize } from "../../../../i18n/localize.ts";

/**
 * Posts an event to a URL as JSON.
 *
 * @throws {ArgumentError} if the URL is none
 */
export function forwardTarget(
  url: string,
  settings: Settings,
): (event: AnyEvent, attempt: number) => Promise<void> {
  checkBaseUrl("forward", url);
  return async (event, attempt) => {
    const headers = { "content-type": "application/json", "x-retry-counter": `${attempt - 1}` };
    const request = { url, purpose: "forward", headers, body: JSON.stringify(event) };
    const { status } = await post(request, settings);
    if (status < 200 || status > 299) throw new Error(localize("HTTP status {status}", { status }));
  };
}
