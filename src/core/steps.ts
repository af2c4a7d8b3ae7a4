import { OintError } from "../errors.ts";

/**
 * Runs the next step of an operation. If it fails, the error says what the steps before have completed, so that nobody
 * repeats them.
 *
 * @param done what is at VK already, by VK's own names
 * @param next the step
 */
export async function afterDone<T>(
  done: Readonly<Record<string, unknown>>,
  next: () => Promise<T>,
): Promise<T> {
  try {
    return await next();
  } catch (error) {
    if (error instanceof OintError) noteDone(error, done);
    throw error;
  }
}

function noteDone(error: OintError, done: Readonly<Record<string, unknown>>): void {
  const completed = Object.entries(done).filter(([, value]) => value !== undefined);
  if (completed.length === 0) return;
  const all = { ...Object.fromEntries(completed), ...error.done };
  const isFirst = Object.keys(error.done).length === 0;
  Object.defineProperty(error, "done", { value: all, enumerable: true, configurable: true });
  const said = `; done before: ${JSON.stringify(all)}`;
  error.message = (isFirst ? error.message : error.message.replace(/; done before: .*$/s, "")) + said;
}
