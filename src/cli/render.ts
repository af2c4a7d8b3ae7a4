import { ArgumentError, OAuthError, OintError, TransportError, UploadError, VkApiError } from "../errors.ts";
import { maskText } from "../secrets.ts";
import type { Traffic } from "../vk/settings.ts";

/** What the exit codes mean. */
export const exitCodes = {
  fine: 0,
  /** VK answered an error. */
  refused: 1,
  /** An argument is wrong; nothing was sent. */
  usage: 2,
  /** VK was not reached, or its answer is of no use. */
  unreachable: 3,
  /** A person must act: a captcha, a validation, a confirmation. */
  person: 4,
  /** Flood control or a quota. */
  quota: 5,
  /** A mistake in oint itself. */
  defect: 70,
  /** The command was carried out, but its result could not be written. The number is that of `EX_IOERR` in sysexits.h. */
  unwritten: 74,
  interrupted: 130,
} as const;

/** The command was carried out, but the place that was named for its result did not take it. */
export class UnwrittenError extends Error {
  override readonly name = "UnwrittenError";
  /** What was to be written there, for another place; empty where it must not be seen. */
  readonly result: string;

  constructor(path: string, reason: string, result: string) {
    super(`${path} cannot be written (${reason})`);
    this.result = result;
  }
}

const personCodes = [14, 17, 24];
const quotaCodes = [9, 29, 601];

/** A result as text: structures as JSON, a string as it is. */
export function renderResult(result: unknown): string {
  return `${typeof result === "string" ? result : JSON.stringify(result, null, 2)}\n`;
}

/** What is shown of an error, and how the command ends. */
export interface Rendered {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

/** An error as a person and a script need it. */
export function renderError(error: unknown): Rendered {
  if (error instanceof ArgumentError) {
    const option = error.argument ? `--${error.argument}: ` : "";
    return { stdout: "", stderr: `oint: ${option}${error.problem}\n`, code: exitCodes.usage };
  }
  if (error instanceof VkApiError) {
    const advice = error.hint ? ` — ${error.hint}` : "";
    return {
      stdout: renderResult({ error: error.error, ...doneBefore(error) }),
      stderr: `oint: ${error.message}${advice}\n`,
      code: vkExitCode(error.code),
    };
  }
  if (error instanceof OAuthError) {
    const advice = error.hint ? ` — ${error.hint}` : "";
    const code = error.error.startsWith("need_") ? exitCodes.person : exitCodes.refused;
    const answer = { error: error.error, error_description: error.description };
    return { stdout: renderResult(answer), stderr: `oint: ${error.message}${advice}\n`, code };
  }
  if (error instanceof TransportError || error instanceof UploadError) {
    const body = error.body ? ` — it answered: ${error.body.replace(/\s+/g, " ").slice(0, 200)}` : "";
    return {
      stdout: renderDone(error),
      stderr: `oint: ${error.message}${body}\n`,
      code: exitCodes.unreachable,
    };
  }
  if (error instanceof OintError) {
    const stdout = renderDone(error);
    return { stdout, stderr: `oint: ${error.message}\n`, code: exitCodes.unreachable };
  }
  if (error instanceof UnwrittenError) {
    const fate = error.result ? "is on standard output" : "is lost";
    const stderr = `oint: --out: ${error.message}; the command was carried out, and its result ${fate}\n`;
    return { stdout: error.result, stderr, code: exitCodes.unwritten };
  }
  const trace = error instanceof Error ? error.stack : String(error);
  return {
    stdout: "",
    stderr: `oint: this is a mistake in oint itself, please report it:\n${trace}\n`,
    code: exitCodes.defect,
  };
}

/** What a script must know before it repeats the command: what was done, and whether more may have been. */
function doneBefore(error: OintError): object {
  const { done } = error;
  const outcome_unknown = "outcomeUnknown" in error && error.outcomeUnknown === true;
  return { ...(done.length > 0 ? { done } : {}), ...(outcome_unknown ? { outcome_unknown } : {}) };
}

/** The same for an error that is none of VK's own; empty when nothing was done. */
function renderDone(error: OintError): string {
  const known = doneBefore(error);
  return Object.keys(known).length > 0 ? renderResult({ error: { error_msg: error.message }, ...known }) : "";
}

/** How a command ends after an error of VK. */
export function vkExitCode(code: number): number {
  if (personCodes.includes(code)) return exitCodes.person;
  return quotaCodes.includes(code) ? exitCodes.quota : exitCodes.refused;
}

/** Something sent or received, as a line for `--debug`. */
export function renderTraffic({ event, target, detail }: Traffic): string {
  const arrow = event.endsWith("answer") ? "<" : event === "retry" ? "~" : ">";
  const text = typeof detail === "string" ? detail.trim() : JSON.stringify(detail);
  return maskText(`${arrow} ${event} ${target} ${text}\n`);
}

/** Something to know that is no error. */
export function renderNotice({ target, detail }: Traffic): string {
  return maskText(`oint: ${target}: ${detail}\n`);
}
