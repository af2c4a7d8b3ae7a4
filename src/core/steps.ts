import { type DoneStep, OintError, TransportError, VkApiError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import type { CalledMethod } from "./method-spec.ts";
import { currentSettings } from "./settings-scope.ts";

/** The IDs of an object in VK's response. */
interface SavedObject {
  readonly owner_id?: number;
  readonly id?: number;
}

/**
 * Records a step that created or changed an object.
 *
 * @param method the VK method
 * @param kind VK's name for the type of the object, `market`
 * @param saved owner ID, negative for a community, and ID of the object
 * @param advice returns how to continue if a later step fails
 * @returns the object in VK's format, `market-218861756_7`
 * @throws {TransportError} if VK's response contains no ID, which later steps need
 */
export type Note = (
  method: CalledMethod,
  kind: string,
  saved: SavedObject | null | undefined,
  advice?: (object: string, id: number) => string,
) => string;

/**
 * Runs an operation of several steps. If a step fails, the error lists the completed steps, because a retry of the
 * whole operation would repeat them.
 *
 * @param work the operation; it records each completed step
 * @throws the error of the operation; an error of this library lists the steps in `done` and in its message or hint
 */
export async function steps<T>(work: (note: Note) => Promise<T>): Promise<T> {
  const done: DoneStep[] = [];
  let nextAdvice = "";
  try {
    return await work((method, kind, saved, advice = () => "") => {
      const { owner_id = 0, id } = saved ?? {};
      if (!id)
        throw new TransportError(localize("{method}: VK's response contains no ID", { method }), {
          sent: true,
          outcomeUnknown: true,
        });
      const object = `${kind}${owner_id}_${id}`;
      done.push({ method, object, id });
      nextAdvice = advice(object, id);
      return object;
    });
  } catch (error) {
    throw done.length > 0 ? withDone(done, nextAdvice, error) : error;
  }
}

function withDone(done: readonly DoneStep[], advice: string, error: unknown): unknown {
  const list = done.map(({ object, method }) => `${object} (${method})`).join(", ");
  const summary = [advice, localize("Done before the error: {list}.", { list })].filter(Boolean).join(" ");
  if (error instanceof VkApiError) {
    return copy(error, error.message, { done, hint: [summary, error.hint].filter(Boolean).join(" ") });
  }
  if (error instanceof OintError) return copy(error, `${error.message}. ${summary}`, { done });
  // The abort reason belongs to the caller and is not changed.
  if (!currentSettings().signal?.aborted || !(error instanceof Error)) return error;
  return Object.assign(new OintError(`${error.message}. ${summary}`, { cause: error }), {
    name: error.name,
    done,
  });
}

/** Copies an error and adds details. The original is not changed, because calls that failed in one request share it. */
function copy(error: OintError, message: string, details: object): OintError {
  const copied = Object.setPrototypeOf(new Error(message, { cause: error }), Object.getPrototypeOf(error));
  return Object.assign(copied, error, details);
}
