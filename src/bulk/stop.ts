import { type OintError, VkApiError } from "../errors.ts";

/** VK's codes after which every further row would fail too: the token, the rights, a challenge, a quota. */
const stopCodes: readonly number[] = [
  3, 4, 5, 14, 16, 17, 20, 21, 24, 25, 27, 28, 29, 1051, 1114, 1116, 1117,
];

/** Whether an error is not the row's own, so that the operation stops. */
export function stopsAll(error: OintError): boolean {
  return error instanceof VkApiError && stopCodes.includes(error.errorCode);
}
