import { asArray } from "./arrays.ts";
import { nonEmptyString } from "./strings.ts";

/** Reads names of VK's fields, such as `city`; `undefined` if there are none. */
export function fieldNames(argument: string, value: readonly string[] | string): string | undefined {
  const names = asArray(argument, value).map(name => nonEmptyString(argument, name).trim());
  return names.join(",") || undefined;
}
