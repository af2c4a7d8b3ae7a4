import type { PolicyGroup } from "./group.ts";

/**
 * Methods that look idempotent but are not. Every method that is in no list is `non-idempotent` too.
 */
export const nonIdempotent: readonly PolicyGroup[] = [
  {
    retry: "non-idempotent",
    reason: "Without the ID of an existing object it creates a new one.",
    methods: [
      "apps.updateMetaForTestingGroup",
      "bugtracker.saveProductVersion",
      "market.groupItems",
      "newsfeed.saveList",
      "pages.save",
    ],
  },
  {
    retry: "non-idempotent",
    reason:
      "It acts on everything that is there: a repetition would also act on what arrived after the first attempt.",
    methods: [
      "apps.deleteAppRequests",
      "fave.markSeen",
      "friends.deleteAllRequests",
      "messages.deleteConversation",
      "messages.markAsRead",
      "messages.markReactionsAsRead",
      "notifications.markAsViewed",
      "stories.hideAllReplies",
      "video.stopStreaming",
    ],
  },
  {
    retry: "non-idempotent",
    reason: "A former friend becomes a follower; a repetition would reject the follower as well.",
    methods: ["friends.delete"],
  },
  {
    retry: "non-idempotent",
    reason: "It sends a request, an invitation, a notification or a report to people.",
    methods: [
      "apps.sendRequest",
      "auth.restore",
      "friends.add",
      "groups.invite",
      "market.editOrder",
      "market.report",
      "market.reportComment",
      "messages.sendMessageEventAnswer",
      "photos.report",
      "photos.reportComment",
      "secure.sendNotification",
      "secure.sendSMSNotification",
      "stories.sendInteraction",
      "users.report",
      "video.report",
      "video.reportComment",
      "wall.reportComment",
      "wall.reportPost",
    ],
  },
  {
    retry: "non-idempotent",
    reason: "It leaves a service message in the chat, perhaps one each time.",
    methods: [
      "messages.addChatUser",
      "messages.addChatUsers",
      "messages.deleteChatPhoto",
      "messages.editChat",
      "messages.joinChatByInviteLink",
      "messages.pin",
      "messages.removeChatUser",
      "messages.setChatPhoto",
      "messages.unpin",
    ],
  },
  {
    retry: "non-idempotent",
    reason: "It adds to a counter or a sum, or moves money.",
    methods: [
      "apps.promoUseGift",
      "orders.cancelSubscription",
      "orders.changeState",
      "secure.addAppEvent",
      "secure.giveEventSticker",
      "secure.setCounter",
      "stats.trackVisitor",
    ],
  },
  {
    retry: "non-idempotent",
    reason: "It can add the same answers a second time.",
    methods: ["polls.edit"],
  },
  {
    retry: "non-idempotent",
    reason:
      "The first attempt ends the password or opens a request to change the name, which a repetition needs.",
    methods: ["account.changePassword", "account.saveProfileInfo"],
  },
  {
    retry: "non-idempotent",
    reason: "It does what its script does.",
    methods: ["execute"],
  },
];
