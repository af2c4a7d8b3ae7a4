import { localize, type Phrase, rephrase } from "../i18n/localize.ts";

/** What Node.js and got say about connections. */
const phrases: readonly Phrase[] = [
  [
    /^connect (E[A-Z]+) (\S+)$/,
    (code = "", address = "") => localize("no connection to {address} ({code})", { code, address }),
  ],
  [/^getaddrinfo E[A-Z_]+ (\S+)$/, (host = "") => localize("the address of {host} was not found", { host })],
  [/^(?:read|write) (E[A-Z]+)$/, (code = "") => localize("the connection was lost ({code})", { code })],
  [
    /^(?:socket hang up|The server aborted pending request)$/,
    () => localize("the server closed the connection"),
  ],
  [/^Redirected (\d+) times/, (count = "") => localize("redirected {count} times", { count })],
  [
    /^Timeout awaiting '(\w+)' for (\d+)ms$/,
    (phase = "", ms = "") => localize("timeout after {ms} ms ({phase})", { phase, ms }),
  ],
];

/** Says why a connection failed. */
export function networkReason(text: string): string {
  return rephrase(text, phrases);
}
