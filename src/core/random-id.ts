import { ArgumentError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import { formatValue } from "../validation/format.ts";
import type { Auth } from "./auth.ts";
import { currentSettings } from "./settings-scope.ts";

/** VK's integers of 32 bits. Source: https://dev.vk.com/ru/method/messages.send */
const [min, max] = [-(2 ** 31), 2 ** 31 - 1];

/** Creates a `random_id`, from 1, because VK recognizes no repetition by 0. */
export function newRandomId(): number {
  return 1 + ((crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % max);
}

/**
 * Returns the `random_id` of an operation of several calls: the caller's, or a new one.
 *
 * @throws {ArgumentError} if VK would not recognize a repetition by the caller's
 */
export function randomIdOf(auth: Auth): number {
  const given = currentSettings().params?.random_id ?? auth.random_id;
  if (given === undefined || given === "") return newRandomId();
  const number = Number(given);
  if (Number.isInteger(number) && number !== 0 && number >= min && number <= max) return number;
  throw new ArgumentError(
    "random_id",
    localize(
      "got {value}, expected an integer from {min} to {max} other than 0, by which VK recognizes a repetition",
      { value: formatValue(given), min, max },
    ),
  );
}
