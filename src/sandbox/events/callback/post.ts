/** How long VK waits for a response, in milliseconds. Observed: https://github.com/yageorgiy/botman-vk-community-callback-driver/issues/11 */
const responseTimeout = 4000;
/** Longest delay that a server can ask for, in milliseconds. Source: https://github.com/SevereCloud/vksdk, callback/context.go */
const longestRetryAfter = 3 * 3600 * 1000;
/** HTTP statuses with which a server can say when it wants the event. Source: the same. */
const delayingStatuses = [410, 429, 503];

/** What a server answered. */
export type Answer =
  | { readonly text: string }
  | { readonly problem: string /** Milliseconds. */; readonly retryAfter?: number };

/** Posts an event to a server of a community. */
export async function postEvent(
  url: string,
  event: object,
  retries: number,
  signal: AbortSignal,
): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(retries > 0 ? { "x-retry-counter": String(retries) } : {}),
      },
      body: JSON.stringify(event),
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(responseTimeout)]),
    });
    const text = await response.text();
    if (response.status === 200) return { text };
    return { problem: `HTTP status ${response.status}`, ...retryAfterOf(response) };
  } catch (error) {
    return { problem: reasonOf(error) };
  }
}

function retryAfterOf({ status, headers }: Response): { retryAfter?: number } {
  const value = headers.get("retry-after");
  if (!value || !delayingStatuses.includes(status)) return {};
  const delay = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isNaN(delay) ? {} : { retryAfter: Math.min(Math.max(delay, 0), longestRetryAfter) };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message || error.message : error.message;
}
