import type { TokenKind } from "../api/facts.ts";
import { calledMethods } from "../api/generated/parameters.ts";
import { loadMethod, type MethodFacts } from "../api/method.ts";
import type { Auth } from "../core/auth.ts";
import { readAuth } from "../core/auth.ts";
import { apiUrl } from "../core/endpoints.ts";
import { currentSettings } from "../core/settings-scope.ts";
import { TransportError, VkApiError } from "../errors.ts";
import { scopesInMask } from "./scope.ts";
import { inspectToken } from "./token-owner.ts";

/** Whether VK is reached. */
export interface Reach {
  /** The base URL that was asked. */
  readonly url: string;
  /** Whether VK answered. */
  readonly reached: boolean;
  /** What is in the way. */
  readonly problem?: "dns" | "connection" | "proxy" | "tls" | "timeout" | "response";
  /** What went wrong, and what to do. */
  readonly message?: string;
  /** By how many seconds this computer's clock is ahead of VK's; behind where it is negative. */
  readonly clock_skew_seconds?: number;
}

/** What a token is. */
export interface DiagnosedToken {
  /** Whether VK accepts it. */
  readonly valid: boolean;
  /** VK's error, where it does not. */
  readonly message?: string;
  /** Whose token it is. */
  readonly kind?: TokenKind;
  /** Which of VK's servers gave it, as its first letters tell. */
  readonly issued_by: "VK OAuth" | "VK ID" | "unknown";
  /** Of the user or the community. */
  readonly id?: number;
  /** Of the user or the community. */
  readonly name?: string;
  /** Names of its scopes; left out when VK does not tell. */
  readonly scopes?: readonly string[];
}

/** Whether a method works with a token. */
export interface Verdict {
  /** Whether it should work. */
  readonly works: boolean;
  /** The error that VK answers, where it is known. */
  readonly code?: number;
  /** Why not. */
  readonly reason?: string;
}

/** What was found out about the way to VK and a token. */
export interface Diagnosis {
  /** The way to VK. */
  readonly vk: Reach;
  /** Left out when VK was not reached. */
  readonly token?: DiagnosedToken;
  /** Of each method that the functions call, whether it works with this token; by what VK documents and what was seen. */
  readonly methods: Readonly<Record<string, Verdict>>;
}

/**
 * Finds out whether VK is reached, what a token is, and which methods work with it. Changes nothing.
 *
 * @param auth authorization structure
 * @returns what was found; errors of VK and of the network are part of it
 * @throws {ArgumentError} when the structure is wrong
 * @example
 * ```ts
 * import { diagnose } from "oint";
 *
 * const { vk, token, methods } = await diagnose(auth);
 * console.log(vk.reached, token?.kind, methods["wall.post"]);
 * ```
 */
export async function diagnose(auth: Auth): Promise<Diagnosis> {
  readAuth(auth);
  const vk = await reachVk();
  if (!vk.reached) return { vk, methods: {} };
  const token = await diagnoseToken(auth);
  const verdicts = Object.keys(calledMethods).map(async name => {
    const facts = await loadMethod(name);
    return [name, facts ? verdictOn(facts, token) : { works: true }] as const;
  });
  return { vk, token, methods: Object.fromEntries(await Promise.all(verdicts)) };
}

/** Asks VK for its time, without a token: any answer of VK's will do, also an error. */
async function reachVk(): Promise<Reach> {
  const settings = currentSettings();
  const url = apiUrl(settings);
  const { post } = await import("../core/transport.ts");
  const { decode } = await import("../core/encoding.ts");
  const method = "utils.getServerTime";
  const request = {
    url: `${url}/${method}`,
    purpose: method,
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: "v=5.199",
  };
  try {
    const { status, body, date } = await post(request, settings);
    const skew = Math.round((Date.now() - Date.parse(date ?? "")) / 1000);
    const clock = Number.isNaN(skew) ? {} : { clock_skew_seconds: skew };
    try {
      decode(method, {}, status, body);
    } catch (error) {
      if (!(error instanceof VkApiError)) return { url, reached: false, ...clock, ...problemOf(error) };
    }
    return { url, reached: true, ...clock };
  } catch (error) {
    return { url, reached: false, ...problemOf(error) };
  }
}

