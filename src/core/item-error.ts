import { OintError, VkApiError } from "../errors.ts";

/** Why one item of a list failed, with VK's names. */
export interface ItemError {
  /** VK's error code, or oint's, such as `ERR_OINT_TRANSPORT`. */
  readonly error_code: number | string;
  /** What is wrong. */
  readonly error_msg: string;
  /** What to do. */
  readonly hint?: string;
  /** VK may have done it all the same. */
  readonly outcome_unknown?: true;
}

/** Describes the error of one item in a result that tells of each. */
export function itemError(error: OintError): ItemError {
  const unknown = "outcomeUnknown" in error && error.outcomeUnknown ? { outcome_unknown: true as const } : {};
  if (error instanceof VkApiError) {
    const { errorCode, error: body, hint } = error;
    return { error_code: errorCode, error_msg: body.error_msg, ...(hint ? { hint } : {}), ...unknown };
  }
  return { error_code: error.code, error_msg: error.message, ...unknown };
}

/** Returns an error of a call as its result; throws any other error. */
export function ownError(error: unknown): OintError {
  if (error instanceof OintError) return error;
  throw error;
}
