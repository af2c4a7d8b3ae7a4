import { maskParams, maskText, maskValue, secretsIn } from "./secrets.ts";

/** Something that an operation made or changed at VK before it failed. */
export interface DoneStep {
  /** The VK method that did it, `market.add`. */
  readonly method: string;
  /** What it is, in VK's form: a kind, the owner, an underscore and the number, `market-218861756_7`. */
  readonly object: string;
  /** Its number, `7`. */
  readonly id: number;
}

/** What every error of this library is: catch it to tell the library's errors from a programming error. */
export class OintError extends Error {
  /** The class's own name, `OintError`. */
  override name = "OintError";
  /**
   * What the operation made or changed at VK before it failed, in that order: it is there, and calling the operation
   * again makes it once more. Empty when there is nothing.
   */
  readonly done: readonly DoneStep[] = [];

  /**
   * @param message what went wrong; tokens in it are masked
   * @param options the error that it comes of
   */
  constructor(message: string, options?: ErrorOptions) {
    super(maskText(message), options);
  }
}

/**
 * An argument is wrong, and nothing was sent.
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
  /** Name of the argument; its command line option is `--` and this name. */
  readonly argument: string;
  /** What is wrong with it: what was given and what is right. */
  readonly problem: string;

  /**
   * @param argument name of the argument
   * @param problem what was given and what is right
   */
  constructor(argument: string, problem: string) {
    super(`${argument}: ${problem}`);
    this.argument = maskText(argument);
    this.problem = maskText(problem);
  }
}

/** A parameter of a request, as VK echoes it in an error. */
export interface VkRequestParam {
  /** Its name. */
  readonly key: string;
  /** Its value. */
  readonly value: string;
}

/**
 * VK's error object, as it stands in an answer `{"error": …}`.
 *
 * @see https://dev.vk.com/ru/reference/errors
 */
export interface VkErrorBody {
  /** VK's number of the error. */
  readonly error_code: number;
  /** VK's text of the error, in English. */
  readonly error_msg: string;
  /** A closer number of the error, where there is one. */
  readonly error_subcode?: number;
  /** A text for the user, in the user's language, where there is one. */
  readonly error_text?: string;
  /** The parameters of the request, as VK understood them. */
  readonly request_params?: readonly VkRequestParam[];
  /** Codes 14 and 17: the page that a person must visit. */
  readonly redirect_uri?: string;
  /** Code 14, legacy: number of the captcha. */
  readonly captcha_sid?: string;
  /** Code 14, legacy: address of the picture of the captcha. */
  readonly captcha_img?: string;
  /** Code 24: what is to be confirmed. */
  readonly confirmation_text?: string;
  readonly [extra: string]: unknown;
}

/** VK answered, and the answer is an error. */
export class VkApiError extends OintError {
  /** The class's own name, `VkApiError`. */
  override name = "VkApiError";
  /** VK's `error_code`, 6 for "Too many requests per second". */
  readonly code: number;
  /** VK's `error_subcode`, where it gives one. */
  readonly subcode: number | undefined;
  /** The VK method that was called, `wall.post`. */
  readonly method: string;
  /** What to do about it, in a sentence; empty when there is no advice for this code. */
  readonly hint: string;
  /** The parameters of the request, secrets masked. */
  readonly params: Readonly<Record<string, string>>;
  /** VK's whole error object, secrets masked. */
  readonly error: VkErrorBody;
  /** `true`: an earlier attempt of this call may have been carried out; look before you call again. */
  readonly outcomeUnknown: boolean;

  /**
   * @param method the VK method that was called
   * @param params the parameters of the request
   * @param error VK's error object
   * @param hint what to do about it; may be empty
   * @param outcomeUnknown whether an earlier attempt of the call may have been carried out
   */
  constructor(
    method: string,
    params: Readonly<Record<string, string>>,
    error: VkErrorBody,
    hint: string,
    outcomeUnknown = false,
  ) {
    const secrets = secretsIn(params);
    super(`${method}: error ${error.error_code}: ${maskText(error.error_msg, ...secrets)}`);
    this.code = error.error_code;
    this.subcode = error.error_subcode;
    this.method = method;
    this.hint = hint;
    this.outcomeUnknown = outcomeUnknown;
    this.params = maskParams(params);
    this.error = maskValue(error, ...secrets) as VkErrorBody; // a copy of the same shape
  }
}