/** Codes of Node's errors. Sources: https://nodejs.org/api/errors.html, https://nodejs.org/api/tls.html */
const problems: ReadonlyArray<readonly [Reach["problem"], RegExp, string]> = [
  ["dns", /^(ENOTFOUND|EAI_)/, "The name is not found: check DNS, or the address."],
  [
    "tls",
    /^(CERT_|ERR_TLS|ERR_SSL|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|EPROTO)/,
    "The certificate is not accepted: check this computer's clock, and whether a proxy opens TLS (NODE_EXTRA_CA_CERTS).",
  ],
  ["timeout", /^(ETIMEDOUT|ESOCKETTIMEDOUT)/, "No answer came in time: check a firewall or a proxy."],
  ["connection", /^E(CONN|HOST|NET)/, "There is no connection: check the network, a firewall or a proxy."],
];

function problemOf(error: unknown): Pick<Reach, "problem" | "message"> {
  if (!(error instanceof TransportError)) throw error;
  const { code = "" } = (error.cause ?? {}) as { code?: string }; // an error of Node's has one
  const proxy = process.env.HTTPS_PROXY || process.env.https_proxy;
  const about = proxy ? " The request goes through the proxy of HTTPS_PROXY." : "";
  const [problem, , advice] = problems.find(([, pattern]) => pattern.test(code)) ?? [
    error.status === undefined ? (proxy ? "proxy" : "connection") : "response",
    undefined,
    "What answered is not VK: check the address, and whether a proxy or a network's own page is in the way.",
  ];
  return { problem, message: `${error.message}. ${advice}${about}` };
}

async function diagnoseToken(auth: Auth): Promise<DiagnosedToken> {
  const { access_token: token } = auth;
  const issued_by = token.startsWith("vk2.") ? "VK ID" : token.startsWith("vk1.") ? "VK OAuth" : "unknown";
  try {
    const { kind, id, name, scopeMask } = await inspectToken(auth);
    const scopes =
      scopeMask === undefined
        ? undefined
        : scopesInMask(scopeMask, kind === "community" ? "community" : "user");
    return { valid: true, kind, issued_by, ...(id !== undefined && { id }), name, ...(scopes && { scopes }) };
  } catch (error) {
    if (!(error instanceof VkApiError)) throw error;
    return {
      valid: false,
      issued_by,
      message: error.hint ? `${error.message}. ${error.hint}` : error.message,
    };
  }
}

/** The error for a token of a kind that a method does not accept. Source: https://dev.vk.com/ru/reference/errors */
const refusedCodes = { community: 27, service: 28 } as const;

/** Judges by what VK documents, and by what was seen of the method. */
export function verdictOn(
  { name, tokens, tokenReports, policy }: Pick<MethodFacts, "name" | "tokens" | "tokenReports" | "policy">,
  { valid, kind = "user", issued_by, scopes }: DiagnosedToken,
): Verdict {
  if (!valid) return { works: false, code: 5, reason: "VK does not accept the token." };
  const seenAs = kind === "user" && issued_by === "VK ID" ? "vkid" : kind;
  const report = tokenReports.find(({ token }) => token === seenAs);
  if (report) {
    return report.code === undefined
      ? { works: true }
      : { works: false, code: report.code, reason: `VK refuses ${name} to this kind of token.` };
  }
  if (tokens.length > 0 && !tokens.includes(kind) && !tokens.includes("open")) {
    const code = kind === "user" ? undefined : refusedCodes[kind];
    const reason = `${name} accepts only: ${tokens.join(", ")} token.`;
    return { works: false, ...(code !== undefined && { code }), reason };
  }
  const { scope } = policy;
  if (kind !== "service" && scope && scopes && !scopes.includes(scope)) {
    return { works: false, code: 15, reason: `The token lacks the scope ${scope}.` };
  }
  return { works: true };
}
