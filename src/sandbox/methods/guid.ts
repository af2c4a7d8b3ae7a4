import { now } from "../state/clock.ts";

/** How long VK recognizes a repeated `guid`, in seconds. Source: https://dev.vk.com/ru/method/wall.post */
const guidLifetime = 3600;

/** Whether VK still recognizes the `guid` of an object, so that it returns the object instead of creating another one. */
export function isRecent(createdAt: number): boolean {
  return createdAt > now() - guidLifetime;
}
