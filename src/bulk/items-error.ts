import type { ItemError } from "../core/item-error.ts";
import { OintError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";

/** A function that tells of each of its items did not do all of them; its result says which. */
export class ItemsError extends OintError {
  /** The class's own name, `ItemsError`. */
  override name = "ItemsError";
  override readonly code = "ERR_OINT_ITEMS";

  /**
   * @param errors the errors of the items
   * @param total number of items
   */
  constructor(errors: readonly ItemError[], total: number) {
    const [first] = errors;
    const values = {
      failed: errors.length,
      total,
      code: first?.error_code ?? "",
      text: first?.error_msg ?? "",
    };
    super(localize("failed: {failed} of {total}; the first with error {code}: {text}", values));
  }
}
