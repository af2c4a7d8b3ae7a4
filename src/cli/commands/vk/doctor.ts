import type { Auth } from "../../../core/auth.ts";
import { MissingArgumentError } from "../../../errors.ts";
import { localize } from "../../../i18n/localize.ts";
import { readStdinIfDash } from "../../../invoke/arguments.ts";
import { functions, type ManifestFunction } from "../../../invoke/manifest.ts";
import { single } from "../../../invoke/values.ts";
import { type DiagnosedToken, type Diagnosis, diagnose } from "../../../oauth/diagnose.ts";
import type { Command, CommandContext } from "../../framework/command.ts";
import { exitCodes } from "../../framework/exit-codes.ts";
import { authOption, profileOption } from "../../options/auth.ts";
import { connectionOptions } from "../../options/connection.ts";
import { debugOption, outputOptions } from "../../options/output.ts";
import { withSession } from "../../session.ts";
import type { Broken, Report } from "./doctor-report.ts";
import { findStoredToken, formatStoredExpiry } from "./stored-token.ts";

export const command: Command = {
  name: "doctor",
  summary: "Find out whether VK is reached, and what works with the token",
  description: [
    "Shows what is in the way to VK, what the token is, which functions work with it, which do not and why, and how to get a token that does.",
  ],
  options: [authOption, profileOption],
  commonOptions: [...outputOptions, debugOption, ...connectionOptions],
  examples: ["oint vk doctor", "oint vk doctor --sandbox"],
  forPeople: async report => (await import("./doctor-table.ts")).doctorTable(report as Report), // what doctor returns
  exitCode: report => exitCodeOf(report as Report), // what doctor returns
  run: doctor,
};

/** A script learns from it what a person reads: VK was not reached, or does not accept the token. */
function exitCodeOf({ vk, token }: Report): number {
  if (!vk.reached) return exitCodes.network;
  return token?.valid ? exitCodes.ok : exitCodes.apiError;
}

async function doctor(context: CommandContext): Promise<Report> {
  const { options } = context;
  return withSession(context, { takesAuth: true }, async resolveAuth => {
    const auth = await resolveAuth(await readStdinIfDash(single(options, "auth")));
    if (!auth) throw new MissingArgumentError("auth", "Credentials");
    return reportOn(await diagnose(auth), auth);
  });
}

function reportOn({ vk, token, methods }: Diagnosis, auth: Auth): Report {
  if (!token) return { vk, advice: vk.message ? [vk.message] : [] };
  const broken = functions.flatMap(item => brokenBy(item, methods));
  const names = new Set(broken.map(item => item.function));
  const parts = new Set(functions.filter(item => worksInPart(item, methods)).map(({ name }) => name));
  const scope = token.scopes ? {} : storedScopes(auth);
  return {
    vk,
    token: { ...token, ...scope, expires: formatStoredExpiry(findStoredToken(auth).expires) },
    works: functions.filter(({ name }) => !names.has(name)).map(({ name }) => name),
    works_in_part: broken.filter(item => parts.has(item.function)),
    does_not_work: broken.filter(item => !parts.has(item.function)),
    advice: adviceFor(token, broken, { vk, methods }),
  };
}

function worksInPart({ methods }: ManifestFunction, verdicts: Diagnosis["methods"]): boolean {
  return methods.some(method => verdicts[method]?.works !== false);
}

/** VK ID tells the scopes only once, with the token. */
function storedScopes(auth: Auth): { scopes?: readonly string[] } {
  const { scope } = findStoredToken(auth);
  return scope ? { scopes: scope.split(" ") } : {};
}

/** The first of a function's methods that does not work. */
function brokenBy({ name, methods }: ManifestFunction, verdicts: Diagnosis["methods"]): Broken[] {
  const method = methods.find(item => verdicts[item]?.works === false);
  if (method === undefined) return [];
  const { code, reason = "" } = verdicts[method] ?? {};
  return [{ function: name, method, ...(code !== undefined && { code }), reason }];
}

/** A clock that is off by more than this may fail TLS, and its dates are wrong. */
const maxSkewSeconds = 60;

/** The shortest way to a token with which more works. */
function adviceFor(
  token: DiagnosedToken,
  broken: readonly Broken[],
  { vk: { clock_skew_seconds = 0 }, methods }: Pick<Diagnosis, "vk" | "methods">,
): string[] {
  const advice: string[] = [];
  if (Math.abs(clock_skew_seconds) > maxSkewSeconds) {
    const seconds = clock_skew_seconds;
    advice.push(
      localize("This computer's clock differs from VK's by {seconds} seconds: set it.", { seconds }),
    );
  }
  if (!token.valid) return [...advice, localize("Get a new token: oint vk login.")];
  const codes = new Set(broken.map(({ code }) => code));
  const lacking = broken.flatMap(({ method }) => methods[method]?.scope ?? []);
  if (lacking.length > 0) {
    const kind = token.kind === "community" ? "community" : "user";
    const scope = [...new Set([...(token.scopes ?? []), ...lacking])].join(",");
    advice.push(
      localize("For the missing scopes: oint vk login --kind {kind} --scope {scope}", { kind, scope }),
    );
  }
  if ([27, 28, 1051].some(code => codes.has(code))) {
    advice.push(localize("For what this kind of token cannot do: oint vk login --kind user"));
  }
  return advice;
}
