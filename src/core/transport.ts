import { type ClientRequest, Agent as HttpAgent, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { finished, type Readable } from "node:stream";
import type { Got, OptionsInit, Request } from "got";
import { TimeoutError, TransportError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import { maskText, maskUrl } from "../secrets.ts";
import { onAbort } from "./abort.ts";
import { maxTimerMs } from "./check-settings.ts";
import { defaults } from "./defaults.ts";
import { networkReason } from "./network-reason.ts";
import type { Settings } from "./settings.ts";

/** An HTTP response with any status. */
export interface HttpResponse {
  readonly status: number;
  readonly body: string;
  /** The server's clock, as it says itself. */
  readonly date?: string | undefined;
}

/** An HTTP request with a body. */
export interface HttpRequest {
  /** The URL; errors contain it without its query. */
  readonly url: string;
  /** Name of the request, the first word of an error message. */
  readonly purpose: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Readable;
}

const directAgents = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };
const proxyVariables = ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "https_proxy", "http_proxy", "all_proxy"];
const proxyAgents = new Map<string, typeof directAgents>();

/** Returns the keep-alive agents for a URL. They use a proxy if HTTPS_PROXY, HTTP_PROXY and NO_PROXY say so. */
function agentFor(url: string, settings: Settings): typeof directAgents | Promise<typeof directAgents> {
  return proxyVariables.some(name => process.env[name]) ? proxiedAgentFor(url, settings) : directAgents;
}

async function proxiedAgentFor(url: string, { timeouts = {} }: Settings): Promise<typeof directAgents> {
  const { getProxyForUrl } = await import("proxy-from-env");
  const proxy = getProxyForUrl(url);
  if (!proxy) return directAgents;
  // The timeouts of got start with a connection, which a proxy may never establish.
  const timeout = finiteTimeout(timeouts.connect ?? defaults.timeouts.connect);
  const key = `${proxy} ${timeout}`;
  const cached = proxyAgents.get(key);
  if (cached) return cached;
  const { HttpProxyAgent, HttpsProxyAgent } = await import("hpagent");
  const options = { keepAlive: true, proxy, ...(timeout === undefined ? {} : { timeout }) };
  const agents = { http: new HttpProxyAgent(options), https: new HttpsProxyAgent(options) };
  if (proxyAgents.size < maxClients) proxyAgents.set(key, agents);
  return agents;
}

/** Error codes and phases of got in which no byte of the request reached the server. */
const unsentCodes = ["ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH"];
const unsentPhases = ["lookup", "connect", "secureConnect"];

/** Maximum size of a response; VK's responses are much smaller. */
const maxResponseMegabytes = 64;

/** Minimum average speed of a download, in bytes per second. */
const minDownloadSpeed = 16 * 1024;

let gotModule: Promise<Got> | undefined;
const clients = new Map<string, Got>();
const maxClients = 100;

/** Returns a timeout for got, in which `undefined` means no limit. */
function finiteTimeout(ms: number): number | undefined {
  return ms === Number.POSITIVE_INFINITY ? undefined : ms;
}

/**
 * Returns the HTTP client for the timeouts in the settings. A client is created once, because got is slow to process its
 * options. got is loaded by the first request, so that commands without requests start faster.
 */
async function clientFor({ timeouts = {} }: Settings): Promise<Got> {
  const connect = finiteTimeout(timeouts.connect ?? defaults.timeouts.connect);
  const socket = finiteTimeout(timeouts.idle ?? defaults.timeouts.idle);
  const key = `${connect} ${socket}`;
  const cached = clients.get(key);
  if (cached) return cached;
  gotModule ??= import("got").then(({ got }) => got);
  const timeout = { lookup: connect, connect, secureConnect: connect, socket };
  const client = (await gotModule).extend({ retry: { limit: 0 }, timeout });
  if (clients.size < maxClients) clients.set(key, client);
  return client;
}

async function requestOptions(url: string, settings: Settings): Promise<Pick<OptionsInit, "agent">> {
  const agent = await agentFor(url, settings);
  settings.signal?.throwIfAborted();
  return { agent };
}

/**
 * Sends an HTTP POST request and reads the response as text.
 *
 * @throws {TransportError} if there is no complete response
 */
