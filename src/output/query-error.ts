import { OintError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";

/**
 * A query is right and does not suit the result that came: it sorts what is no list, it adds texts. The call itself was
 * made and went well, so it must not be repeated for this.
 */
export class QueryError extends OintError {
  /** The class's own name, `QueryError`. */
  override name = "QueryError";
  override readonly code = "ERR_OINT_QUERY";
  /** The result that the query did not suit. */
  readonly result: unknown;

  /**
   * @param expression the query
   * @param problem why it does not suit
   * @param result the result that came
   */
  constructor(expression: string, problem: string, result: unknown) {
    super(
      localize('the call was made, but the query "{expression}" does not suit its result: {problem}', {
        expression,
        problem,
      }),
    );
    this.result = result;
  }
}
