/** A VK application. */
export interface SandboxApp {
  /** Its number. */
  readonly id: number;
  /** Its name, as the page that asks for rights shows it. */
  readonly name: string;
  /** Its protected key. */
  readonly secret: string;
  /** `oauth`: it uses VK OAuth; `vkid`: it was made with VK ID, and VK OAuth refuses it. */
  readonly kind: "oauth" | "vkid";
}

/** The applications that there are when none are named. */
export const standardApps: {
  /** For VK OAuth. */
  readonly oauth: SandboxApp;
  /** For VK ID. */
  readonly vkid: SandboxApp;
} = {
  oauth: { id: 51_694_790, name: "oint example", secret: "sandbox-secret", kind: "oauth" },
  vkid: { id: 51_694_791, name: "oint example with VK ID", secret: "sandbox-secret", kind: "vkid" },
};

/** VK's bits of the rights. Source: https://dev.vk.com/ru/reference/access-rights */
const bits: Readonly<Record<"user" | "community", Readonly<Record<string, number>>>> = {
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

/** The rights of a scope, names with commas or spaces or a number; `undefined` when one of them is unknown. */
export function rightsOf(scope: string, kind: "user" | "community"): string[] | undefined {
  const known = bits[kind];
  if (/^\d+$/.test(scope)) return Object.keys(known).filter(name => Number(scope) & (known[name] ?? 0));
  const names = scope.split(/[,\s]+/).filter(Boolean);
  return names.every(name => Object.hasOwn(known, name) || name === "vkid.personal_info") ? names : undefined;
}

/** The bit of a right. */
export function bitOf(right: string, kind: "user" | "community"): number {
  return bits[kind][right] ?? 0;
}
