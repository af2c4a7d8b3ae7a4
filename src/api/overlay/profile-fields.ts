import { schemaFields } from "../generated/fields.ts";

/** Fields of users and communities that VK documents and that its schema lacks. */
const documentedFields = [
  // https://dev.vk.com/ru/method/users.search
  "country",
  // https://dev.vk.com/ru/reference/objects/group
  "place",
  // https://dev.vk.com/ru/reference/objects/user
  "first_name",
  "is_no_index",
  "last_name",
  "wall_default",
];

/**
 * The fields that a method can add to users and communities. The schema has a list for each of the two and a shorter one
 * for methods that return both; VK passes over a field that does not fit, so that one list serves all.
 */
export const profileFields: readonly string[] = [...new Set([...schemaFields, ...documentedFields])];
