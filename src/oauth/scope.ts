import { ArgumentError } from "../errors.ts";
import { formatValue } from "../validation/format.ts";
import { own } from "../validation/own.ts";
import { suggest } from "../validation/suggest.ts";

/** Whose rights: those of a user's token, or those of a community's token. */
export type ScopeKind = "user" | "community";

/**
 * The bit of each access right. Sources: https://dev.vk.com/ru/reference/access-rights, and for what that page no longer
 * lists https://github.com/SevereCloud/vksdk (api/oauth).
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

/** Rights of VK ID have names only. Source: https://id.vk.com/about/business/go/docs/ru/vkid/latest/vk-id/connection/work-with-user-info/scopes */
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

/** Names out of a text (`wall, photos`) or a list. */
function scopeNames(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).flatMap(item =>
    String(item ?? "")
      .split(/[,\s]+/)
      .filter(Boolean),
  );
}

function unknownScope(argument: string, name: string, known: readonly string[]): ArgumentError {
  const near = suggest(name, known);
  const advice = near ? ` Did you mean ${near}?` : "";
  return new ArgumentError(
    argument,
    `there is no right ${formatValue(name)}; expected ${known.join(", ")}.${advice}`,
  );
}

/**
 * Adds up the bits of rights. A number among the names stands for itself.
 *
 * @param argument name of the argument, for errors
 */
export function scopeMask(argument: string, names: unknown, kind: ScopeKind): number {
  const known = scopeBits[kind];
  const item = scopeNames(names).map(name => {
    if (/^\d+$/.test(name)) return BigInt(name);
    const bit = own(known, name);
    if (bit === undefined) throw unknownScope(argument, name, Object.keys(known));
    return 1n << BigInt(bit);
  });
  return Number(item.reduce((mask, bit) => mask | bit, 0n));
}

/** The names of a mask's rights, lowest bit first; a bit without a name is its own value, `"16384"`. */
export function scopesInMask(mask: number, kind: ScopeKind): string[] {
  const names = new Map(Object.entries(scopeBits[kind]).map(([name, bit]) => [bit, name]));
  const all = BigInt(mask);
  return Array.from({ length: 53 }, (_, bit) => bit)
    .filter(bit => all & (1n << BigInt(bit)))
    .map(bit => names.get(bit) ?? String(2 ** bit));
}

/**
 * Reads a scope as the authorize page takes it: names with commas, or a number.
 *
 * @param argument name of the argument, for errors
 */
export function scopeText(argument: string, value: unknown, kind: ScopeKind): string {
  const names = scopeNames(value);
  scopeMask(argument, names, kind);
  return names.join(",");
}

/** Reads a scope for VK ID: names with spaces. */
export function vkIdScope(argument: string, value: unknown): string {
  const names = scopeNames(value);
  const wrong = names.find(name => !vkIdScopes.includes(name));
  if (wrong !== undefined) throw unknownScope(argument, wrong, vkIdScopes);
  return names.join(" ");
}
