import type { PolicyGroup } from "./group.ts";

/** Methods whose retries VK deduplicates. */
export const keyed: readonly PolicyGroup[] = [
  {
    retry: "guid",
    reason:
      "VK recognizes a repetition by `guid` for one hour. Source: https://dev.vk.com/ru/method/wall.post",
    methods: ["wall.post", "wall.postAdsStealth"],
  },
  {
    retry: "guid",
    reason:
      "VK recognizes a repeated comment by `guid`. Source: https://dev.vk.com/ru/method/photos.createComment",
    methods: [
      "board.createComment",
      "market.createComment",
      "notes.createComment",
      "photos.createComment",
      "video.createComment",
      "wall.createComment",
    ],
  },
  {
    retry: "random_id",
    reason:
      "VK recognizes a repetition by `random_id` for one hour. Sources: https://dev.vk.com/ru/method/messages.send, https://dev.vk.com/ru/method/notifications.sendMessage",
    methods: ["messages.send", "notifications.sendMessage"],
  },
];
