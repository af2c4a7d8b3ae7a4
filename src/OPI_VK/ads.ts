import { type Auth, communityOf } from "../core/auth.ts";
import { call } from "../core/client.ts";
import { hint } from "../core/hints.ts";
import type { VkResponse } from "../core/request.ts";
import { VkApiError } from "../errors.ts";
import { unixTime } from "../validation/dates.ts";
import { type IdInput, positiveId } from "../validation/ids.ts";
import { monthsAfter } from "../validation/moments.ts";
import { numberInRange } from "../validation/numbers.ts";
import { stringOfLength } from "../validation/strings.ts";

/** Ad methods return an item for each requested object; a failed one has the ID 0 and an error. */
interface AdsEntry {
  readonly id?: number;
  readonly error_code?: number;
  readonly error_desc?: string;
}

function refuseFailed(method: string, account: number, entries: readonly AdsEntry[]): void {
  const failed = entries.find(({ id, error_code }) => !id && error_code);
  if (!failed) return;
  const error = { error_code: failed.error_code ?? 0, error_msg: failed.error_desc ?? "" };
  throw new VkApiError({
    method,
    params: { account_id: String(account) },
    error,
    hint: hint(method, error),
  });
}

/**
 * Creates an ad campaign for posts. It starts now and runs for 24 months without limits.
 *
 * VK has moved most advertising to ads.vk.com, which has its own API. This function works with legacy ad accounts.
 *
 * @category Ads
 * @methods ads.createCampaigns
 * @alias CreateAdvertisingCampaign
 * @russian СоздатьРекламнуюКампанию
 * @short c, t, a
 * @param cabinet Ad account ID
 * @param title Name of the campaign, 3 to 60 characters
 * @param auth Credentials
 * @returns `{response: [{id}]}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error, or did not create the campaign
 * @throws {TransportError} if VK was not reached; with `outcomeUnknown`, look into the cabinet before you repeat
 *   it
 * @example
 * ```ts
 * const { response } = await OPI_VK.createAdCampaign(1600007234, "Autumn sale", auth);
 * ```
 * @example
 * ```bash
 * oint vk createAdCampaign --cabinet 1600007234 --title "Autumn sale" --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/ads.createCampaigns
 */
export async function createAdCampaign(
  cabinet: IdInput,
  title: string,
  auth: Auth,
): Promise<VkResponse<"ads.createCampaigns">> {
  const account = positiveId("cabinet", cabinet);
  const name = stringOfLength("title", title, 3, 60);
  const now = new Date();
  const campaign = {
    type: "promoted_posts",
    name,
    day_limit: 0,
    all_limit: 0,
    start_time: unixTime("start_time", now),
    stop_time: monthsAfter(now, 24),
    status: 1,
  };
  const created = await call(
    "ads.createCampaigns",
    { account_id: account, data: JSON.stringify([campaign]) },
    auth,
  );
  refuseFailed("ads.createCampaigns", account, created.response);
  return created;
}

/**
 * Creates an ad for a community post. VK sets the bids.
 *
 * @category Ads
 * @methods ads.createAds
 * @russian СоздатьРекламноеОбъявление
 * @short c, l, t, p, b, a
 * @param campaign Campaign ID, as returned when it was created
 * @param limit Daily spending limit, in rubles; 0 for no limit
 * @param category Ad category ID, from getAdvertisingCategoryList
 * @param post ID of the community post
 * @param cabinet Ad account ID
 * @param auth Credentials
 * @returns `{response: [{id}]}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const { response } = await OPI_VK.createAd(1000000001, 150, 126, 42, 1600007234, auth);
 * ```
 * @example
 * ```bash
 * oint vk createAd --campaign 1000000001 --limit 150 --category 126 --post 42 --cabinet 1600007234 --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/ads.createAds
 */
export async function createAd(
  campaign: IdInput,
  limit: IdInput,
  category: IdInput,
  post: IdInput,
  cabinet: IdInput,
  auth: Auth,
): Promise<VkResponse<"ads.createAds">> {
  const account = positiveId("cabinet", cabinet);
  const ad = {
    campaign_id: positiveId("campaign", campaign),
    ad_format: 9,
    autobidding: 1,
    cost_type: 3,
    goal_type: 2,
    ad_platform: "all",
    publisher_platforms: "vk",
    day_limit: numberInRange("limit", limit, 0, Number.MAX_SAFE_INTEGER),
    category1_id: positiveId("category", category),
    age_restriction: 0,
    status: 1,
    name: "Ad",
    link_url: `https://vk.com/wall-${communityOf(auth)}_${positiveId("post", post)}`,
  };
  const created = await call("ads.createAds", { account_id: account, data: JSON.stringify([ad]) }, auth);
  refuseFailed("ads.createAds", account, created.response);
  return created;
}

/**
 * Pauses an ad.
 *
 * @category Ads
 * @methods ads.updateAds
 * @alias PauseAdvertisingAd
 * @russian ПриостановитьРекламноеОбъявление
 * @short c, a, t
 * @param cabinet Ad account ID
 * @param adv Ad ID
 * @param auth Credentials
 * @returns `{response: [{id}]}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * await OPI_VK.pauseAdvertising(1600007234, 70000001, auth);
 * ```
 * @example
 * ```bash
 * oint vk pauseAdvertising --cabinet 1600007234 --adv 70000001 --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/ads.updateAds
 */
export async function pauseAdvertising(
  cabinet: IdInput,
  adv: IdInput,
  auth: Auth,
): Promise<VkResponse<"ads.updateAds">> {
  const account = positiveId("cabinet", cabinet);
  const paused = { ad_id: positiveId("adv", adv), status: 0 };
  const updated = await call("ads.updateAds", { account_id: account, data: JSON.stringify([paused]) }, auth);
  refuseFailed("ads.updateAds", account, updated.response);
  return updated;
}

/**
 * Gets the list of ad categories.
 *
 * @category Ads
 * @methods ads.getCategories
 * @russian ПолучитьСписокРекламныхКатегорий
 * @short a
 * @param auth Credentials
 * @returns `{response: {v1, v2}}`, each a list of `{id, name, subcategories}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const { response } = await OPI_VK.getAdvertisingCategoryList(auth);
 * ```
 * @example
 * ```bash
 * oint vk getAdvertisingCategoryList --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/ads.getCategories
 */
export async function getAdvertisingCategoryList(auth: Auth): Promise<VkResponse<"ads.getCategories">> {
  return call("ads.getCategories", {}, auth);
}
