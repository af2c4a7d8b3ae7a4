import { maskParams, maskText, maskValue, secretsIn } from "./secrets.ts";

/** Something that an operation created or changed at VK before it failed. */
export interface DoneStep {
  /** The VK method that did it, `market.add`. */
  readonly method: string;
  /** What it is, in VK's form: a kind, the owner, an underscore and the ID, `market-218861756_7`. */
  readonly object: string;
  /** Its ID, `7`. */
  readonly id: number;
}

/** What every error of this library is: catch it to tell the library's errors from a programming error. */
export class OintError extends Error {
  /** The class's own name, `OintError`. */
  override name = "OintError";
  /** What kind of error it is, for programs: `ERR_OINT_TIMEOUT`. */
  readonly code: string = "ERR_OINT";
  /**
   * What the operation created or changed at VK before it failed, in that order. It remains there, so calling the operation
   * again would do it a second time. Empty: nothing.
   */
  readonly done: readonly DoneStep[] = [];

  /**
   * @param message what went wrong; tokens in it are masked
   * @param options the error that caused it
   */
  constructor(message: string, options?: ErrorOptions) {
    super(maskText(message), options);
  }
}

/**
 * An argument is invalid, and nothing was sent.
 *
 * @example
 * ```ts
 * import { ArgumentError } from "oint";
 *
 * const error = new ArgumentError("post", 'got "abc", expected a number such as 42');
 * console.log(error.message); // post: got "abc", expected a number such as 42
 * ```
 */
export class ArgumentError extends OintError {
  /** The class's own name, `ArgumentError`. */
  override name = "ArgumentError";
  override readonly code = "ERR_OINT_ARGUMENT";
  /** Name of the argument or setting. */
  readonly argument: string;
  /** What is wrong with it: what was given and what is expected. */
  readonly problem: string;

  /**
   * @param argument name of the argument
   * @param problem what was given and what is expected
   */
  constructor(argument: string, problem: string) {
    super(`${argument}: ${problem}`);
    this.argument = maskText(argument);
    this.problem = maskText(problem);
  }
}

/** A required argument is missing, and nothing was sent. */
export class MissingArgumentError extends ArgumentError {
  /** The class's own name, `MissingArgumentError`. */
  override name = "MissingArgumentError";
  /** What the argument is. */
  readonly description: string;

  /**
   * @param argument name of the argument
   * @param description what it is
   */
  constructor(argument: string, description: string) {
    super(argument, `is missing: ${description}`);
    this.description = description;
  }
}

/** A command line is invalid, and nothing was sent. */
export class UsageError extends OintError {
  /** The class's own name, `UsageError`. */
  override name = "UsageError";
  override readonly code = "ERR_OINT_USAGE";
  /** The command whose help says what is right, `oint vk profile`; `undefined` if it is the one that was run. */
  readonly command: string | undefined;

  /**
   * @param message what is wrong, and what is expected
   * @param command the command whose help says what is right; empty: the one that was run
   */
  constructor(message: string, command?: string) {
    super(message);
    this.command = command;
  }
}

/** Something on this machine is missing or cannot be used: a home folder, or a file of oint's own. */
export class ConfigError extends OintError {
  /** The class's own name, `ConfigError`. */
  override name = "ConfigError";
  override readonly code = "ERR_OINT_CONFIG";
}

/** A parameter of a request, as VK echoes it in an error. */
export interface VkRequestParam {
  /** Its name. */
  readonly key: string;
  /** Its value. */
  readonly value: string;
}

/**
 * VK's error object, as it is in a response `{"error": …}`.
 *
 * @see https://dev.vk.com/ru/reference/errors
 */
export interface VkErrorBody {
  /** VK's error code. */
  readonly error_code: number;
  /** VK's text of the error, in English. */
  readonly error_msg: string;
  /** VK's error subcode, if there is one. */
  readonly error_subcode?: number;
  /** A text for the user, in the user's language, if there is one. */
  readonly error_text?: string;
  /** The parameters of the request, as VK understood them. */
  readonly request_params?: readonly VkRequestParam[];
  /** Codes 14 and 17: the page that the user must visit. */
  readonly redirect_uri?: string;
  /** Code 14, legacy: ID of the captcha. */
  readonly captcha_sid?: string;
  /** Code 14, legacy: URL of the captcha image. */
  readonly captcha_img?: string;
  /** Code 24: what is to be confirmed. */
  readonly confirmation_text?: string;
  readonly [extra: string]: unknown;
}

/** What a {@link VkApiError} is about. */
export interface VkApiErrorDetails {
  /** The VK method that was called. */
  readonly method: string;
  /** The parameters of the request. */
  readonly params: Readonly<Record<string, string>>;
  /** VK's error object. */
  readonly error: VkErrorBody;
  /** What to do about it. Empty: there is no advice. */
  readonly hint?: string;
  /** Whether an earlier attempt may have succeeded. Empty: no. */
  readonly outcomeUnknown?: boolean;
}

/** VK returned an error. */
export class VkApiError extends OintError {
  /** The class's own name, `VkApiError`. */
  override name = "VkApiError";
  override readonly code = "ERR_OINT_VK_API";
  /** VK's `error_code`, 6 for "Too many requests per second". */
  readonly errorCode: number;
  /** VK's `error_subcode`, if there is one. */
  readonly errorSubcode: number | undefined;
  /** The VK method that was called, `wall.post`. */
  readonly method: string;
  /** What to do about it, in a sentence; empty when there is no advice for this code. */
  readonly hint: string;
  /** The parameters of the request, secrets masked. */
  readonly params: Readonly<Record<string, string>>;
  /** VK's whole error object, secrets masked. */
  readonly error: VkErrorBody;
  /** `true`: an earlier attempt may have succeeded; check the result before you retry. */
  readonly outcomeUnknown: boolean;

