import { TimeoutError, TransportError } from "../errors.ts";

/**
 * Creates the error for a request that may have succeeded.
 *
 * @param failure why its outcome is unknown
 * @param advice what to do about it, a sentence without its period
 */
export function unknownOutcome(failure: TransportError, advice: string): TransportError {
  const { message, status, body } = failure;
  const details = { sent: true, outcomeUnknown: true, cause: failure, body };
  const ErrorClass = failure instanceof TimeoutError ? TimeoutError : TransportError;
  return new ErrorClass(`${message}. ${advice}`, { ...details, ...(status === undefined ? {} : { status }) });
}
