import { type ClientRequest, Agent as HttpAgent, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { finished, type Readable } from "node:stream";
import type { Got, OptionsInit, Request } from "got";
import { TimeoutError, TransportError } from "../errors.ts";
import { maskText, maskUrl } from "../secrets.ts";
import { onAbort } from "./abort.ts";
import { maxTimerMs } from "./check-settings.ts";
import { defaults } from "./defaults.ts";
import type { Settings } from "./settings.ts";

/** What an HTTP server answered, whatever its status. */
export interface HttpResponse {
  readonly status: number;
  readonly body: string;
  /** The server's clock, as it says itself. */
  readonly date?: string | undefined;
}

/** An HTTP request with a body. */
export interface HttpRequest {
  /** The address; shown in errors without its query. */
  readonly url: string;
  /** What the request is for, the first word of an error's message. */
  readonly purpose: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Readable;
}

const directAgents = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };
const proxyVariables = ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "https_proxy", "http_proxy", "all_proxy"];
const proxyAgents = new Map<string, typeof directAgents>();

/** The connections for an address: kept open, and through a proxy where HTTPS_PROXY, HTTP_PROXY and NO_PROXY say so. */
function agentFor(url: string, settings: Settings): typeof directAgents | Promise<typeof directAgents> {
  return proxyVariables.some(name => process.env[name]) ? proxiedAgentFor(url, settings) : directAgents;
}

async function proxiedAgentFor(url: string, { timeouts = {} }: Settings): Promise<typeof directAgents> {
  const { getProxyForUrl } = await import("proxy-from-env");
  const proxy = getProxyForUrl(url);
  if (!proxy) return directAgents;
  // got's own times begin with a connection, which a proxy may never make.
  const timeout = bound(timeouts.connect ?? defaultConnect);
  const key = `${proxy} ${timeout}`;
  const known = proxyAgents.get(key);
  if (known) return known;
  const { HttpProxyAgent, HttpsProxyAgent } = await import("hpagent");
  const options = { keepAlive: true, proxy, ...(timeout === undefined ? {} : { timeout }) };
  const agents = { http: new HttpProxyAgent(options), https: new HttpsProxyAgent(options) };
  if (proxyAgents.size < maxClients) proxyAgents.set(key, agents);
  return agents;
}

/** How long a connection is waited for, in milliseconds. */
const defaultConnect = 10_000;

/** Errors and phases of got that end a request before a byte of it reached the server. */
const unsentCodes = ["ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH"];
const unsentPhases = ["lookup", "connect", "secureConnect"];

/** The longest answer that is read; VK's own are far below. */
const maxMegabytes = 64;

/** A download must be at least this fast as a whole, in bytes a second. */
const slowest = 16 * 1024;

let gotModule: Promise<Got> | undefined;
const clients = new Map<string, Got>();
const maxClients = 100;

/** A time-out of got, which knows no Infinity. */
function bound(time: number): number | undefined {
  return time === Number.POSITIVE_INFINITY ? undefined : time;
}

/**
 * The HTTP client for some time-outs: got sets up its options once and not for every request. It is loaded by the first
 * request, so that commands which make none start faster.
 */
async function clientFor({ timeouts = {} }: Settings): Promise<Got> {
  const connect = bound(timeouts.connect ?? defaultConnect);
  const socket = bound(timeouts.idle ?? defaults.timeouts.idle);
  const key = `${connect} ${socket}`;
  const known = clients.get(key);
  if (known) return known;
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
 * Sends an HTTP POST request and reads the whole answer as text.
 *
 * @throws {TransportError} when no whole answer came
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
    endWith(exchange, settings);
    endInTime(exchange, settings, () => 0);
    // Only what is sent must not stand still; what then comes has the time of an answer.
    onceSent(exchange, sent => sent.setTimeout(0));
    const body = await readWhole(exchange);
    return { status: exchange.response?.statusCode ?? 0, body, date: exchange.response?.headers.date };
  } catch (error) {
    settings.signal?.throwIfAborted();
    throw toTransportError(request, error, exchange?.socket !== undefined);
  }
}

/**
 * Opens an HTTP GET request as a stream, following up to five redirects.
 *
 * @returns the stream of the body; it fails on a status other than 2xx, and when it comes too slowly
 */
export async function download(url: string, settings: Settings): Promise<Readable> {
  const client = await clientFor(settings);
  const options = { ...(await requestOptions(url, settings)), maxRedirects: 5, throwHttpErrors: false };
  const exchange = client.stream(url, options);
  // got itself would first read the whole body, whatever its size.
  exchange.once("response", ({ statusCode = 0 }: IncomingMessage) => {
    if (statusCode < 200 || statusCode > 299) exchange.destroy(new Error(`HTTP status ${statusCode}`));
  });
  endWith(exchange, settings);
  endInTime(exchange, settings, bytes => (bytes / slowest) * 1000);
  return exchange;
}

/** A request ends when its signal is aborted; what has ended listens no more to a signal that many requests share. */
function endWith(exchange: Request, { signal }: Settings): void {
  const takeBack = onAbort(signal, () => exchange.destroy(signal?.reason));
  finished(exchange, { writable: false }, () => {
    takeBack();
    exchange.destroy();
  });
}

function onceSent(exchange: Request, listener: (sent: ClientRequest) => void): void {
  exchange.once("request", (sent: ClientRequest) => sent.once("finish", () => listener(sent)));
}

/**
 * Ends a request whose answer takes too long as a whole, however many bytes come now and then.
 *
 * @param more further milliseconds that an answer has for the bytes that have come
 */
function endInTime(exchange: Request, { timeouts = {} }: Settings, more: (bytes: number) => number): void {
  const { response = defaults.timeouts.response } = timeouts;
  if (response === Number.POSITIVE_INFINITY) return;
  let began: number | undefined;
  let timer: NodeJS.Timeout | undefined;
  const look = () => {
    const time = response + more(exchange.downloadProgress.transferred);
    const left = (began ?? 0) + time - performance.now();
    if (left > 0) timer = setTimeout(look, Math.min(Math.ceil(left), maxTimerMs));
    else exchange.destroy(late(Math.round(time)));
  };
  const begin = () => {
    if (began !== undefined) return;
    began = performance.now();
    look();
  };
  // A server may answer before it has everything.
  exchange.once("response", begin);
  onceSent(exchange, begin);
  finished(exchange, { writable: false }, () => clearTimeout(timer));
}

function late(time: number): Error {
  return Object.assign(new Error(`the answer did not end within ${time} ms`), { code: "ETIMEDOUT" });
}

async function readWhole(exchange: Request): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of exchange as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > maxMegabytes * 1024 ** 2) throw new Error(`the answer is larger than ${maxMegabytes} MB`);
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
  const reason = maskText(message ?? String(error)).replaceAll(url, maskUrl(url));
  // The error of got itself holds the whole request, the token in its body too: only its message goes along.
  const cause = Object.assign(new Error(reason), { code });
  const what = sent ? "no whole answer came" : "not reached";
  const Kind = code === "ETIMEDOUT" ? TimeoutError : TransportError;
  return new Kind(`${purpose}: ${what} (${maskUrl(url)}: ${reason})`, { sent, cause });
}
