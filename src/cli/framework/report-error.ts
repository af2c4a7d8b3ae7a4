import { RowsError } from "../../bulk/rows-error.ts";
import {
  ArgumentError,
  ConfigError,
  MissingArgumentError,
  OAuthError,
  OintError,
  settingHint,
  TransportError,
  UploadError,
  UsageError,
  VkApiError,
} from "../../errors.ts";
import { localize } from "../../i18n/localize.ts";
import { QueryError } from "../../output/query-error.ts";
import type { Translate } from "../i18n/index.ts";
import { OutputError } from "../io/output-error.ts";
import { renderResult } from "../io/render.ts";
import { exitCodes } from "./exit-codes.ts";

/** What is shown of an error, and how the command ends. */
export interface ErrorReport {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

/**
 * An error as a person and a script need it.
 *
 * @param error what was thrown
 * @param command the command that failed, for the advice: `oint vk createPost`
 * @param translate translates the descriptions of options
 */
export function reportError(
  error: unknown,
  command: string,
  translate: Translate = text => text,
): ErrorReport {
  const code = exitCodeOf(error);
  const report = (stderr: string, stdout = "") => ({ stdout, stderr: `oint: ${stderr}\n`, code });
  if (error instanceof OutputError) {
    const lines = { problem: error.message };
    const text = error.result
      ? localize("--out: {problem}; the command was carried out, and its result is on standard output", lines)
      : localize("--out: {problem}; the command was carried out, and its result is lost", lines);
    return report(text, error.result);
  }
  if (error instanceof UsageError) {
    return report(`${sentence(error.message)} ${seeHelp(error.command ?? command)}`);
  }
  if (error instanceof MissingArgumentError) return report(missingOption(error, command, translate));
  if (error instanceof ArgumentError) return report(sentence(placeOf(error)));
  if (error instanceof VkApiError) {
    return report(adviseOnVkError(error), renderResult({ error: error.error, ...doneBefore(error) }));
  }
  if (error instanceof OAuthError) {
    const response = { error: error.error, error_description: error.description };
    const advice = error.error === "invalid_grant" ? ` ${runLogin()}` : "";
    return report(withHint(error) + advice, renderResult(response));
  }
  if (error instanceof TransportError || error instanceof UploadError) {
    return report(withBody(error), renderDone(error));
  }
  if (error instanceof QueryError) {
    const problem = error.message;
    return report(localize("--query: {problem}; the whole result was written instead", { problem }));
  }
  if (error instanceof OintError) return report(sentence(error.message), renderDone(error));
  const trace = error instanceof Error ? `${error.stack}` : String(error);
  return report(`${localize("unexpected internal error; please report this bug:")}\n${trace}`);
}

function seeHelp(command: string): string {
  return localize("See {command} --help", { command });
}

function runLogin(): string {
  return localize("Run oint vk login.");
}

function missingOption(
  { argument, description }: MissingArgumentError,
  command: string,
  translate: Translate,
): string {
  const option = { option: argument, description: translate(description) };
  return [
    localize("missing required option --{option} ({description}).", option),
    argument === "auth"
      ? localize("Set OINT_VK_AUTH, or run oint vk login. A bare token goes into OINT_VK_TOKEN.")
      : "",
    seeHelp(command),
  ]
    .filter(Boolean)
    .join(" ");
}

/** The error, and the beginning of what the server sent instead of a response. */
function withBody({ message, body }: TransportError | UploadError): string {
  if (!body) return sentence(message);
  const start = body.replace(/\s+/g, " ").slice(0, 200);
  return localize("{problem} — it answered: {body}", { problem: message, body: start });
}

/** The options of settings whose names differ from those. */
const optionBySetting = new Map<string, string>([
  ["apiUrl", "api-url"],
  ["oauthUrl", "oauth-url"],
  ["idUrl", "id-url"],
  ["timeouts.connect", "connect-timeout"],
  ["timeouts.response", "response-timeout"],
  ["timeouts.idle", "idle-timeout"],
  ["deadline", "timeout"],
]);

/** What is wrong, after the option or the environment variable where it is wrong. */
function placeOf({ argument, problem }: ArgumentError): string {
  if (argument.startsWith("OINT_")) return localize("{variable} {problem}", { variable: argument, problem });
  return `--${optionBySetting.get(argument) ?? argument}: ${problem}`;
}

/** A text with a full stop, where it ends with a word. */
function sentence(text: string): string {
  return /[\p{L}\p{N})\]"'»…]$/u.test(text) ? `${text}.` : text;
}

/** What to type after an error of VK. */
const adviceByVkCode = new Map<number, () => string>([
  [3, () => localize("The base URL is that of --api-url.")],
  [5, runLogin],
  [14, () => localize("Give it as --success-token.")],
  [24, () => localize("To confirm, repeat the command with --confirm.")],
  [1117, runLogin],
]);

/** An error of VK with what to type here, instead of what to set in a program. */
function adviseOnVkError({ message, hint, errorCode }: VkApiError): string {
  const advice = adviceByVkCode.get(errorCode)?.() ?? "";
  const inProgram = settingHint(errorCode);
  const here =
    inProgram && hint.includes(inProgram)
      ? hint.replace(inProgram, advice)
      : [hint, advice].filter(Boolean).join(" ");
  return withHint({ message, hint: here });
}

/** What a script must know before it repeats the command: what was done, and whether more may have been. */
function doneBefore(error: OintError): object {
  const { done } = error;
  const outcome_unknown = "outcomeUnknown" in error && error.outcomeUnknown === true;
  return { ...(done.length > 0 ? { done } : {}), ...(outcome_unknown ? { outcome_unknown } : {}) };
}

/** The same for an error that is not VK's own; empty when there is nothing to know. */
function renderDone(error: OintError): string {
  const facts = doneBefore(error);
  return Object.keys(facts).length > 0 ? renderResult({ error: { error_msg: error.message }, ...facts }) : "";
}

function withHint({ message, hint }: { readonly message: string; readonly hint: string }): string {
  return hint ? `${message} — ${hint}` : message;
}

/** The exit code of each kind of error, the closest kind first. */
const exitCodeByKind = [
  [UsageError, exitCodes.usage],
  [ArgumentError, exitCodes.usage],
  [ConfigError, exitCodes.usage],
  [RowsError, exitCodes.usage],
  [TransportError, exitCodes.network],
  [UploadError, exitCodes.network],
  [OutputError, exitCodes.outputFailed],
  [QueryError, exitCodes.outputFailed],
] as const;

const actionRequiredCodes = [14, 17, 24];
const rateLimitedCodes = [9, 29, 601];

function exitCodeOf(error: unknown): number {
  if (error instanceof VkApiError) return exitCodeOfVkError(error.errorCode);
  if (error instanceof OAuthError) {
    return error.error.startsWith("need_") ? exitCodes.actionRequired : exitCodes.apiError;
  }
  return exitCodeByKind.find(([kind]) => error instanceof kind)?.[1] ?? exitCodes.internal;
}

/** How a command ends after an error of VK. */
export function exitCodeOfVkError(code: number): number {
  if (actionRequiredCodes.includes(code)) return exitCodes.actionRequired;
  return rateLimitedCodes.includes(code) ? exitCodes.rateLimited : exitCodes.apiError;
}
