/** Names of the fields and parameters whose values are never shown. */
const secretNames = [
  "access_token",
  "captcha_key",
  "client_secret",
  "code",
  "code_verifier",
  "id_token",
  "refresh_token",
  "secret",
  "service_token",
  "success_token",
  "token",
];

function isSecretName(name: string): boolean {
  return secretNames.includes(name) || /^access_token_\d+$/.test(name);
}

/** What stands in the place of a secret. */
export const masked = "***";

/** The names that stand for nothing else, as people and programs write them. */
const unmistakable =
  "(?:access|refresh|id|service|success)[_-]?token(?:_\\d+)?|client[_-]?secret|code[_-]?verifier|captcha[_-]?key";

/** What joins a name to its value: in a query, in JSON, also inside of JSON or of an address. */
const joint = `(?:\\\\*["']|%2[27])?\\s*(?:=|:|%3[AD])\\s*`;
/** A value in quotes, up to the same quotes; the `…` of this program's own examples is none. */
const quoted = `(\\\\*["']|%2[27])(?!…)(?:(?!\\2)[^])*`;
/** A value without quotes. After a colon and a space may also stand prose: "access_token: invalid_client: …". */
const bare = `(?<!: (?=[a-z_/'-]+[:)]*(?:\\s|$)))[^\\s&"'\\\\…]+`;

const assignments = [
  new RegExp(`((?:${unmistakable})${joint})(?:${quoted}|${bare})`, "gi"),
  // In prose these words mean other things: "exit code: 5".
  /((?:\b|%2[27])(?:code|token|secret)(?:=|\\*"\s*:\s*(?=\\*")|\\*'\s*:\s*(?=\\*')|%22%3A(?=%22)))(\\*["']|%22)?[^&\s"'\\]+/g,
];
/** An upload address in an answer: whatever stands in its query authorizes the upload. */
const uploadAddress = /("upload_url"\s*:\s*"[^"?]*\?)[^"]+/g;
/** User and password in an address; a number between the host and a slash is its port. */
const userInfo = /(:\/\/)(?:[^\s/?#"'@]*@|[^\s/:@]{0,100}:(?!\d{1,5}(?:[/?#\s"']|$))[^\s"']{0,300}@)/g;
/** VK's tokens since 2022; what follows the prefix is of any length. */
const vkToken = /vk\d\.a\.[\w~+=%-]+(?:\.[\w~+=%-]+)*/gi;
/** VK's older tokens, 85 digits, and service tokens, some fewer. */
const hexToken = /(?<![\da-f])[\da-f]{70,90}(?![\da-f])/gi;
/** Long words, and addresses, whose parts are no words. */
const longWord = /https?:\\?\/\\?\/[^\s"'<>]+|[\w-]{20,}/gi;

/** Long and mixed, and nobody's secret: a GUID; an attachment with its access key. */
const ordinary = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|^[a-z_]+-?\d+_\d+_[\w-]+$/gi;
/** What a file may be named after: the digest of its contents, from MD5 to SHA-512. */
const digestLengths = [32, 40, 56, 64, 96, 128];

function isDigest(text: string): boolean {
  return digestLengths.includes(text.length) && /^[\da-f]+$/i.test(text);
}

/**
 * Whether a word is made at random: at least 20 letters and digits that take turns all the time. Names, dates, numbers and
 * what people put together out of them do not.
 */
function isOpaque(word: string): boolean {
  const parts = word
    .replace(ordinary, "")
    .split(/[-_]/)
    .filter(part => part.length >= 8 && /\d/.test(part) && /[a-z]/i.test(part) && !isDigest(part));
  const mixed = parts.join(" ");
  const turns = mixed.match(/\d(?=[a-z])|[a-z](?=\d)/gi)?.length ?? 0;
  const capitals = mixed.match(/[a-z](?=[A-Z])/g)?.length ?? 0;
  return mixed.length >= 20 && turns >= 2 && turns + capitals >= mixed.length / 5;
}

/** A secret as it is written in a text, an address, a form and JSON. */
function spellings(secret: string): string[] {
  const quoted = JSON.stringify(secret).slice(1, -1);
  const form = new URLSearchParams({ "": secret }).toString().slice(1);
  const spaced = form.replaceAll("+", "%20");
  const component = spaced.replace(/%(?:21|2[789]|7E)/g, decodeURIComponent);
  return [secret, quoted, form, spaced, component];
}

/** A short secret is hidden only where it is a word of its own: a text without any "a" can no longer be read. */
function hide(text: string, secret: string): string {
  if (secret.length >= 8) return text.replaceAll(secret, masked);
  const literal = secret.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
  return text.replace(new RegExp(`(?<![\\p{L}\\d_])${literal}(?![\\p{L}\\d_])`, "gu"), masked);
}

/**
 * Hides secrets in a text: the given ones, and what looks like a token, a secret or a code.
 *
 * @param text any text that may be shown or logged
 * @param secrets values known to be secret; empty ones are passed over
 * @returns the text with `***` in place of each secret
 */
export function maskText(text: string, ...secrets: readonly string[]): string {
  const known = [...new Set(secrets.filter(secret => secret.trim() !== "").flatMap(spellings))];
  const longestFirst = known.sort((one, other) => other.length - one.length);
  return assignments
    .reduce(
      (rest, assignment) => rest.replace(assignment, (_, name, quote = "") => `${name}${quote}${masked}`),
      longestFirst.reduce(hide, text).replace(uploadAddress, `$1${masked}`),
    )
    .replace(userInfo, `$1${masked}@`)
    .replace(vkToken, masked)
    .replace(hexToken, masked)
    .replace(longWord, word => (/^http/i.test(word) || !isOpaque(word) ? word : masked));
}

/**
 * Hides the values of secret parameters.
 *
 * @param params parameters of a call, by name
 * @returns a copy with `***` in place of each secret value
 */
export function maskParams(params: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, isSecretName(name) ? masked : maskText(value)]),
  );
}

/**
 * Finds the secrets among parameters.
 *
 * @param params parameters of a request, by name
 * @returns the values of those whose names are those of secrets
 */
export function secretsIn(params: Readonly<Record<string, string>>): string[] {
  return Object.entries(params).flatMap(([name, value]) => (isSecretName(name) ? [value] : []));
}

/**
 * Hides secrets anywhere in a value: in its texts, under secret names, and in VK's `{key, value}` pairs.
 *
 * @param value any JSON value
 * @param secrets values known to be secret
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
 * Hides what authorizes a request in an address: VK's upload addresses carry tokens and hashes in their query.
 *
 * @param url an absolute address
 * @returns the address without user, password, query and fragment; `?***` tells that there was a query
 */
export function maskUrl(url: string): string {
  if (!URL.canParse(url)) return maskText(url);
  const { protocol, host, pathname, search } = new URL(url);
  return maskText(`${protocol}//${host}${pathname}${search ? `?${masked}` : ""}`);
}
