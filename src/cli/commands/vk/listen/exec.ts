import { spawn } from "node:child_process";
import type { AnyEvent } from "../../../../events/event.ts";
import { localize } from "../../../../i18n/localize.ts";

/** Gives an event to a program: all of it on standard input, its main fields in the environment. */
export function execTarget(command: string): (event: AnyEvent, attempt: number) => Promise<void> {
  return (event, attempt) =>
    new Promise((resolve, reject) => {
      const env = { ...process.env, ...fields(event, attempt) };
      const child = spawn(command, { shell: true, env, stdio: ["pipe", "inherit", "inherit"] });
      // A program need not read what it gets.
      child.stdin.on("error", () => {});
      child.stdin.end(`${JSON.stringify(event)}\n`);
      child.once("error", reject);
      child.once("exit", (code, signal) => {
        if (code === 0) return resolve();
        const values = { command, code: `${code ?? signal}` };
        reject(new Error(localize("{command} ended with {code}", values)));
      });
    });
}

/** The main fields of an event, as variables of the environment. */
function fields(event: AnyEvent, attempt: number): Record<string, string> {
  const { message, ...rest } = (event.object ?? {}) as Record<string, unknown>; // VK's objects have names
  const about = (message ?? rest) as Record<string, unknown>;
  const values: Record<string, unknown> = {
    OINT_EVENT_TYPE: event.type,
    OINT_EVENT_ID: event.event_id,
    OINT_EVENT_ATTEMPT: attempt,
    OINT_GROUP_ID: event.group_id,
    OINT_PEER_ID: about.peer_id,
    OINT_FROM_ID: about.from_id ?? about.user_id,
    OINT_TEXT: about.text,
  };
  // An event without a field must not inherit that of the program that started oint.
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, environmentValue(value)]));
}

/** No variable can contain a null character. */
function environmentValue(value: unknown): string {
  return `${value ?? ""}`.replaceAll("\0", "");
}
