import { localize } from "./i18n/localize.ts";
import { maskParams, maskText, maskValue, secretsIn } from "./secrets.ts";

/** An object that a function created or changed on VK before it failed. */
export interface DoneStep {
  /** The VK method that did it, `market.add`. */
  readonly method: string;
  /** The object in VK's format: its type, the owner ID, an underscore and the object ID, `market-218861756_7`. */
  readonly object: string;
  /** Object ID, `7`. */
  readonly id: number;
}

/** Base class of all errors that this library throws; other errors are programming errors. */
export class OintError extends Error {
  /** The class's own name, `OintError`. */
  override name = "OintError";
  /** Machine-readable error code, such as `ERR_OINT_TIMEOUT`. */
  readonly code: string = "ERR_OINT";
  /**
   * What the function created or changed on VK before it failed, in order. The objects are not deleted, so another call
   * would create or change them again. Empty: nothing.
   */
  readonly done: readonly DoneStep[] = [];

  /**
   * @param message the problem; tokens in it are masked
   * @param options the cause
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
  /** The problem: the value and what is expected. */
  readonly problem: string;

  /**
   * @param argument name of the argument
   * @param problem the value and what is expected
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
  /** Description of the argument. */
  readonly description: string;

  /**
   * @param argument name of the argument
   * @param description description of the argument
   */
  constructor(argument: string, description: string) {
    super(argument, localize("is missing: {description}", { description }));
    this.description = description;
  }
}

/** A command line is invalid, and nothing was sent. */
export class UsageError extends OintError {
  /** The class's own name, `UsageError`. */
  override name = "UsageError";
  override readonly code = "ERR_OINT_USAGE";
  /** The command whose help describes the usage, `oint vk profile`; `undefined`: the command that was run. */
  readonly command: string | undefined;

  /**
   * @param message the problem and what is expected
   * @param command the command whose help describes the usage. Empty: the command that was run
   */
  constructor(message: string, command?: string) {
    super(message);
    this.command = command;
  }
}

/** A problem with this computer: there is no home folder, or a file of oint cannot be used. */
export class ConfigError extends OintError {
  /** The class's own name, `ConfigError`. */
  override name = "ConfigError";
  override readonly code = "ERR_OINT_CONFIG";
}

/** A request parameter that VK returns in an error. */
export interface VkRequestParam {
  /** Its name. */
  readonly key: string;
  /** Its value. */
  readonly value: string;
}

/**
 * VK's error object in a response `{"error": …}`.
 *
 * @see https://dev.vk.com/ru/reference/errors
 */
export interface VkErrorBody {
  /** VK's error code. */
  readonly error_code: number;
  /** VK's error message, in English. */
  readonly error_msg: string;
  /** VK's error subcode, if there is one. */
  readonly error_subcode?: number;
  /** A message for the user, in the user's language, if there is one. */
  readonly error_text?: string;
  /** The request parameters that VK received. */
  readonly request_params?: readonly VkRequestParam[];
  /** Codes 14 and 17: the page that the user must visit. */
  readonly redirect_uri?: string;
  /** Code 14, legacy: ID of the captcha. */
  readonly captcha_sid?: string;
  /** Code 14, legacy: URL of the captcha image. */
  readonly captcha_img?: string;
  /** Code 24: what the user must confirm. */
  readonly confirmation_text?: string;
  readonly [extra: string]: unknown;
}

/** What a program sets to act on error codes; a hint ends with it. */
const settingHints: Readonly<Record<number, () => string>> = {
  3: () => localize("The base URL is the setting apiUrl."),
  14: () => localize("The setting onChallenge returns it."),
  24: () =>
    localize("To confirm, return {parameters} from the setting onChallenge.", { parameters: "{confirm: 1}" }),
};

/** What a program sets to act on VK's error code; empty if a setting does not help. */
export function settingHint(code: number): string {
  return settingHints[code]?.() ?? "";
}

/** Details of a {@link VkApiError}. */
export interface VkApiErrorDetails {
  /** The VK method that was called. */
  readonly method: string;
  /** The parameters of the request. */
  readonly params: Readonly<Record<string, string>>;
  /** VK's error object. */
  readonly error: VkErrorBody;
  /** What to do about the error. Empty: there is no advice. */
  readonly hint?: string;
  /** Whether an earlier attempt may have succeeded. Empty: no. */
  readonly outcomeUnknown?: boolean;
}

