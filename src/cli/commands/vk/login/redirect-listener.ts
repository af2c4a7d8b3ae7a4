import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createInterface } from "node:readline";
import { onAbort, unlessAborted } from "../../../../core/abort.ts";
import { ArgumentError } from "../../../../errors.ts";
import { currentLang, localize } from "../../../../i18n/localize.ts";
import { openInBrowser } from "../../../io/browser.ts";
import { ask, canPrompt, printStatus } from "../../../io/prompts.ts";

/** Receives VK's response from the browser. */
export interface RedirectListener {
  /** The redirect URL to give to VK. */
  readonly redirect: string;
  /**
   * The complete URL to which VK redirected the browser.
   *
   * @param withdrawn ends the waiting
   */
  readonly response: (withdrawn?: AbortSignal) => Promise<string>;
  readonly close: () => void;
}

/** The page that the browser shows at the end. */
function lastPage(): string {
  const title = localize("You can close this page");
  const text = localize("oint has VK's response. Continue in the terminal.");
  return `<!doctype html><html lang="${currentLang()}"><meta charset="utf-8"><title>oint</title>
<body style="font: 1.2rem system-ui; max-width: 30rem; margin: 4rem auto; padding: 0 1rem; color-scheme: light dark">
<h1>${title}</h1><p>${text}</p></body></html>`;
}

/** How long the browser has for the last page, in milliseconds. */
const closeDelayMs = 500;

function isLoopback(redirect: string): boolean {
  return URL.canParse(redirect) && ["localhost", "127.0.0.1"].includes(new URL(redirect).hostname);
}

/**
 * Prepares to receive VK's response: with a server on this machine if the redirect URL is a local one, and in any case from
 * a person who copies the URL of the page, or from a line on standard input.
 *
 * @param redirect the redirect URL; port 0 stands for any free one
 */
export async function openRedirectListener(redirect: string, signal: AbortSignal): Promise<RedirectListener> {
  return isLoopback(redirect)
    ? listen(redirect, signal)
    : { redirect, response: withdrawn => readPastedUrl(signal, withdrawn), close: () => {} };
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
    response.end(isResponse ? lastPage() : "");
    if (isResponse) arrived(`http://${request.headers.host ?? hostname}${request.url}`);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const problem = localize(
        "the port {port} of {url} cannot be used ({code}); choose another one that the app's settings allow",
        { port: port || 80, url: redirect, code: `${error.code}` },
      );
      reject(new ArgumentError("redirect", problem));
    });
    server.listen(Number(port || 80), hostname, resolve);
  });
  const actual = new URL(redirect);
  actual.port = String((server.address() as AddressInfo).port); // it listens on a port
  return {
    redirect: port === "0" ? `${actual.origin}${pathname}` : redirect,
    response: withdrawn => receivedOrPasted(received, signal, withdrawn),
    close: () => {
      server.close();
      server.closeIdleConnections();
      // The page that says so is on its way to the browser; connections without a request keep nobody waiting.
      setTimeout(() => server.closeAllConnections(), closeDelayMs).unref();
    },
  };
}

/** What comes first: the browser of this machine, or the URL from a browser on another one. */
async function receivedOrPasted(
  received: Promise<string>,
  signal: AbortSignal,
  withdrawn: AbortSignal | undefined,
): Promise<string> {
  const done = new AbortController();
  const isOver = withdrawn ? AbortSignal.any([done.signal, withdrawn]) : done.signal;
  const text = localize(
    "If the browser is on another machine, copy the URL to which it was sent, and paste it here:",
  );
  const pasted = canPrompt()
    ? ask(`${text} `, false, isOver)
    : firstLine(signal, isOver).then(line => line ?? received);
  try {
    return (await unlessAborted(signal, Promise.race([received, pasted]))).trim();
  } finally {
    done.abort();
  }
}

/** The first line that a person or a script types. */
async function readPastedUrl(signal: AbortSignal, withdrawn?: AbortSignal): Promise<string> {
  const text = localize("Copy the complete URL of the page that follows, and paste it here:");
  const line = canPrompt() ? await ask(`${text} `, false, withdrawn) : await firstLine(signal, withdrawn);
  if (line === undefined) {
    throw new ArgumentError(
      "redirect-response",
      localize(
        "is missing: the URL to which VK sends the browser; there is no terminal to ask on, so give it as an option or on standard input",
      ),
    );
  }
  return line.trim();
}

/** The first line on standard input; `undefined` when it ends without one. */
export async function firstLine(signal: AbortSignal, withdrawn?: AbortSignal): Promise<string | undefined> {
  const lines = createInterface({ input: process.stdin });
  onAbort(withdrawn, () => lines.close());
  try {
    const typed = new Promise<string | undefined>(resolve =>
      lines.once("line", resolve).once("close", () => resolve(undefined)),
    );
    return await unlessAborted(signal, typed);
  } finally {
    lines.close();
  }
}

/** Shows a link, and opens it in the person's browser where there is one to do so for. */
export async function showLink(link: string, openBrowser: boolean): Promise<void> {
  printStatus(`${localize("Open this link and allow what it asks:")}\n${link}`);
  if (openBrowser && canPrompt()) await openInBrowser(link);
}
