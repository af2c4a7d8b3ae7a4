import { ArgumentError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import { formatValue } from "../validation/format.ts";
import { own } from "../validation/own.ts";
import { didYouMean, suggest } from "../validation/suggest.ts";

/** Token type of a scope mask: user tokens and community tokens have different bits. */
export type ScopeKind = "user" | "community";

/**
 * The bit of each scope. Sources: https://dev.vk.com/ru/reference/access-rights, and for scopes that VK no longer lists
 * https://github.com/SevereCloud/vksdk (api/oauth).
 */
const scopeBits: Readonly<Record<ScopeKind, Readonly<Record<string, number>>>> = {
  user: {
    notify: 0,
    friends: 1,
    photos: 2,
    audio: 3,
    video: 4,
    stories: 6,
    pages: 7,
    menu: 8,
    wallmenu: 9,
    status: 10,
    notes: 11,
    messages: 12,
    wall: 13,
    ads: 15,
    offline: 16,
    docs: 17,
    groups: 18,
    notifications: 19,
    stats: 20,
    email: 22,
    adsweb: 23,
    leads: 24,
    group_messages: 25,
    exchange: 26,
    market: 27,
    phone: 28,
  },
  community: {
    stories: 0,
    photos: 2,
    app_widget: 6,
    messages: 12,
    wall: 13,
    docs: 17,
    manage: 18,
    market: 27,
  },
};

/** Scopes of VK ID, which have no bits. Source: https://id.vk.com/about/business/go/docs/ru/vkid/latest/vk-id/connection/work-with-user-info/scopes */
const vkIdScopes = [
  "vkid.personal_info",
  "email",
  "phone",
  "friends",
  "wall",
  "groups",
  "stories",
  "docs",
  "photos",
  "ads",
  "video",
  "status",
  "market",
  "pages",
  "notifications",
  "stats",
  "notes",
];

/** Splits a string (`wall, photos`) or an array into scopes. */
function scopeNames(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).flatMap(item =>
    String(item ?? "")
      .split(/[,\s]+/)
      .filter(Boolean),
  );
}

function unknownScope(argument: string, name: string, scopes: readonly string[]): ArgumentError {
  const problem = localize("got unknown scope {scope}, expected {scopes}", {
    scope: formatValue(name),
    scopes: scopes.join(", "),
  });
  return new ArgumentError(argument, problem + didYouMean(suggest(name, scopes)));
}

/**
 * Returns the scope mask of scopes. A number among the names is a scope mask itself.
 *
 * @param argument name of the argument, for errors
 */
export function scopeMask(argument: string, names: unknown, kind: ScopeKind): number {
  const bits = scopeBits[kind];
  const values = scopeNames(names).map(name => {
    if (/^\d+$/.test(name)) return BigInt(name);
    const bit = own(bits, name);
    if (bit === undefined) throw unknownScope(argument, name, Object.keys(bits));
    return 1n << BigInt(bit);
  });
  return Number(values.reduce((all, value) => all | value, 0n));
}

/** Returns the scopes in a scope mask, lowest bit first. A bit without a name is returned as its value, `"16384"`. */
export function scopesInMask(mask: number, kind: ScopeKind): string[] {
  const names = new Map(Object.entries(scopeBits[kind]).map(([name, bit]) => [bit, name]));
  const bits = BigInt(mask);
  return Array.from({ length: 53 }, (_, bit) => bit)
    .filter(bit => bits & (1n << BigInt(bit)))
    .map(bit => names.get(bit) ?? String(2 ** bit));
}

/**
 * Returns scopes in the format of VK OAuth: comma-separated names, or a scope mask.
 *
 * @param argument name of the argument, for errors
 */
export function scopeText(argument: string, value: unknown, kind: ScopeKind): string {
  const names = scopeNames(value);
  scopeMask(argument, names, kind);
  return names.join(",");
}

/** Returns scopes in the format of VK ID: space-separated names. */
export function vkIdScope(argument: string, value: unknown): string {
  const names = scopeNames(value);
  const unknown = names.find(name => !vkIdScopes.includes(name));
  if (unknown !== undefined) throw unknownScope(argument, unknown, vkIdScopes);
  return names.join(" ");
}
