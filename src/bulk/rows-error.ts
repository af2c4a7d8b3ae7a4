import { OintError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";

/** A file of rows cannot be read. */
export class RowsError extends OintError {
  override name = "RowsError";
  override readonly code = "ERR_OINT_ROWS";

  /**
   * @param path the file
   * @param line where the problem is
   * @param problem what is wrong there
   */
  constructor(path: string, line: number, problem: string) {
    super(localize("{path}, line {line}: {problem}", { path, line, problem }));
  }
}
