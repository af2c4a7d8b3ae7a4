/**
 * Whether a method is safe to retry if the outcome of an attempt is unknown:
 * - `safe`: the method changes nothing;
 * - `idempotent`: a second call has no further effect;
 * - `guid`, `random_id`: VK recognizes a retry by this parameter, for one hour;
 * - `non-idempotent`: a retry could repeat the effect, so a call that may have reached VK is not retried.
 */
export type RetryPolicy = "safe" | "idempotent" | "guid" | "random_id" | "non-idempotent";

/** Reviewed methods with the same policy. */
export interface PolicyGroup {
  readonly retry: RetryPolicy;
  /** Reason for the policy. */
  readonly reason: string;
  readonly methods: readonly string[];
}
