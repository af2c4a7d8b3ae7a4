/** All methods of a section except these. */
interface Exceptions {
  readonly except: readonly string[];
}

/**
 * Methods in the schema without a page in VK's documentation in October 2026. VK announced on 2026-04-02 that it phases
 * out methods that are not in its documentation, so these may be disabled.
 *
 * Sources: https://dev.vk.com/en/api/overview for the announcement; the list of pages is from
 * https://github.com/goodwin74/vk-docs-mcp, a copy of https://dev.vk.com/ru/method.
 */
const undocumented: Readonly<Record<string, readonly string[] | Exceptions>> = {
  account: { except: ["getAppPermissions"] },
  auth: { except: [] },
  board: ["closeTopic", "deleteTopic", "editTopic", "fixTopic", "openTopic", "unfixTopic"],
  database: { except: ["getCities", "getCitiesById", "getRegions"] },
  docs: ["add", "delete", "edit", "getTypes", "getUploadServer", "restore", "search"],
  donut: ["isDon"],
  downloadedGames: { except: [] },
  fave: { except: [] },
  friends: ["add", "addList", "delete", "deleteAllRequests", "deleteList", "edit", "editList"],
  groups: [
    "addLink",
    "create",
    "deleteLink",
    "edit",
    "editLink",
    "getSettings",
    "join",
    "leave",
    "reorderLink",
  ],
  leadForms: { except: [] },
  likes: ["add", "delete"],
  market: ["filterCategories"],
  messages: ["addChatUsers", "getIntentUsers", "muteChatMentions"],
  newsfeed: [
    "addBan",
    "deleteBan",
    "deleteList",
    "getLists",
    "ignoreItem",
    "saveList",
    "unignoreItem",
    "unsubscribe",
  ],
  notes: { except: [] },
  notifications: ["markAsViewed"],
  photos: ["confirmTag", "getNewTags", "getTags", "putTag", "removeTag"],
  polls: ["addVote", "deleteVote"],
  secure: ["getSMSHistory", "sendSMSNotification"],
  status: ["set"],
  stories: ["getDetailedStats"],
  streaming: { except: [] },
  users: ["report"],
  video: ["liveGetCategories", "unpinComment"],
  wall: ["checkCopyrightLink"],
};

/** Whether the method has had no page in VK's documentation since 2026, so that VK may disable it. */
export function isUndocumented(method: string): boolean {
  const [section = "", name = ""] = method.split(".");
  const names = Object.hasOwn(undocumented, section) ? undocumented[section] : undefined;
  if (names === undefined) return false;
  return "except" in names ? !names.except.includes(name) : names.includes(name);
}
