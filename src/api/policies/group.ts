/**
 * Whether a method can be sent again when the outcome of the first attempt is not known:
 * - `safe`: it changes nothing;
 * - `idempotent`: carried out twice it leaves VK as carried out once;
 * - `guid`, `random_id`: VK recognizes the repetition by this parameter, for one hour;
 * - `non-idempotent`: a repetition could do it twice, so it is never sent again once it may have arrived.
 */
export type RetryPolicy = "safe" | "idempotent" | "guid" | "random_id" | "non-idempotent";

/** Methods that a person looked at, and why they have this policy. */
export interface PolicyGroup {
  readonly retry: RetryPolicy;
  /** Why, in a sentence. */
  readonly reason: string;
  readonly methods: readonly string[];
}
