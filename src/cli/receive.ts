import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createInterface } from "node:readline";
import { ArgumentError, OintError } from "../errors.ts";
import { unlessAborted } from "../vk/abort.ts";
import { ask, isAnswerable, tell } from "./ask.ts";

/** A place to which the browser brings VK's answer. */
export interface Place {
  /** The address to give to VK. */
  readonly redirect: string;
  /** The whole address to which the browser was sent. */
  readonly answer: () => Promise<string>;
  readonly close: () => void;
}

const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>oint</title>
<body style="font: 1.2rem system-ui; max-width: 30rem; margin: 4rem auto; padding: 0 1rem; color-scheme: light dark">
<h1>You can close this page</h1><p>oint has VK's answer; go on in the terminal.</p></body></html>`;

/** How long the browser has for the last page, in milliseconds. */
const lastWords = 500;

function isLoopback(redirect: string): boolean {
  return URL.canParse(redirect) && ["localhost", "127.0.0.1"].includes(new URL(redirect).hostname);
}

/**
 * Opens the place for VK's answer: a server on this machine where the redirect address names it, else a person who copies
 * the address of the page, or a line on standard input.
 *
 * @param redirect the redirect address; port 0 stands for any free one
 */
export async function openPlace(redirect: string, signal: AbortSignal): Promise<Place> {
  return isLoopback(redirect)
    ? listen(redirect, signal)
    : { redirect, answer: () => pasted(signal), close: () => {} };
}

async function listen(redirect: string, signal: AbortSignal): Promise<Place> {
  const { hostname, port, pathname } = new URL(redirect);
  let arrived: (address: string) => void = () => {};
  const answer = new Promise<string>(resolve => (arrived = resolve));
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? "/", "http://localhost");
    const isAnswer = searchParams.has("code") || searchParams.has("error") || searchParams.has("payload");
    response.writeHead(isAnswer ? 200 : 404, {
      "content-type": "text/html; charset=utf-8",
      connection: "close",
    });
    response.end(isAnswer ? page : "");
    if (isAnswer) arrived(`http://${request.headers.host ?? hostname}${request.url}`);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const problem = `the port ${port || 80} of ${redirect} cannot be listened on (${error.code})`;
      reject(
        new ArgumentError("redirect", `${problem}; name another one that the application's settings allow`),
      );
    });
    server.listen(Number(port || 80), hostname, resolve);
  });
  const actual = new URL(redirect);
  actual.port = String((server.address() as AddressInfo).port); // it listens on a port
  return {
    redirect: port === "0" ? `${actual.origin}${pathname}` : redirect,
    answer: () => unlessAborted(signal, answer),
    close: () => {
      server.close();
      server.closeIdleConnections();
      // The page that says so is on its way to the browser; connections without a request keep nobody waiting.
      setTimeout(() => server.closeAllConnections(), lastWords).unref();
    },
  };
}

/** The first line that a person or a script types. */
async function pasted(signal: AbortSignal): Promise<string> {
  if (isAnswerable())
    return (await ask("Copy the whole address of the page that follows, and paste it here: ")).trim();
  const lines = createInterface({ input: process.stdin });
  try {
    const typed = new Promise<string | undefined>(resolve =>
      lines.once("line", resolve).once("close", () => resolve(undefined)),
    );
    const line = await unlessAborted(signal, typed);
    if (line === undefined)
      throw new OintError("No address came: give it with --answer, or on standard input");
    return line.trim();
  } finally {
    lines.close();
  }
}

/** Shows a link, and opens it in the person's browser where there is one to do so for. */
export async function show(link: string, openBrowser: boolean): Promise<void> {
  tell(`Open this link and allow what it asks:\n${link}`);
  if (!openBrowser || !isAnswerable()) return;
  const { default: open } = await import("open");
  // A machine without a browser has shown the link, which is enough.
  const browser = await open(link).catch(() => undefined);
  browser?.on("error", () => {});
}
