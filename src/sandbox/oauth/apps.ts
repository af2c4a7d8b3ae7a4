/** A VK app. */
export interface SandboxApp {
  /** App ID. */
  readonly id: number;
  /** App name, shown on the consent page. */
  readonly name: string;
  /** Client secret. */
  readonly secret: string;
  /** `oauth`: the app uses VK OAuth; `vkid`: the app was created with VK ID, and VK OAuth rejects it. */
  readonly kind: "oauth" | "vkid";
}

/** The apps that a sandbox has by default. */
export const standardApps: {
  /** The app for VK OAuth. */
  readonly oauth: SandboxApp;
  /** The app for VK ID. */
  readonly vkid: SandboxApp;
} = {
  oauth: { id: 51_694_790, name: "oint example", secret: "sandbox-secret", kind: "oauth" },
  vkid: { id: 51_694_791, name: "oint example with VK ID", secret: "sandbox-secret", kind: "vkid" },
};
