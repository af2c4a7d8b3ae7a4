import { now } from "../state/store.ts";

/** How long VK recognizes a repeated `guid`, in seconds. Source: https://dev.vk.com/ru/method/wall.post */
const guidLifetime = 3600;

/** Whether an object was created with this `guid` recently, so that VK returns it instead of creating another one. */
export function isDuplicate(guid: string, object: { readonly guid: string }, createdAt: number): boolean {
  return guid !== "" && object.guid === guid && createdAt > now() - guidLifetime;
}
