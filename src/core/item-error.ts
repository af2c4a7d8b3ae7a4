import { OintError, TransportError, VkApiError, type VkErrorBody } from "../errors.ts";
import { hint } from "./hints.ts";

/** Why one of several items failed; the others are not affected. */
export interface ItemError {
  /** VK's error code, or the code of oint's own error, such as `ERR_OINT_TIMEOUT`, if VK returned none. */
  readonly error_code: number | string;
  /** The message of the error. */
  readonly error_msg: string;
  /** What to do about it; empty if there is no advice. */
  readonly hint: string;
  /** `true`: VK may have done what was asked for, but its response was lost. */
  readonly outcome_unknown?: true;
}

/** What went wrong, for the place of the item in a result. */
export function itemError(error: OintError): ItemError {
  const outcome =
    (error instanceof TransportError || error instanceof VkApiError) && error.outcomeUnknown
      ? { outcome_unknown: true as const }
      : {};
  return error instanceof VkApiError
    ? { error_code: error.errorCode, error_msg: error.error.error_msg, hint: error.hint, ...outcome }
    : { error_code: error.code, error_msg: error.message, hint: "", ...outcome };
}

/** VK's error for one item of a call that succeeded for others. */
export function vkItemError(method: string, error: VkErrorBody): ItemError {
  const { error_code, error_msg } = error;
  return { error_code, error_msg, hint: hint(method, error) };
}

/** The errors in a result that tells of several items. */
export function itemErrors(result: unknown): ItemError[] {
  return Array.isArray(result) ? result.flatMap(errorOf) : [];
}

/** Whether a result tells of several items and some of them failed. */
export function hasFailedItems(result: unknown): boolean {
  return itemErrors(result).length > 0;
}

function errorOf(item: unknown): ItemError | [] {
  const { error } = (item ?? {}) as { readonly error?: ItemError }; // any value
  return error?.error_code === undefined ? [] : error;
}

/** Returns an error of a call as its result; throws any other error. */
export function ownError(error: unknown): OintError {
  if (error instanceof OintError) return error;
  throw error;
}
