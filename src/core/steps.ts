import { OintError } from "../errors.ts";

/**
 * Runs the next step of an operation. If the step fails, its error lists what earlier steps completed, so that
 * callers do not repeat them.
 *
 * @param done what VK has already saved, by VK's own names
 * @param next the step
 */
export async function afterDone<T>(
  done: Readonly<Record<string, unknown>>,
  next: () => Promise<T>,
): Promise<T> {
  try {
    return await next();
  } catch (error) {
    if (error instanceof OintError) addDone(error, done);
    throw error;
  }
}

function addDone(error: OintError, done: Readonly<Record<string, unknown>>): void {
  const completed = Object.entries(done).filter(([, value]) => value !== undefined);
  if (completed.length === 0) return;
  const all = { ...Object.fromEntries(completed), ...error.done };
  const isFirst = Object.keys(error.done).length === 0;
  Object.defineProperty(error, "done", { value: all, enumerable: true, configurable: true });
  const suffix = `; done before: ${JSON.stringify(all)}`;
  error.message = (isFirst ? error.message : error.message.replace(/; done before: .*$/s, "")) + suffix;
}
