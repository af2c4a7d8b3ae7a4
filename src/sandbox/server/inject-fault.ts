import { setTimeout as sleep } from "node:timers/promises";
import { type Fault, isPollFault } from "../faults.ts";
import type { HttpContext } from "./deps.ts";

/** A longer timer would fire immediately. A delay of Infinity means no response at all. */
const maxTimerMs = 2 ** 31 - 1;

/** Responds to a request, with a fault of the connection or the response if there is one. */
export async function injectFault(
  c: HttpContext,
  fault: Fault | undefined,
  respond: () => Response | Promise<Response>,
): Promise<Response> {
  if (!fault || "error" in fault || isPollFault(fault)) return respond();
  if ("body" in fault) return new Response(fault.body, { status: fault.status ?? 200 });
  if ("delay" in fault) {
    await sleep(Math.min(fault.delay, maxTimerMs), undefined, { ref: false });
    return respond();
  }
  if (fault.disconnect === "after") await respond();
  c.env.incoming.socket.destroy();
  return new Response(null);
}
