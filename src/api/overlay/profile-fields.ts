import { schemaFields } from "../generated/fields.ts";

/** Fields of users and communities that are in VK's documentation but not in its schema. */
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
 * Fields that a method can add to users and communities. The schema has a list for each of the two and a shorter list
 * for methods that return both. VK ignores a field that does not apply, so one list is enough.
 */
export const profileFields: readonly string[] = [...new Set([...schemaFields, ...documentedFields])];
