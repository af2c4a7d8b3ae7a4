import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createInterface } from "node:readline";
import { unlessAborted } from "../../../../core/abort.ts";
import { ArgumentError, OintError } from "../../../../errors.ts";
import { openInBrowser } from "../../../io/browser.ts";
import { ask, canPrompt, printStatus } from "../../../io/prompts.ts";

/** Receives VK's response from the browser. */
export interface RedirectListener {
  /** The redirect URL to give to VK. */
  readonly redirect: string;
  /** The complete URL to which VK redirected the browser. */
  readonly response: () => Promise<string>;
  readonly close: () => void;
}

const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>oint</title>
<body style="font: 1.2rem system-ui; max-width: 30rem; margin: 4rem auto; padding: 0 1rem; color-scheme: light dark">
<h1>You can close this page</h1><p>oint has VK's response. Continue in the terminal.</p></body></html>`;

/** How long the browser has for the last page, in milliseconds. */
const closeDelayMs = 500;

function isLoopback(redirect: string): boolean {
  return URL.canParse(redirect) && ["localhost", "127.0.0.1"].includes(new URL(redirect).hostname);
}

/**
 * Prepares to receive VK's response: with a server on this machine if the redirect URL is a local one, else from a person
 * who copies the URL of the page, or from a line on standard input.
 *
 * @param redirect the redirect URL; port 0 stands for any free one
 */
export async function openRedirectListener(redirect: string, signal: AbortSignal): Promise<RedirectListener> {
  return isLoopback(redirect)
    ? listen(redirect, signal)
    : { redirect, response: () => readPastedUrl(signal), close: () => {} };
}

async function listen(redirect: string, signal: AbortSignal): Promise<RedirectListener> {
  const { hostname, port, pathname } = new URL(redirect);
  let arrived: (address: string) => void = () => {};
  const received = new Promise<string>(resolve => (arrived = resolve));
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? "/", "http://localhost");
    const isResponse = searchParams.has("code") || searchParams.has("error") || searchParams.has("payload");
    response.writeHead(isResponse ? 200 : 404, {
      "content-type": "text/html; charset=utf-8",
      connection: "close",
    });
    response.end(isResponse ? page : "");
    if (isResponse) arrived(`http://${request.headers.host ?? hostname}${request.url}`);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const problem = `the port ${port || 80} of ${redirect} cannot be used (${error.code})`;
      reject(new ArgumentError("redirect", `${problem}; choose another one that the app's settings allow`));
    });
    server.listen(Number(port || 80), hostname, resolve);
  });
  const actual = new URL(redirect);
  actual.port = String((server.address() as AddressInfo).port); // it listens on a port
  return {
    redirect: port === "0" ? `${actual.origin}${pathname}` : redirect,
    response: () => unlessAborted(signal, received),
    close: () => {
      server.close();
      server.closeIdleConnections();
      // The page that says so is on its way to the browser; connections without a request keep nobody waiting.
      setTimeout(() => server.closeAllConnections(), closeDelayMs).unref();
    },
  };
}

/** The first line that a person or a script types. */
async function readPastedUrl(signal: AbortSignal): Promise<string> {
  if (canPrompt())
    return (await ask("Copy the complete URL of the page that follows, and paste it here: ")).trim();
  const lines = createInterface({ input: process.stdin });
  try {
    const typed = new Promise<string | undefined>(resolve =>
      lines.once("line", resolve).once("close", () => resolve(undefined)),
    );
    const line = await unlessAborted(signal, typed);
    if (line === undefined)
      throw new OintError("no redirect URL: give it with --redirect-response, or on standard input");
    return line.trim();
  } finally {
    lines.close();
  }
}

/** Shows a link, and opens it in the person's browser where there is one to do so for. */
export async function showLink(link: string, openBrowser: boolean): Promise<void> {
  printStatus(`Open this link and allow what it asks:\n${link}`);
  if (openBrowser && canPrompt()) await openInBrowser(link);
}
