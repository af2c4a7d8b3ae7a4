import { setTimeout as sleep } from "node:timers/promises";
import type { Fault } from "../../faults.ts";
import type { Answer } from "./post.ts";

/** Sends an event, with a fault of the connection if there is one. */
export async function sendWithFault(
  fault: Fault | undefined,
  send: () => Promise<Answer>,
  signal: AbortSignal,
): Promise<Answer> {
  if (!fault) return send();
  if ("delay" in fault) {
    await sleep(fault.delay, undefined, { ref: false, signal }).catch(() => undefined);
    return send();
  }
  if ("repeat" in fault) {
    await send();
    return { problem: "the event is repeated, by a scripted fault" };
  }
  if (!("disconnect" in fault)) return send();
  if (fault.disconnect === "after") await send();
  return { problem: "the connection was lost, by a scripted fault" };
}