export async function post(request: HttpRequest, settings: Settings): Promise<HttpResponse> {
  const client = await clientFor(settings);
  let exchange: Request | undefined;
  try {
    exchange = client.stream.post(request.url, {
      ...(await requestOptions(request.url, settings)),
      throwHttpErrors: false,
      headers: request.headers,
      body: request.body,
      followRedirect: false,
    });
    destroyOnAbort(exchange, settings);
    limitResponseTime(exchange, settings, () => 0);
    // The idle timeout applies only to the request; the response has its own timeout.
    onceSent(exchange, sent => sent.setTimeout(0));
    const body = await readBody(exchange);
    return { status: exchange.response?.statusCode ?? 0, body, date: exchange.response?.headers.date };
  } catch (error) {
    settings.signal?.throwIfAborted();
    throw toTransportError(request, error, exchange?.socket !== undefined);
  }
}

/**
 * Opens an HTTP GET request as a stream, following up to five redirects.
 *
 * @returns the stream of the body; it fails on a status other than 2xx, and if it is too slow
 */
export async function download(url: string, settings: Settings): Promise<Readable> {
  const client = await clientFor(settings);
  const options = { ...(await requestOptions(url, settings)), maxRedirects: 5, throwHttpErrors: false };
  const exchange = client.stream(url, options);
  // With throwHttpErrors, got would read the whole body of an error first, of any size.
  exchange.once("response", ({ statusCode = 0 }: IncomingMessage) => {
    if (statusCode < 200 || statusCode > 299) {
      exchange.destroy(
        Object.assign(new Error(localize("HTTP status {status}", { status: statusCode })), {
          status: statusCode,
        }),
      );
    }
  });
  destroyOnAbort(exchange, settings);
  limitResponseTime(exchange, settings, bytes => (bytes / minDownloadSpeed) * 1000);
  return exchange;
}

/** Destroys a request when its signal is aborted. A finished request unsubscribes, because many requests share a signal. */
function destroyOnAbort(exchange: Request, { signal }: Settings): void {
  const unsubscribe = onAbort(signal, () => exchange.destroy(signal?.reason));
  finished(exchange, { writable: false }, () => {
    unsubscribe();
    exchange.destroy();
  });
}

function onceSent(exchange: Request, listener: (sent: ClientRequest) => void): void {
  exchange.once("request", (sent: ClientRequest) => sent.once("finish", () => listener(sent)));
}

/**
 * Destroys a request whose complete response takes longer than the response timeout, even if bytes keep arriving.
 *
 * @param extraMs additional milliseconds for a number of received bytes
 */
function limitResponseTime(
  exchange: Request,
  { timeouts = {} }: Settings,
  extraMs: (bytes: number) => number,
): void {
  const { response = defaults.timeouts.response } = timeouts;
  if (response === Number.POSITIVE_INFINITY) return;
  let startedAt: number | undefined;
  let timer: NodeJS.Timeout | undefined;
  const check = () => {
    const limit = response + extraMs(exchange.downloadProgress.transferred);
    const msLeft = (startedAt ?? 0) + limit - performance.now();
    if (msLeft > 0) timer = setTimeout(check, Math.min(Math.ceil(msLeft), maxTimerMs));
    else exchange.destroy(responseTimeout(Math.round(limit)));
  };
  const start = () => {
    if (startedAt !== undefined) return;
    startedAt = performance.now();
    check();
  };
  // A server may respond before it has received the whole request.
  exchange.once("response", start);
  onceSent(exchange, start);
  finished(exchange, { writable: false }, () => clearTimeout(timer));
}

function responseTimeout(ms: number): Error {
  const problem = localize("the response was not complete within {ms} ms", { ms });
  return Object.assign(new Error(problem), { code: "ETIMEDOUT" });
}

async function readBody(exchange: Request): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of exchange as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > maxResponseMegabytes * 1024 ** 2)
      throw new Error(localize("the response is larger than {max} MB", { max: maxResponseMegabytes }));
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function toTransportError(
  { purpose, url }: HttpRequest,
  error: unknown,
  isConnected: boolean,
): TransportError {
  const { code, event, message } = error as { code?: string; event?: string; message?: string }; // got's errors have these
  const sent = isConnected && !(unsentCodes.includes(code ?? "") || unsentPhases.includes(event ?? ""));
  const reason = maskText(networkReason(message ?? String(error))).replaceAll(url, maskUrl(url));
  // got's error contains the whole request, including the token in its body, so only its message becomes the cause.
  const cause = Object.assign(new Error(reason), { code });
  const where = { purpose, url: maskUrl(url), reason };
  const problem = sent
    ? localize("{purpose}: no complete response ({url}: {reason})", where)
    : localize("{purpose}: not reached ({url}: {reason})", where);
  const ErrorClass = code === "ETIMEDOUT" ? TimeoutError : TransportError;
  return new ErrorClass(problem, { sent, cause });
}
