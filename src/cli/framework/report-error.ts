import {
  ArgumentError,
  ConfigError,
  MissingArgumentError,
  OAuthError,
  OintError,
  TransportError,
  UploadError,
  UsageError,
  VkApiError,
} from "../../errors.ts";
import { QueryError } from "../../output/query-error.ts";
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
 */
export function reportError(error: unknown, command: string): ErrorReport {
  const code = exitCodeOf(error);
  if (error instanceof OutputError) {
    const fate = error.result ? "is on standard output" : "is lost";
    const stderr = `oint: --out: ${error.message}; the command was carried out, and its result ${fate}\n`;
    return { stdout: error.result, stderr, code };
  }
  if (error instanceof UsageError) {
    return {
      stdout: "",
      stderr: `oint: ${sentence(error.message)} See ${error.command ?? command} --help\n`,
      code,
    };
  }
  if (error instanceof MissingArgumentError) {
    const advice =
      error.argument === "auth"
        ? " Set OINT_VK_AUTH, or run oint vk login. A bare token goes into OINT_VK_TOKEN."
        : "";
    const what = `missing required option --${error.argument} (${error.description})`;
    return { stdout: "", stderr: `oint: ${what}.${advice} See ${command} --help\n`, code };
  }
  if (error instanceof ArgumentError) {
    return { stdout: "", stderr: `oint: ${sentence(placeOf(error))}\n`, code };
  }
  if (error instanceof VkApiError) {
    const advice = adviceByVkCode.get(error.errorCode) ?? "";
    const stderr = `oint: ${[withHint(error), advice].filter(Boolean).join(" ")}\n`;
    return { stdout: renderResult({ error: error.error, ...doneBefore(error) }), stderr, code };
  }
  if (error instanceof OAuthError) {
    const response = { error: error.error, error_description: error.description };
    const advice = error.error === "invalid_grant" ? " Run oint vk login." : "";
    return { stdout: renderResult(response), stderr: `oint: ${withHint(error)}${advice}\n`, code };
  }
  if (error instanceof TransportError || error instanceof UploadError) {
    const body = error.body ? ` — it answered: ${error.body.replace(/\s+/g, " ").slice(0, 200)}` : "";
    return {
      stdout: renderDone(error),
      stderr: `oint: ${body ? error.message + body : sentence(error.message)}\n`,
      code,
    };
  }
  if (error instanceof QueryError) {
    const stderr = `oint: --query: ${error.message}; the whole result was written instead\n`;
    return { stdout: "", stderr, code };
  }
  if (error instanceof OintError) {
    return { stdout: renderDone(error), stderr: `oint: ${sentence(error.message)}\n`, code };
  }
  const trace = error instanceof Error ? error.stack : String(error);
  const stderr = `oint: unexpected internal error; please report this bug:\n${trace}\n`;
  return { stdout: "", stderr, code };
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
  if (argument.startsWith("OINT_")) return `${argument} ${problem}`;
  return `--${optionBySetting.get(argument) ?? argument}: ${problem}`;
}

/** A text with a full stop, where it ends with a word. */
function sentence(text: string): string {
  return /[\p{L}\p{N})\]"'…]$/u.test(text) ? `${text}.` : text;
}

/** What to type after an error of VK. */
const adviceByVkCode = new Map<number, string>([
  [3, "The base URL is that of --api-url."],
  [5, "Run oint vk login."],
  [14, "Give it as --success-token."],
  [24, "To confirm, repeat the command with --confirm."],
  [1117, "Run oint vk login."],
]);

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
