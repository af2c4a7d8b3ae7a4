import { ArgumentError } from "../errors.ts";

/** Loaded only when something is to be made at random or hashed. */
function nodeCrypto() {
  return process.getBuiltinModule("node:crypto");
}

/** A random text for `state` (32 characters) or for `code_verifier` (43), of letters, digits, `-` and `_`. */
export function randomText(bytes: 24 | 32): string {
  return nodeCrypto().randomBytes(bytes).toString("base64url");
}

/** What VK ID gets instead of the verifier: its SHA-256 hash. Source: https://www.rfc-editor.org/rfc/rfc7636 */
export function challengeOf(verifier: string): string {
  return nodeCrypto().createHash("sha256").update(verifier).digest("base64url");
}

/** A verifier of the form that VK ID wants. The value itself is not shown, it is a secret. */
export function checkVerifier(argument: string, verifier: string): string {
  if (!/^[\w-]{43,128}$/.test(verifier)) {
    const form = "43 to 128 letters, digits, hyphens and underscores, as createVKIDLink gives it";
    throw new ArgumentError(argument, `is not of its form; expected ${form}`);
  }
  return verifier;
}
