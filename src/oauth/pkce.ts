import { ArgumentError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";

/** Loads node:crypto on first use. */
function nodeCrypto() {
  return process.getBuiltinModule("node:crypto");
}

/** Returns a random string for `state` (32 characters) or `code_verifier` (43), of letters, digits, `-` and `_`. */
export function randomText(bytes: 24 | 32): string {
  return nodeCrypto().randomBytes(bytes).toString("base64url");
}

/** Returns the code challenge: the SHA-256 hash of the code verifier. Source: https://www.rfc-editor.org/rfc/rfc7636 */
export function challengeOf(verifier: string): string {
  return nodeCrypto().createHash("sha256").update(verifier).digest("base64url");
}

/** Validates a code verifier. The error does not contain the value, because it is a secret. */
export function checkVerifier(argument: string, verifier: string): string {
  if (!/^[\w-]{43,128}$/.test(verifier)) {
    throw new ArgumentError(
      argument,
      localize(
        "is not a code verifier; expected 43 to 128 letters, digits, hyphens and underscores, as in the result of createVKIDLink",
      ),
    );
  }
  return verifier;
}