/** VK returned an error. */
export class VkApiError extends OintError {
  /** The class's own name, `VkApiError`. */
  override name = "VkApiError";
  override readonly code = "ERR_OINT_VK_API";
  /** VK's `error_code`, such as 6 for "Too many requests per second". */
  readonly errorCode: number;
  /** VK's `error_subcode`, if there is one. */
  readonly errorSubcode: number | undefined;
  /** The VK method that was called, `wall.post`. */
  readonly method: string;
  /** What to do about the error; empty if there is no advice. */
  readonly hint: string;
  /** The parameters of the request, secrets masked. */
  readonly params: Readonly<Record<string, string>>;
  /** VK's error object, secrets masked. */
  readonly error: VkErrorBody;
  /** `true`: an earlier attempt may have succeeded; check the result before you retry. */
  readonly outcomeUnknown: boolean;

  /** @param details details of the error */
  constructor({ method, params, error, hint = "", outcomeUnknown = false }: VkApiErrorDetails) {
    const secrets = secretsIn(params);
    const text = maskText(error.error_msg, ...secrets);
    super(localize("{method}: error {code}: {text}", { method, code: error.error_code, text }));
    this.errorCode = error.error_code;
    this.errorSubcode = error.error_subcode;
    this.method = method;
    this.hint = hint;
    this.outcomeUnknown = outcomeUnknown;
    this.params = maskParams(params);
    this.error = maskValue(error, ...secrets) as VkErrorBody; // a copy of the same shape
  }
}

/** Returns the first characters of a response. It is masked before it is shortened, so that no part of a secret remains. */
function maskedStart(body: string): string {
  return maskText(body.slice(0, 100_000)).slice(0, 500);
}

/** What a {@link TransportError} is about, beside its message. */
export interface TransportDetails {
  /** HTTP status of the response, if there was one. */
  readonly status?: number;
  /** The first characters of the response, if there was one. */
  readonly body?: string;
  /** The connection error, if there was one. */
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
   * @param message the request and the problem
   * @param details details of the error
   */
  constructor(message: string, { status, body = "", cause, sent, outcomeUnknown = false }: TransportDetails) {
    super(message, { cause });
    this.status = status;
    this.body = maskedStart(body);
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

/** Details of an {@link UploadError}. */
export interface UploadDetails {
  /** HTTP status of the response, if there was one. */
  readonly status?: number;
  /** The first characters of the response, if there was one. */
  readonly body?: string;
  /** The connection error, if there was one. */
  readonly cause?: unknown;
  /** Whether the server rejected the file itself, so that a retry cannot succeed. Empty: no. */
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
  /** `true`: the server rejected the file itself, so that a retry cannot succeed. */
  readonly final: boolean;

  /**
   * @param kind kind of the upload
   * @param problem the problem
   * @param details details of the error
   */
  constructor(
    kind: string,
    problem: string,
    { status, body = "", cause, final = false }: UploadDetails = {},
  ) {
    super(localize("upload {kind}: {problem}", { kind, problem }), { cause });
    this.kind = kind;
    this.final = final;
    this.status = status;
    this.body = maskedStart(body);
  }
}

/** Details of an {@link OAuthError}. */
export interface OAuthErrorDetails {
  /** Name of the request, `access_token`. */
  readonly request: string;
  /** OAuth error code, `invalid_grant`. */
  readonly error: string;
  /** VK's description of the error; may be empty. */
  readonly description: string;
  /** HTTP status of the response; `undefined` if the error came in a URL. */
  readonly status?: number | undefined;
  /** What to do about the error. Empty: there is no advice. */
  readonly hint?: string;
}

/**
 * VK issued no token: its OAuth server returned an error, or the user denied access.
 *
 * @see https://dev.vk.com/ru/api/access-token/getting-started
 */
export class OAuthError extends OintError {
  /** The class's own name, `OAuthError`. */
  override name = "OAuthError";
  override readonly code = "ERR_OINT_OAUTH";
  /** OAuth error code, `invalid_grant`. */
  readonly error: string;
  /** VK's description of the error; may be empty. */
  readonly description: string;
  /** What to do about the error; empty if there is no advice. */
  readonly hint: string;
  /** HTTP status of the response; `undefined` if the error came in a URL. */
  readonly status: number | undefined;

  /** @param details details of the error */
  constructor({ request, error, description, status, hint = "" }: OAuthErrorDetails) {
    super(`${request}: ${[error, description].filter(Boolean).join(": ")}`);
    this.error = maskText(error);
    this.description = maskText(description);
    this.hint = hint;
    this.status = status;
  }
}
