import type { Methods } from "../api/method-types.ts";
import { type Auth, communityOf } from "../core/auth.ts";
import { call } from "../core/client.ts";
import { chunk } from "../core/pagination.ts";
import type { VkResponse } from "../core/request.ts";
import { type DateInput, dateRange } from "../validation/dates.ts";
import { type IdInput, ids } from "../validation/ids.ts";

/**
 * Gets the daily statistics of the community for a period: visitors, reach and activity.
 *
 * @category Statistics
 * @methods stats.get
 * @russian ПолучитьСтатистику
 * @short d, t, a
 * @param datefrom Start of the period
 * @param dateto End of the period, not before its start
 * @param auth Credentials
 * @returns `{response: [{period_from, period_to, visitors, reach, activity}]}`, an item per day
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const { response } = await OPI_VK.getStatistics("2025-12-01", "2025-12-10T18:30:00", auth);
 * ```
 * @example
 * ```bash
 * oint vk getStatistics --datefrom 2025-12-01 --dateto 2025-12-10T18:30:00 --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/stats.get
 */
export async function getStatistics(
  datefrom: DateInput,
  dateto: DateInput,
  auth: Auth,
): Promise<VkResponse<"stats.get">> {
  const { from, to } = dateRange("datefrom", datefrom, "dateto", dateto);
  return call(
    "stats.get",
    {
      group_id: communityOf(auth),
      // VK accepts either a community or an app, so the app of the credentials is left out.
      app_id: undefined,
      timestamp_from: from,
      timestamp_to: to,
      stats_groups: "visitors,reach,activity",
    },
    auth,
  );
}

/** Source: https://dev.vk.com/ru/method/stats.getPostReach */
const maxPosts = 30;

/**
 * Gets the reach of the community's posts.
 *
 * @category Statistics
 * @methods stats.getPostReach
 * @russian ПолучитьСтатистикуПостов
 * @short p, a
 * @param posts Post IDs, any number of them; each request gets 30
 * @param auth Credentials
 * @returns an item per post: `[{post_id, reach_total, reach_subscribers, reach_viral, reach_ads, links, to_group,
 *   join_group, report, hide, unsubscribe}]`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const reached = await OPI_VK.getPostStatistics([42, 43], auth);
 * ```
 * @example
 * ```bash
 * oint vk getPostStatistics --posts "[42, 43]" --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/stats.getPostReach
 */
export async function getPostStatistics(
  posts: readonly IdInput[] | IdInput,
  auth: Auth,
): Promise<Methods["stats.getPostReach"]["response"]> {
  const owner_id = -communityOf(auth);
  const reached: Methods["stats.getPostReach"]["response"] = [];
  for (const part of chunk(ids("posts", posts), maxPosts)) {
    const { response } = await call("stats.getPostReach", { owner_id, post_ids: part.join(",") }, auth);
    reached.push(...response);
  }
  return reached;
}
