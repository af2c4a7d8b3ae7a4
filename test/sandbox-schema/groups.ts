import type { SectionChecks } from "./section.ts";
import { friend, group_id, me } from "./seed.ts";
import type { Vk } from "./vk.ts";

/** A person who is not a member of the community. */
const stranger = 100_003;

const server = { group_id, url: "http://127.0.0.1:9/vk", title: "Bot", secret_key: "secret" };

/** Adds a server of the Callback API and returns its ID. */
async function addServer(vk: Vk): Promise<number> {
  const { server_id } = await vk.call<{ server_id: number }>("groups.addCallbackServer", server);
  return server_id;
}

export const groups: SectionChecks = {
  "groups.getById": async vk => {
    await vk.call("groups.getById", { group_id });
    const fields =
      "members_count,description,status,site,counters,market,member_status,can_post,wall,age_limits,online_status,is_subscribed,fixed_post,can_message,is_messages_blocked,verified,screen_name";
    await vk.call("groups.getById", { group_ids: ["oint_sandbox", 5, "club7"], fields });
    await vk.refuse("groups.getById", { group_id: "nobody_has_it" }, 100);
  },
  "groups.get": async vk => {
    await vk.call("groups.get");
    await vk.call(
      "groups.get",
      { user_id: me, extended: 1, filter: "admin", fields: "members_count" },
      "extendedResponse",
    );
  },
  "groups.search": async vk => {
    await vk.call("groups.search", { q: "sandbox" });
    await vk.call("groups.search", { q: "sandbox", type: "page" });
  },
  "groups.getTokenPermissions": async vk => {
    await vk.call("groups.getTokenPermissions");
    await vk.call("groups.getTokenPermissions", { access_token: "another token" });
  },
  "groups.getMembers": async vk => {
    await vk.call("groups.getMembers", { group_id, sort: "id_desc", offset: 1, count: 3 });
    const fields =
      "sex,bdate,city,online,last_seen,photo_200,photo_max_orig,is_friend,domain,has_mobile,can_post";
    await vk.call("groups.getMembers", { group_id: "oint_sandbox", fields }, "fieldsResponse");
    await vk.call("groups.getMembers", { group_id, filter: "managers" }, "filterResponse");
    await vk.call("groups.getMembers", { group_id, filter: "friends" });
    await vk.refuse("groups.getMembers", { group_id: "nobody_has_it" }, 125);
  },
  "groups.isMember": async vk => {
    await vk.call("groups.isMember", { group_id, user_id: stranger });
    await vk.call("groups.isMember", { group_id, user_ids: [me, stranger] }, "userIdsResponse");
    await vk.call("groups.isMember", { group_id, user_id: me, extended: 1 }, "extendedResponse");
    const both = { group_id, user_ids: [me, stranger], extended: 1 };
    await vk.call("groups.isMember", both, "userIds_Extended_Response");
  },
  "groups.join": async vk => {
    await vk.call("groups.join", { group_id: 501 });
    await vk.refuse("groups.join", { group_id: 501 }, 15);
  },
  "groups.leave": async vk => {
    await vk.call("groups.join", { group_id: 502 });
    await vk.call("groups.leave", { group_id: 502 });
    await vk.call("groups.leave", { group_id: 502 });
  },
  "groups.removeUser": async vk => {
    await vk.call("groups.removeUser", { group_id, user_id: 100_004 });
    await vk.refuse("groups.removeUser", { group_id, user_id: 100_004 }, 15);
  },
  "groups.getRequests": async vk => {
    await vk.call("groups.edit", { group_id: 503, access: 1 });
    await vk.call("groups.leave", { group_id: 503 });
    await vk.call("groups.join", { group_id: 503 });
    await vk.call("groups.getRequests", { group_id: 503 });
    await vk.call("groups.getRequests", { group_id: 503, fields: "sex" }, "fieldsResponse");
  },
  "groups.approveRequest": async vk => {
    await vk.call("groups.edit", { group_id: 504, access: 1 });
    await vk.call("groups.leave", { group_id: 504 });
    await vk.call("groups.join", { group_id: 504 });
    await vk.call("groups.approveRequest", { group_id: 504, user_id: me });
    await vk.refuse("groups.approveRequest", { group_id: 504, user_id: me }, 15);
  },
  "groups.ban": async vk => {
    await vk.call("groups.ban", { group_id, owner_id: 9, reason: 1, comment: "Spam", comment_visible: 1 });
    await vk.call("groups.ban", { group_id, owner_id: -9 });
    await vk.refuse("groups.ban", { group_id, owner_id: me }, 15);
  },
  "groups.getBanned": async vk => {
    await vk.call("groups.ban", { group_id, owner_id: 9, reason: 1, comment: "Spam" });
    await vk.call("groups.ban", { group_id, owner_id: -9 });
    await vk.call("groups.getBanned", { group_id });
    await vk.call("groups.getBanned", { group_id, owner_id: 9, fields: "bdate" });
    await vk.refuse("groups.getBanned", { group_id, owner_id: 77 }, 104);
  },
  "groups.unban": async vk => {
    await vk.call("groups.ban", { group_id, owner_id: 10 });
    await vk.call("groups.unban", { group_id, owner_id: 10 });
    await vk.refuse("groups.unban", { group_id, owner_id: 10 }, 100);
  },
  "groups.getSettings": async vk => {
    await vk.call("groups.getSettings", { group_id });
    await vk.call("groups.edit", { group_id: 505, wall: 2, obscene_words: "a,b", city: 1 });
    await vk.call("groups.getSettings", { group_id: 505 });
  },
  "groups.edit": async vk => {
    await vk.call("groups.edit", {
      group_id: 506,
      title: "Another",
      screen_name: "another_name",
      age_limits: 2,
    });
    await vk.call("groups.edit", { group_id: 506, description: "About us", website: "https://example.com" });
    await vk.refuse("groups.edit", { group_id: 506, screen_name: "oint_sandbox" }, 1260);
  },
  "groups.setSettings": async vk => {
    await vk.call("groups.setSettings", { group_id, messages: 1, bots_capabilities: 1 });
    await vk.call("groups.setSettings", { group_id, bots_add_to_chat: 1 });
  },
  "groups.editManager": async vk => {
    await vk.call("groups.editManager", { group_id, user_id: friend, role: "editor" });
    await vk.call("groups.editManager", { group_id, user_id: friend });
    await vk.refuse("groups.editManager", { group_id, user_id: me, role: "editor" }, 700);
    await vk.refuse("groups.editManager", { group_id, user_id: stranger, role: "editor" }, 701);
  },
  "groups.enableOnline": async vk => {
    await vk.call("groups.enableOnline", { group_id });
    await vk.call("groups.enableOnline", { group_id });
  },
  "groups.disableOnline": async vk => {
    await vk.call("groups.disableOnline", { group_id });
    await vk.call("groups.disableOnline", { group_id });
  },
  "groups.getOnlineStatus": async vk => {
    await vk.call("groups.getOnlineStatus", { group_id });
    await vk.call("groups.enableOnline", { group_id });
    await vk.call("groups.getOnlineStatus", { group_id });
  },
  "groups.setLongPollSettings": async vk => {
    await vk.call("groups.setLongPollSettings", {
      group_id,
      enabled: 1,
      api_version: "5.199",
      message_new: 1,
    });
    await vk.call("groups.setLongPollSettings", { group_id, message_new: 0 });
    await vk.refuse("groups.setLongPollSettings", { group_id, api_version: "new" }, 100);
  },
  "groups.getLongPollSettings": async vk => {
    await vk.call("groups.getLongPollSettings", { group_id });
    await vk.call("groups.getLongPollSettings", { group_id: 507 });
  },
  "groups.getLongPollServer": async vk => {
    await vk.call("groups.setLongPollSettings", { group_id, enabled: 1 });
    await vk.call("groups.getLongPollServer", { group_id });
    await vk.refuse("groups.getLongPollServer", { group_id: 507 }, 100);
  },
  "groups.addCallbackServer": async vk => {
    await addServer(vk);
    await vk.refuse("groups.addCallbackServer", { ...server, url: "no address" }, 100);
  },
  "groups.editCallbackServer": async vk => {
    const server_id = await addServer(vk);
    await vk.call("groups.editCallbackServer", { ...server, server_id, title: "Other" });
    await vk.refuse("groups.editCallbackServer", { ...server, server_id: 999 }, 104);
  },
  "groups.deleteCallbackServer": async vk => {
    const server_id = await addServer(vk);
    await vk.call("groups.deleteCallbackServer", { group_id, server_id });
    await vk.refuse("groups.deleteCallbackServer", { group_id, server_id }, 104);
  },
  "groups.getCallbackServers": async vk => {
    await vk.call("groups.getCallbackServers", { group_id });
    await vk.call("groups.getCallbackServers", { group_id, server_ids: [await addServer(vk)] });
  },
  "groups.getCallbackConfirmationCode": async vk => {
    await vk.call("groups.getCallbackConfirmationCode", { group_id });
    await vk.call("groups.getCallbackConfirmationCode", { group_id: 508 });
  },
  "groups.setCallbackSettings": async vk => {
    const server_id = await addServer(vk);
    await vk.call("groups.setCallbackSettings", {
      group_id,
      server_id,
      message_new: 1,
      api_version: "5.131",
    });
    await vk.refuse("groups.setCallbackSettings", { group_id, server_id: 999, message_new: 1 }, 104);
  },
  "groups.getCallbackSettings": async vk => {
    await vk.call("groups.getCallbackSettings", { group_id, server_id: await addServer(vk) });
    await vk.refuse("groups.getCallbackSettings", { group_id, server_id: 999 }, 104);
  },
};
