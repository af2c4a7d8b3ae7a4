import type { TokenKind } from "../api/facts.ts";
import { calledMethods } from "../api/generated/parameters.ts";
import { loadMethod, type MethodFacts } from "../api/method.ts";
import type { Auth } from "../core/auth.ts";
import { readAuth } from "../core/auth.ts";
import { apiUrl } from "../core/endpoints.ts";
import { currentSettings } from "../core/settings-scope.ts";
import { TransportError, VkApiError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import { scopesInMask } from "./scope.ts";
import { inspectToken } from "./token-owner.ts";

/** Whether VK can be reached. */
export interface Reach {
  /** The base URL that was called. */
  readonly url: string;
  /** Whether there was a response of VK. */
  readonly reached: boolean;
  /** What kind of problem there is. */
  readonly problem?: "dns" | "connection" | "proxy" | "tls" | "timeout" | "response";
  /** What failed, and what to do. */
  readonly message?: string;
  /** Number of seconds that this computer's clock is ahead of VK's; negative if it is behind. */
  readonly clock_skew_seconds?: number;
}

/** Properties of a token. */
export interface DiagnosedToken {
  /** Whether VK accepts it. */
  readonly valid: boolean;
  /** VK's error, if it does not. */
  readonly message?: string;
  /** Token type. */
  readonly kind?: TokenKind;
  /** The server that issued it, as its prefix shows. */
  readonly issued_by: "VK OAuth" | "VK ID" | "unknown";
  /** Of the user or the community. */
  readonly id?: number;
  /** Of the user or the community. */
  readonly name?: string;
  /** Names of its scopes; not set if VK does not return them. */
  readonly scopes?: readonly string[];
}

/** Whether a method works with a token. */
export interface Verdict {
  /** Whether it should work. */
  readonly works: boolean;
  /** The error code that VK returns, if known. */
  readonly code?: number;
  /** Why not. */
  readonly reason?: string;
  /** The scope that the token lacks, if that is the reason. */
  readonly scope?: string;
}

/** Result of {@link diagnose}. */
export interface Diagnosis {
  /** The connection to VK. */
  readonly vk: Reach;
  /** Not set if VK could not be reached. */
  readonly token?: DiagnosedToken;
  /** For each method that the functions call, whether it works with this token, by VK's documentation and by reports. */
  readonly methods: Readonly<Record<string, Verdict>>;
}

/**
 * Checks whether VK can be reached, what the token is, and which methods work with it. Changes nothing.
 *
 * @param auth credentials
 * @returns the results; errors of VK and of the network are part of them
 * @throws {ArgumentError} if the credentials are invalid
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

/** Requests VK's time, without a token. Any response of VK shows that it can be reached, even an error. */
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
const problems: ReadonlyArray<readonly [Reach["problem"], RegExp, () => string]> = [
  ["dns", /^(ENOTFOUND|EAI_)/, () => localize("The host name was not found. Check DNS and the base URL.")],
  [
    "tls",
    /^(CERT_|ERR_TLS|ERR_SSL|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|EPROTO)/,
    () =>
      localize(
        "The certificate was rejected. Check this computer's clock, and whether a proxy decrypts TLS (NODE_EXTRA_CA_CERTS).",
      ),
  ],
  [
    "timeout",
    /^(ETIMEDOUT|ESOCKETTIMEDOUT)/,
    () => localize("There was no response in time. Check the firewall and the proxy."),
  ],
  [
    "connection",
    /^E(CONN|HOST|NET)/,
    () => localize("There is no connection. Check the network, the firewall and the proxy."),
  ],
];

function problemOf(error: unknown): Pick<Reach, "problem" | "message"> {
  if (!(error instanceof TransportError)) throw error;
  const { code = "" } = (error.cause ?? {}) as { code?: string }; // Node's errors have one
  const proxy = process.env.HTTPS_PROXY || process.env.https_proxy;
  const about = proxy ? localize("Requests go through the proxy in HTTPS_PROXY.") : "";
  const [problem, , advice] = problems.find(([, pattern]) => pattern.test(code)) ?? [
    error.status === undefined ? (proxy ? "proxy" : "connection") : "response",
    undefined,
    () =>
      localize(
        "The response is not from VK. Check the base URL, and whether a proxy or a login page of the network intercepts requests.",
      ),
  ];
  return { problem, message: [`${error.message}.`, advice(), about].filter(Boolean).join(" ") };
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

/** Decides by VK's documentation and by reports about the method. */
export function verdictOn(
  { name, tokens, tokenReports, policy }: Pick<MethodFacts, "name" | "tokens" | "tokenReports" | "policy">,
  { valid, kind = "user", issued_by, scopes }: DiagnosedToken,
): Verdict {
  if (!valid) return { works: false, code: 5, reason: localize("VK does not accept the token.") };
  const reportedAs = kind === "user" && issued_by === "VK ID" ? "vkid" : kind;
  const report = tokenReports.find(({ token }) => token === reportedAs);
  if (report) {
    return report.code === undefined
      ? { works: true }
      : {
          works: false,
          code: report.code,
          reason: localize("VK rejects {method} with this type of token.", { method: name }),
        };
  }
  if (tokens.length > 0 && !tokens.includes(kind) && !tokens.includes("open")) {
    const code = kind === "user" ? undefined : refusedCodes[kind];
    const reason = localize("{method} requires a token of this type: {tokens}.", {
      method: name,
      tokens: tokens.join(", "),
    });
    return { works: false, ...(code !== undefined && { code }), reason };
  }
  const { scope } = policy;
  if (kind !== "service" && scope && scopes && !scopes.includes(scope)) {
    return {
      works: false,
      code: 15,
      scope,
      reason: localize("The token lacks the scope {scope}.", { scope }),
    };
  }
  return { works: true };
}
