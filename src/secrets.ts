/** Names of fields and parameters whose values are masked. */
const secretNames = [
  "access_token",
  "captcha_key",
  "change_password_hash",
  "client_secret",
  "code",
  "code_verifier",
  "id_token",
  "new_password",
  "old_password",
  "refresh_token",
  "restore_sid",
  "secret",
  "secret_key",
  "service_token",
  "success_token",
  "token",
];

function isSecretName(name: string): boolean {
  return secretNames.includes(name) || /^access_token_\d+$/.test(name);
}

/** Replacement for a secret. */
export const masked = "***";

/** Names that are used only for secrets, in common spellings. */
const unambiguousNames =
  "(?:access|refresh|id|service|success)[_-]?token(?:_\\d+)?|client[_-]?secret|code[_-]?verifier|captcha[_-]?key";

/** Separator between a name and its value: in a query, in JSON, or in JSON inside a string or a URL. */
const separator = `(?:\\\\*["']|%2[27])?\\s*(?:=|:|%3[AD])\\s*`;
/** A quoted value, up to the same quote; the `…` in oint's own examples is not a value. */
const quoted = `(\\\\*["']|%2[27])(?!…)(?:(?!\\2)[^])*`;
/** An unquoted value. Text after a colon and a space may be prose instead: "access_token: invalid_client: …". */
const bare = `(?<!: (?=[a-z_/'-]+[:)]*(?:\\s|$)))[^\\s&"'\\\\…]+`;

const assignments = [
  new RegExp(`((?:${unambiguousNames})${separator})(?:${quoted}|${bare})`, "gi"),
  // In prose these words have other meanings: "exit code: 5".
  /((?:\b|%2[27])(?:code|token|secret)(?:=|\\*"\s*:\s*(?=\\*")|\\*'\s*:\s*(?=\\*')|%22%3A(?=%22)))(\\*["']|%22)?[^&\s"'\\]+/g,
];
/** An upload URL in a response; its query authorizes the upload. */
const uploadUrl = /("upload_url"\s*:\s*"[^"?]*\?)[^"]+/g;
/** User and password in a URL; a number between the host and a slash is the port. */
const userInfo = /(:\/\/)(?:[^\s/?#"'@]*@|[^\s/:@]{0,100}:(?!\d{1,5}(?:[/?#\s"']|$))[^\s"']{0,300}@)/g;
/** VK tokens since 2022; the part after the prefix has any length. */
const vkToken = /vk\d\.a\.[\w~+=%-]+(?:\.[\w~+=%-]+)*/gi;
/** Legacy VK tokens with 85 digits, and service tokens, which are shorter. */
const hexToken = /(?<![\da-f])[\da-f]{70,90}(?![\da-f])/gi;
/** Long words, and URLs, whose parts are not treated as words. */
const longWord = /https?:\\?\/\\?\/[^\s"'<>]+|[\w-]{20,}/gi;

/** Long mixed words that are not secrets: a GUID, an attachment with its access key. */
const publicWord = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|^[a-z_]+-?\d+_\d+_[\w-]+$/gi;
/** Lengths of digests, from MD5 to SHA-512; file names may contain them. */
const digestLengths = [32, 40, 56, 64, 96, 128];

function isDigest(text: string): boolean {
  return digestLengths.includes(text.length) && /^[\da-f]+$/i.test(text);
}

/**
 * Whether a word looks random: it has at least 20 letters and digits, which alternate often. Names, dates, numbers and
 * combinations of them do not.
 */
function isOpaque(word: string): boolean {
  const parts = word
    .replace(publicWord, "")
    .split(/[-_]/)
    .filter(part => part.length >= 8 && /\d/.test(part) && /[a-z]/i.test(part) && !isDigest(part));
  const mixed = parts.join(" ");
  const turns = mixed.match(/\d(?=[a-z])|[a-z](?=\d)/gi)?.length ?? 0;
  const capitals = mixed.match(/[a-z](?=[A-Z])/g)?.length ?? 0;
  return mixed.length >= 20 && turns >= 2 && turns + capitals >= mixed.length / 5;
}

/** Returns a secret as it is encoded in text, a URL, a form and JSON. */
function spellings(secret: string): string[] {
  const quoted = JSON.stringify(secret).slice(1, -1);
  const form = new URLSearchParams({ "": secret }).toString().slice(1);
  const spaced = form.replaceAll("+", "%20");
  const component = spaced.replace(/%(?:21|2[789]|7E)/g, decodeURIComponent);
  return [secret, quoted, form, spaced, component];
}

/** Masks a secret. A short one is masked only as a separate word: text without any "a" would be unreadable. */
function maskSecret(text: string, secret: string): string {
  if (secret.length >= 8) return text.replaceAll(secret, masked);
  const literal = secret.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
  return text.replace(new RegExp(`(?<![\\p{L}\\d_])${literal}(?![\\p{L}\\d_])`, "gu"), masked);
}

/**
 * Masks secrets in a text: known secrets, and values that look like a token, a secret or a code.
 *
 * @param text text to show or log
 * @param secrets known secrets; empty ones are ignored
 * @returns the text with `***` instead of each secret
 */
export function maskText(text: string, ...secrets: readonly string[]): string {
  const encoded = [...new Set(secrets.filter(secret => secret.trim() !== "").flatMap(spellings))];
  const longestFirst = encoded.sort((one, other) => other.length - one.length);
  return assignments
    .reduce(
      (rest, assignment) => rest.replace(assignment, (_, name, quote = "") => `${name}${quote}${masked}`),
      longestFirst.reduce(maskSecret, text).replace(uploadUrl, `$1${masked}`),
    )
    .replace(userInfo, `$1${masked}@`)
    .replace(vkToken, masked)
    .replace(hexToken, masked)
    .replace(longWord, word => (/^http/i.test(word) || !isOpaque(word) ? word : masked));
}

/**
 * Masks the values of secret parameters.
 *
 * @param params request parameters by name
 * @returns a copy with `***` instead of each secret value
 */
export function maskParams(params: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, isSecretName(name) ? masked : maskText(value)]),
  );
}

/**
 * Finds secrets in parameters.
 *
 * @param params request parameters by name
 * @returns the values of secret parameters
 */
export function secretsIn(params: Readonly<Record<string, string>>): string[] {
  return Object.entries(params).flatMap(([name, value]) => (isSecretName(name) ? [value] : []));
}

/**
 * Masks secrets anywhere in a value: in strings, in fields with a secret name, and in VK's `{key, value}` pairs.
 *
 * @param value any JSON value
 * @param secrets known secrets
 * @returns a copy of the same shape
 */
export function maskValue(value: unknown, ...secrets: readonly string[]): unknown {
  if (typeof value === "string") return maskText(value, ...secrets);
  if (Array.isArray(value)) return value.map(item => maskValue(item, ...secrets));
  if (typeof value !== "object" || value === null) return value;
  const pairs = Object.entries(value).map(([name, item]): [string, unknown] => {
    const key = name === "value" && "key" in value ? String(value.key) : name;
    return [name, isSecretName(key) && typeof item === "string" ? masked : maskValue(item, ...secrets)];
  });
  return Object.fromEntries(pairs);
}

/**
 * Masks the secret parts of a URL: the query of a VK upload URL contains tokens and hashes.
 *
 * @param url an absolute URL
 * @returns the URL without user, password, query and fragment; `?***` replaces a query
 */
export function maskUrl(url: string): string {
  if (!URL.canParse(url)) return maskText(url);
  const { protocol, host, pathname, search } = new URL(url);
  return maskText(`${protocol}//${host}${pathname}${search ? `?${masked}` : ""}`);
}
