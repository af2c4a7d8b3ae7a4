import { randomBytes } from "node:crypto";

/** Generates an unguessable string: a prefix and random bytes in base64url. */
export function randomSecret(prefix: string, bytes = 48): string {
  return `${prefix}${randomBytes(bytes).toString("base64url")}`;
}
