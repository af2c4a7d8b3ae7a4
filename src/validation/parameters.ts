import { ArgumentError } from "../errors.ts";
import { unixTime } from "./dates.ts";
import { exact } from "./numbers.ts";

/** VK's parameters that contain a date. Source: VK's schema, https://github.com/VKCOM/vk-api-schema */
const dateNames = [
  "date_from",
  "date_to",
  "end_date",
  "end_time",
  "event_finish_date",
  "event_start_date",
  "publish_date",
  "start_time",
  "timestamp_from",
  "timestamp_to",
];

/** Values that stand for no date. */
const noDate: readonly unknown[] = [undefined, null, "", 0, "0"];

/** Whether a parameter contains a date and the value is one; nothing and 0 are not. */
export function isDate(name: string, value: unknown): boolean {
  return dateNames.includes(name) && !noDate.includes(value);
}

/**
 * Reads VK parameters by their VK names: dates become Unix seconds, and numbers must be exact.
 *
 * @param argument name of the argument that contains them, for errors
 * @throws {ArgumentError} if a value would have a different meaning for VK
 */
export function parameters(
  argument: string,
  values: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const read = (name: string, value: unknown) => {
    try {
      return isDate(name, value) ? unixTime(argument, value) : exact(argument, value);
    } catch (error) {
      throw error instanceof ArgumentError ? new ArgumentError(argument, `${name}: ${error.problem}`) : error;
    }
  };
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, read(name, value)]));
}
