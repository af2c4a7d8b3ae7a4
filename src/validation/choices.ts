import { ArgumentError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import { formatValue } from "./format.ts";
import { didYouMean, suggest } from "./suggest.ts";

/** Requires one of a few words, in any case. */
export function oneOf<Choice extends string>(
  argument: string,
  value: unknown,
  choices: readonly Choice[],
): Choice {
  const word = String(value).trim();
  const found = choices.find(choice => choice.toLowerCase() === word.toLowerCase());
  if (found !== undefined) return found;
  const got = { value: formatValue(value), choices: choices.filter(Boolean).join(", ") };
  throw new ArgumentError(
    argument,
    localize("got {value}, expected one of {choices}", got) + didYouMean(suggest(word, choices)),
  );
}
