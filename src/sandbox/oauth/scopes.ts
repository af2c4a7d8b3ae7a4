/** Who grants a scope: a user or a community. */
export type ScopeKind = "user" | "community";

/** The bit of each scope in VK's scope mask. Source: https://dev.vk.com/ru/reference/access-rights */
const scopeBits: Readonly<Record<ScopeKind, Readonly<Record<string, number>>>> = {
  user: {
    notify: 1,
    friends: 2,
    photos: 4,
    audio: 8,
    video: 16,
    stories: 64,
    pages: 128,
    status: 1024,
    notes: 2048,
    messages: 4096,
    wall: 8192,
    ads: 32_768,
    offline: 65_536,
    docs: 131_072,
    groups: 262_144,
    notifications: 524_288,
    stats: 1_048_576,
    email: 4_194_304,
    market: 134_217_728,
    phone: 268_435_456,
  },
  community: {
    stories: 1,
    photos: 4,
    app_widget: 64,
    messages: 4096,
    wall: 8192,
    docs: 131_072,
    manage: 262_144,
    market: 134_217_728,
  },
};

/** Reads a scope parameter: a mask, or names with commas or spaces. Returns `undefined` when a name is unknown. */
export function parseScope(scope: string, kind: ScopeKind): string[] | undefined {
  const bits = scopeBits[kind];
  if (/^\d+$/.test(scope)) return Object.keys(bits).filter(name => Number(scope) & (bits[name] ?? 0));
  const names = scope.split(/[,\s]+/).filter(Boolean);
  return names.every(name => Object.hasOwn(bits, name) || name === "vkid.personal_info") ? names : undefined;
}

/** The bit of a scope; 0 when the kind does not have this scope. */
export function scopeBit(scope: string, kind: ScopeKind): number {
  return scopeBits[kind][scope] ?? 0;
}
