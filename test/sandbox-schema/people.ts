import type { SectionChecks } from "./section.ts";
import { friend, group_id, me } from "./seed.ts";
import type { Vk } from "./vk.ts";

/** Fields of users that a program asks for. */
const fields =
  "sex,bdate,city,status,screen_name,domain,last_seen,online,has_photo,photo,photo_50,photo_100,photo_200,photo_200_orig,photo_400_orig,photo_max,photo_max_orig,is_friend,friend_status,followers_count,common_count,counters,verified,blacklisted,blacklisted_by_me,can_post,can_see_all_posts,can_write_private_message,can_send_friend_request,has_mobile,nickname,home_town,timezone,first_name_gen,last_name_dat,activity,is_favorite";

async function shortLink(vk: Vk, url = "https://example.com/page"): Promise<string> {
  const { key } = await vk.call<{ key: string }>("utils.getShortLink", { url });
  return key;
}

/** The sections about users and the account, and small ones. */
export const people: SectionChecks = {
  "users.get": async vk => {
    await vk.call("users.get");
    await vk.call("users.get", { user_ids: [me, "ivan_petrov", "id9"], fields, name_case: "gen" });
    await vk.refuse("users.get", { user_ids: "nobody_has_it" }, 113);
  },
  "users.getFollowers": async vk => {
    await vk.call("users.getFollowers");
    await vk.call("users.getFollowers", { user_id: friend, count: 1 });
  },
  "users.getSubscriptions": async vk => {
    await vk.call("users.getSubscriptions");
    await vk.call("users.getSubscriptions", { extended: 1, fields: "members_count" }, "extendedResponse");
  },
  "users.search": async vk => {
    await vk.call("users.search", { q: "Иван", fields });
    await vk.call("users.search", { city: 1, sex: 1, age_from: 18, age_to: 60, group_id, count: 2 });
  },
  "friends.get": async vk => {
    await vk.call("friends.get");
    await vk.call("friends.get", { fields: "sex", order: "name", offset: 1, count: 2 }, "fieldsResponse");
  },
  "friends.getOnline": async vk => {
    await vk.call("friends.getOnline");
    await vk.call("friends.getOnline", { online_mobile: 1 }, "onlineMobileResponse");
  },
  "friends.areFriends": async vk => {
    await vk.call("friends.areFriends", { user_ids: [friend, 5] });
    await vk.call("friends.areFriends", { user_ids: [friend], extended: 1 }, "extendedResponse");
  },
  "friends.getMutual": async vk => {
    await vk.call("friends.getMutual", { target_uid: friend });
    await vk.call("friends.getMutual", { target_uids: [friend, 100_003] }, "targetUidsResponse");
    const params = { target_uid: friend, need_common_count: 1 };
    await vk.call("friends.getMutual", params, "totalCountResponse");
  },
  "friends.search": async vk => {
    await vk.call("friends.search", { q: "Мария" });
    await vk.call("friends.search", { q: "", fields: "sex", count: 2 });
  },
  "friends.add": async vk => {
    await vk.call("friends.add", { user_id: 100_020 });
    await vk.refuse("friends.add", { user_id: me }, 174);
    await vk.refuse("friends.add", { user_id: 5 }, 177);
  },
  "friends.delete": async vk => {
    await vk.call("friends.add", { user_id: 100_021 });
    await vk.call("friends.delete", { user_id: 100_021 });
    await vk.refuse("friends.delete", { user_id: 100_021 }, 15);
  },
  "status.get": async vk => {
    await vk.call("status.get");
    await vk.call("status.get", { group_id });
  },
  "status.set": async vk => {
    await vk.call("status.set", { text: "Busy" });
    await vk.call("status.set", { text: "Open", group_id });
  },
  "account.getProfileInfo": async vk => {
    await vk.call("account.getProfileInfo");
    await vk.call("account.getProfileInfo", { access_token: "another token" });
  },
  "account.getInfo": async vk => {
    await vk.call("account.getInfo");
    await vk.call("account.getInfo", { fields: "lang,intro" });
  },
  "account.setInfo": async vk => {
    await vk.call("account.setInfo", { name: "no_wall_replies", value: 1 });
    await vk.call("account.setInfo", { name: "intro", value: 0 });
    await vk.refuse("account.setInfo", { name: "intro", value: "no" }, 100);
  },
  "account.getAppPermissions": async vk => {
    await vk.call("account.getAppPermissions");
    await vk.call("account.getAppPermissions", { user_id: me });
  },
  "account.getCounters": async vk => {
    await vk.call("account.getCounters");
    await vk.call("account.getCounters", { filter: "messages" });
  },
  "account.ban": async vk => {
    await vk.call("account.ban", { owner_id: 9 });
    await vk.refuse("account.ban", { owner_id: me }, 100);
  },
  "account.unban": async vk => {
    await vk.call("account.ban", { owner_id: 9 });
    await vk.call("account.unban", { owner_id: 9 });
    await vk.refuse("account.unban", { owner_id: 9 }, 100);
  },
  "account.getBanned": async vk => {
    await vk.call("account.getBanned");
    await vk.call("account.ban", { owner_id: 9 });
    await vk.call("account.getBanned", { fields: "bdate" });
  },
  "account.setOnline": async vk => {
    await vk.call("account.setOnline");
    await vk.call("account.setOnline", { voip: 0 });
  },
  "account.setOffline": async vk => {
    await vk.call("account.setOffline");
    await vk.call("account.setOffline", { access_token: "another token" });
  },
  "utils.getShortLink": async vk => {
    await shortLink(vk);
    await vk.refuse("utils.getShortLink", { url: "no address" }, 100);
  },
  "utils.checkLink": async vk => {
    await vk.call("utils.checkLink", { url: "https://example.com" });
    await vk.call("utils.checkLink", { url: "example.com" });
  },
  "utils.getLastShortenedLinks": async vk => {
    await shortLink(vk);
    await vk.call("utils.getLastShortenedLinks");
    await vk.call("utils.getLastShortenedLinks", { count: 1, offset: 1 });
  },
  "utils.deleteFromLastShortened": async vk => {
    await vk.call("utils.deleteFromLastShortened", { key: await shortLink(vk, "https://example.com/gone") });
    await vk.refuse("utils.deleteFromLastShortened", { key: "nothing" }, 100);
  },
  "utils.getLinkStats": async vk => {
    const key = await shortLink(vk);
    await vk.call("utils.getLinkStats", { key });
    await vk.call("utils.getLinkStats", { key, interval: "month", extended: 1 }, "extendedResponse");
    await vk.refuse("utils.getLinkStats", { key: "nothing" }, 104);
  },
  "utils.resolveScreenName": async vk => {
    await vk.call("utils.resolveScreenName", { screen_name: "oint_sandbox" });
    await vk.call("utils.resolveScreenName", { screen_name: "id5" });
  },
  "utils.getServerTime": async vk => {
    await vk.call("utils.getServerTime");
    await vk.call("utils.getServerTime", { access_token: "another token" });
  },
};
