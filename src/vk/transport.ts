import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { Readable } from "node:stream";
import type { Got, OptionsInit } from "got";
import { TransportError } from "../errors.ts";
import { maskText, maskUrl } from "../secrets.ts";
import { defaultAnswer, type Settings } from "./settings.ts";

/** What an HTTP server answered, whatever its status. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
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

const direct = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };
const proxyVariables = ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "https_proxy", "http_proxy", "all_proxy"];
const proxied = new Map<string, typeof direct>();

/** The connections for an address: kept open, and through a proxy where HTTPS_PROXY, HTTP_PROXY and NO_PROXY say so. */
function agentFor(url: string): typeof direct | Promise<typeof direct> {
  return proxyVariables.some(name => process.env[name]) ? proxiedAgentFor(url) : direct;
}

async function proxiedAgentFor(url: string): Promise<typeof direct> {
  const { getProxyForUrl } = await import("proxy-from-env");
  const proxy = getProxyForUrl(url);
  if (!proxy) return direct;
  const known = proxied.get(proxy);
  if (known) return known;
  const { HttpProxyAgent, HttpsProxyAgent } = await import("hpagent");
  const options = { keepAlive: true, proxy };
  const agents = { http: new HttpProxyAgent(options), https: new HttpsProxyAgent(options) };
  proxied.set(proxy, agents);
  return agents;
}

/** Errors and phases of got that end a request before a byte of it reached the server. */
const unsentCodes = ["ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH"];
const unsentPhases = ["lookup", "connect", "secureConnect"];

let loading: Promise<Got> | undefined;
const clients = new Map<string, Got>();
const mostClients = 100;

/**
 * The HTTP client for some time-outs: got sets up its options once and not for every request. It is loaded by the first
 * request, so that commands which make none start faster.
 */
async function clientFor({ timeouts = {} }: Settings): Promise<Got> {
  const { connect = 10_000, answer = defaultAnswer, idle = 60_000 } = timeouts;
  const key = `${connect} ${answer} ${idle}`;
  const known = clients.get(key);
  if (known) return known;
  loading ??= import("got").then(({ got }) => got);
  const timeout = { lookup: connect, connect, secureConnect: connect, socket: idle, response: answer };
  const client = (await loading).extend({ retry: { limit: 0 }, timeout });
  if (clients.size < mostClients) clients.set(key, client);
  return client;
}

async function perRequest(url: string, { signal }: Settings) {
  return { agent: await agentFor(url), ...(signal ? { signal } : {}) } satisfies OptionsInit;
}

/**
 * Sends an HTTP POST request and reads the whole answer as text.
 *
 * @throws {TransportError} when no answer came
 */
export async function post(request: HttpRequest, settings: Settings): Promise<HttpAnswer> {
  const client = await clientFor(settings);
  try {
    const { statusCode, body } = await client.post(request.url, {
      ...(await perRequest(request.url, settings)),
      throwHttpErrors: false,
      headers: request.headers,
      body: request.body,
      followRedirect: false,
    });
    return { status: statusCode, body };
  } catch (error) {
    settings.signal?.throwIfAborted();
    throw unreachable(request, error);
  }
}

/**
 * Opens an HTTP GET request as a stream, following up to five redirects.
 *
 * @returns the stream of the body; it fails on a status other than 2xx
 */
export async function download(url: string, settings: Settings): Promise<Readable> {
  const client = await clientFor(settings);
  return client.stream(url, { ...(await perRequest(url, settings)), maxRedirects: 5 });
}

function unreachable({ purpose, url }: HttpRequest, error: unknown): TransportError {
  const { code, event, message } = error as { code?: string; event?: string; message?: string }; // got's errors have these
  const sent = !(unsentCodes.includes(code ?? "") || unsentPhases.includes(event ?? ""));
  const reason = maskText(message ?? String(error)).replaceAll(url, maskUrl(url));
  // The error of got itself holds the whole request, the token in its body too: only its message goes along.
  const cause = Object.assign(new Error(reason), { code });
  const what = sent ? "the connection broke before an answer came" : "not reached";
  return new TransportError(`${purpose}: ${what} (${maskUrl(url)}: ${reason})`, { sent, cause });
}
