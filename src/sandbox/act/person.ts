import type { User } from "../state/model/index.ts";
import { ActError } from "./input.ts";

type Person = Partial<Omit<User, "id">>;

const texts = ["first_name", "last_name", "screen_name", "bdate", "status"] as const;
const fields = [...texts, "sex", "city"];

/** Checks the fields of a new user, or fails and says what is right. */
export function readPerson(given: Readonly<Record<string, unknown>>): Person {
  const unknown = Object.keys(given).find(name => !fields.includes(name));
  if (unknown) throw new ActError(`a user has no field ${unknown}; the fields: ${fields.join(", ")}`);
  const { sex, city } = given;
  if (sex !== undefined && ![0, 1, 2].includes(Number(sex)))
    throw new ActError(`got ${JSON.stringify(sex)}, expected 1 (female), 2 (male) or 0`, "sex");
  const wrong = texts.find(name => given[name] !== undefined && typeof given[name] !== "string");
  if (wrong) throw new ActError(`got ${JSON.stringify(given[wrong])}, expected a text`, wrong);
  if (city !== undefined && typeof city !== "string")
    throw new ActError(`got ${JSON.stringify(city)}, expected the name of a city`, "city");
  return {
    ...(Object.fromEntries(
      texts.flatMap(name => (given[name] === undefined ? [] : [[name, given[name]]])),
    ) as Person),
    ...(sex === undefined ? {} : { sex: Number(sex) as User["sex"] }), // checked above
    ...(city === undefined ? {} : { city: { id: 0, title: city } }),
  };
}
