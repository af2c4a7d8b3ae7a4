import type { PolicyGroup } from "./group.ts";

/** Methods that change something although their verb is that of a read. */
export const unsafeReads: readonly PolicyGroup[] = [
  {
    retry: "idempotent",
    reason: "With `reset` it replaces the link: a second new link takes the place of the first.",
    methods: ["messages.getInviteLink"],
  },
  {
    retry: "idempotent",
    reason: "VK returns the same short link for the same address.",
    methods: ["utils.getShortLink"],
  },
  {
    retry: "idempotent",
    reason: "It opens a slot for an upload; a slot that stays empty does nothing.",
    methods: ["ads.getVideoUploadURL", "bugtracker.getProductBuildUploadServer"],
  },
  {
    retry: "idempotent",
    reason: "It issues a key for a connection; an older key that nobody uses does nothing.",
    methods: ["streaming.getServerUrl"],
  },
];