/** The first characters of an answer. It is masked before it is cut, so that no half of a secret is left. */
function beginning(body = ""): string {
  return maskText(body.slice(0, 100_000)).slice(0, 500);
}

/** What a {@link TransportError} is about, beside its message. */
export interface TransportDetails {
  /** HTTP status of the answer, where one came. */
  readonly status?: number;
  /** The first characters of the answer, where one came. */
  readonly body?: string;
  /** The error of the connection, where there was one. */
  readonly cause?: unknown;
  /** Whether VK may have received the request. */
  readonly sent: boolean;
}

/** There is no usable answer: VK was not reached, the connection broke, or the answer is not VK's JSON. */
export class TransportError extends OintError {
  /** The class's own name, `TransportError`. */
  override name = "TransportError";
  /** HTTP status of the answer; `undefined` when none came. */
  readonly status: number | undefined;
  /** The first characters of the answer, secrets masked; empty when none came. */
  readonly body: string;
  /** `false`: nothing reached VK. `true`: VK may have received the request. */
  readonly sent: boolean;
  /** `true`: VK may have carried out an operation that must not be repeated blindly; look before you call again. */
  readonly outcomeUnknown: boolean;

  /**
   * @param message what was called, and what went wrong
   * @param details what is known of it
   * @param outcomeUnknown whether an operation that must not be repeated may have been carried out
   */
  constructor(message: string, details: TransportDetails, outcomeUnknown = false) {
    super(message, { cause: details.cause });
    this.status = details.status;
    this.body = beginning(details.body);
    this.sent = details.sent;
    this.outcomeUnknown = outcomeUnknown;
  }
}

/** What an {@link UploadError} is about, beside its message. */
export interface UploadDetails {
  /** HTTP status of the answer, where one came. */
  readonly status?: number;
  /** The first characters of the answer, where one came. */
  readonly body?: string;
  /** The error of the connection, where there was one. */
  readonly cause?: unknown;
  /** Whether sending the file again is of no use. */
  readonly final?: boolean;
}

/** An upload server did not take the file. */
export class UploadError extends OintError {
  /** The class's own name, `UploadError`. */
  override name = "UploadError";
  /** Kind of the upload, `Post`. */
  readonly kind: string;
  /** HTTP status of the answer; `undefined` when none came. */
  readonly status: number | undefined;
  /** The first characters of the answer, secrets masked. */
  readonly body: string;

  /** `true`: the server refused this very file, or it changed meanwhile, so that sending it again is of no use. */
  readonly final: boolean;

  /**
   * @param kind kind of the upload
   * @param problem what went wrong
   * @param details what is known of it
   */
  constructor(kind: string, problem: string, details: UploadDetails = {}) {
    super(`upload ${kind}: ${problem}`, { cause: details.cause });
    this.kind = kind;
    this.final = details.final ?? false;
    this.status = details.status;
    this.body = beginning(details.body);
  }
}

/** What an OAuth server of VK answered. */
export interface OAuthFailure {
  /** The error's name, `invalid_grant`. */
  readonly error: string;
  /** VK's description of it; may be empty. */
  readonly description: string;
  /** HTTP status of the answer; `undefined` when the error came in an address. */
  readonly status?: number;
}

/**
 * VK gave no token: its OAuth server answered an error, or the user refused.
 *
 * @see https://dev.vk.com/ru/api/access-token/getting-started
 */
export class OAuthError extends OintError {
  /** The class's own name, `OAuthError`. */
  override name = "OAuthError";
  /** The error's name, `invalid_grant`. */
  readonly error: string;
  /** VK's description of it; may be empty. */
  readonly description: string;
  /** What to do about it, in a sentence; empty when there is no advice. */
  readonly hint: string;
  /** HTTP status of the answer; `undefined` when the error came in an address. */
  readonly status: number | undefined;

  /**
   * @param request what was asked, `access_token`
   * @param failure what VK answered
   * @param hint what to do about it; may be empty
   */
  constructor(request: string, { error, description, status }: OAuthFailure, hint: string) {
    super(`${request}: ${[error, description].filter(Boolean).join(": ")}`);
    this.error = maskText(error);
    this.description = maskText(description);
    this.hint = hint;
    this.status = status;
  }
}
