import { type DoneStep, OintError, TransportError, VkApiError } from "../errors.ts";
import type { CalledMethod } from "./method-spec.ts";
import { currentSettings } from "./settings-scope.ts";

/** Something at VK, as VK's answer names it. */
interface Thing {
  readonly owner_id?: number;
  readonly id?: number;
}

/**
 * Notes a step that made or changed something.
 *
 * @param method the VK method
 * @param kind VK's word for what it is, `market`
 * @param thing its owner, negative for a community, and its number
 * @param advice how to go on from here when a later step fails
 * @returns what it is, in VK's form, `market-218861756_7`
 * @throws {TransportError} when VK's answer has no number: the next steps would be about nothing
 */
export type Note = (
  method: CalledMethod,
  kind: string,
  thing: Thing | null | undefined,
  advice?: (object: string, id: number) => string,
) => string;

/**
 * Runs an operation of several steps. When one fails, the error tells what the steps before it have done: whoever
 * repeats the operation would do that twice.
 *
 * @param work the operation; it notes each step that was carried out
 * @throws what the operation throws; errors of this library have `done`, and say the same in words
 */
export async function steps<T>(work: (note: Note) => Promise<T>): Promise<T> {
  const done: DoneStep[] = [];
  let next = "";
  try {
    return await work((method, kind, thing, advice = () => "") => {
      const { owner_id = 0, id } = thing ?? {};
      if (!id)
        throw new TransportError(`${method}: VK's answer has no number of it`, {
          sent: true,
          outcomeUnknown: true,
        });
      const object = `${kind}${owner_id}_${id}`;
      done.push({ method, object, id });
      next = advice(object, id);
      return object;
    });
  } catch (error) {
    throw done.length > 0 ? after(done, next, error) : error;
  }
}

function after(done: readonly DoneStep[], next: string, error: unknown): unknown {
  const list = done.map(({ object, method }) => `${object} (${method})`).join(", ");
  const words = [next, `Done before the error: ${list}.`].filter(Boolean).join(" ");
  if (error instanceof VkApiError) {
    return copy(error, error.message, { done, hint: [words, error.hint].filter(Boolean).join(" ") });
  }
  if (error instanceof OintError) return copy(error, `${error.message}. ${words}`, { done });
  // An abort is the caller's own reason, which is theirs and stays as it is.
  if (!currentSettings().signal?.aborted || !(error instanceof Error)) return error;
  return Object.assign(new OintError(`${error.message}. ${words}`, { cause: error }), {
    name: error.name,
    done,
  });
}

/** The error with something more. It is a copy, because calls that failed in one request have its error in common. */
function copy(error: OintError, message: string, more: object): OintError {
  const same = Object.setPrototypeOf(new Error(message, { cause: error }), Object.getPrototypeOf(error));
  return Object.assign(same, error, more);
}