  /** @param details what is known of it */
  constructor({ method, params, error, hint = "", outcomeUnknown = false }: VkApiErrorDetails) {
    const secrets = secretsIn(params);
    super(`${method}: error ${error.error_code}: ${maskText(error.error_msg, ...secrets)}`);
    this.errorCode = error.error_code;
    this.errorSubcode = error.error_subcode;
    this.method = method;
    this.hint = hint;
    this.outcomeUnknown = outcomeUnknown;
    this.params = maskParams(params);
    this.error = maskValue(error, ...secrets) as VkErrorBody; // a copy of the same shape
  }
}

/** The first characters of a response. It is masked before it is cut, so that no half of a secret remains. */
function beginning(body: string): string {
  return maskText(body.slice(0, 100_000)).slice(0, 500);
}

/** What a {@link TransportError} is about, beside its message. */
export interface TransportDetails {
  /** HTTP status of the response, if there was one. */
  readonly status?: number;
  /** The first characters of the response, if there was one. */
  readonly body?: string;
  /** The error of the connection, if there was one. */
  readonly cause?: unknown;
  /** Whether VK may have received the request. */
  readonly sent: boolean;
  /** Whether an operation that is not safe to repeat may have succeeded. Empty: no. */
  readonly outcomeUnknown?: boolean;
}

/** There is no usable response: VK was not reached, the connection was lost, or the response is not VK's JSON. */
export class TransportError extends OintError {
  /** The class's own name, `TransportError`. */
  override name = "TransportError";
  override readonly code: string = "ERR_OINT_TRANSPORT";
  /** HTTP status of the response; `undefined` if there was none. */
  readonly status: number | undefined;
  /** The first characters of the response, secrets masked; empty if there was none. */
  readonly body: string;
  /** `false`: nothing reached VK. `true`: VK may have received the request. */
  readonly sent: boolean;
  /** `true`: an operation that is not safe to repeat may have succeeded; check the result before you retry. */
  readonly outcomeUnknown: boolean;

  /**
   * @param message what was called, and what went wrong
   * @param details what is known of it
   */
  constructor(message: string, { status, body = "", cause, sent, outcomeUnknown = false }: TransportDetails) {
    super(message, { cause });
    this.status = status;
    this.body = beginning(body);
    this.sent = sent;
    this.outcomeUnknown = outcomeUnknown;
  }
}

/** A timeout: the connection or the response took too long. */
export class TimeoutError extends TransportError {
  /** The class's own name, `TimeoutError`. */
  override name = "TimeoutError";
  override readonly code = "ERR_OINT_TIMEOUT";
}

/** What an {@link UploadError} is about, beside its message. */
export interface UploadDetails {
  /** HTTP status of the response, if there was one. */
  readonly status?: number;
  /** The first characters of the response, if there was one. */
  readonly body?: string;
  /** The error of the connection, if there was one. */
  readonly cause?: unknown;
  /** Whether the server refused this very file, so that sending it again does not help. Empty: no. */
  readonly final?: boolean;
}

/** An upload server did not accept the file. */
export class UploadError extends OintError {
  /** The class's own name, `UploadError`. */
  override name = "UploadError";
  override readonly code = "ERR_OINT_UPLOAD";
  /** Kind of the upload, `Post`. */
  readonly kind: string;
  /** HTTP status of the response; `undefined` if there was none. */
  readonly status: number | undefined;
  /** The first characters of the response, secrets masked. */
  readonly body: string;
  /** `true`: the server refused this very file, so that sending it again does not help. */
  readonly final: boolean;

  /**
   * @param kind kind of the upload
   * @param problem what went wrong
   * @param details what is known of it
   */
  constructor(
    kind: string,
    problem: string,
    { status, body = "", cause, final = false }: UploadDetails = {},
  ) {
    super(`upload ${kind}: ${problem}`, { cause });
    this.kind = kind;
    this.final = final;
    this.status = status;
    this.body = beginning(body);
  }
}

/** What an {@link OAuthError} is about. */
export interface OAuthErrorDetails {
  /** What was asked for, `access_token`. */
  readonly request: string;
  /** The error's name, `invalid_grant`. */
  readonly error: string;
  /** VK's description of it; may be empty. */
  readonly description: string;
  /** HTTP status of the response; `undefined` if the error came in a URL. */
  readonly status?: number | undefined;
  /** What to do about it. Empty: there is no advice. */
  readonly hint?: string;
}

/**
 * VK issued no token: its OAuth server returned an error, or the user refused.
 *
 * @see https://dev.vk.com/ru/api/access-token/getting-started
 */
export class OAuthError extends OintError {
  /** The class's own name, `OAuthError`. */
  override name = "OAuthError";
  override readonly code = "ERR_OINT_OAUTH";
  /** The error's name, `invalid_grant`. */
  readonly error: string;
  /** VK's description of it; may be empty. */
  readonly description: string;
  /** What to do about it, in a sentence; empty when there is no advice. */
  readonly hint: string;
  /** HTTP status of the response; `undefined` if the error came in a URL. */
  readonly status: number | undefined;

  /** @param details what is known of it */
  constructor({ request, error, description, status, hint = "" }: OAuthErrorDetails) {
    super(`${request}: ${[error, description].filter(Boolean).join(": ")}`);
    this.error = maskText(error);
    this.description = maskText(description);
    this.hint = hint;
    this.status = status;
  }
}
