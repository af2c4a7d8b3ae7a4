import { addMonths, getUnixTime } from "date-fns";
import { ArgumentError, VkApiError } from "../errors.ts";
import type { Auth } from "../vk/auth.ts";
import type { Answer } from "../vk/call.ts";
import { call } from "../vk/client.ts";
import { hint } from "../vk/hints.ts";
import { filled, type Id, positiveId, show } from "../vk/values.ts";

/** Advertising methods answer with one entry for each thing asked for; one that failed has the id 0 and an error. */
interface AdsEntry {
  readonly id?: number;
  readonly error_code?: number;
  readonly error_desc?: string;
}

function refuseFailed(method: string, account: number, entries: readonly AdsEntry[]): void {
  const failed = entries.find(({ id, error_code }) => !id && error_code);
  if (!failed) return;
  const { error_code = 0, error_desc = "" } = failed;
  throw new VkApiError(
    method,
    { account_id: String(account) },
    { error_code, error_msg: error_desc },
    hint(error_code),
  );
}

/**
 * Creates an advertising campaign for posts, which runs from now on for 24 months without limits.
 *
 * VK has moved most advertising to ads.vk.com, which has an API of its own; this works for accounts of the old cabinet.
 *
 * @category Ads
 * @alias CreateAdvertisingCampaign
 * @russian СоздатьРекламнуюКампанию
 * @short c, t, a
 * @param cabinet number of the advertising account
 * @param title name of the campaign, 3 to 60 characters
 * @param auth authorization structure
 * @returns `{response: [{id}]}`
 * @throws {ArgumentError} when an argument is wrong; nothing was sent
 * @throws {VkApiError} when VK answered an error, or did not create the campaign
 * @throws {TransportError} when VK was not reached; with `outcomeUnknown`, look into the cabinet before you repeat it
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
  cabinet: Id,
  title: string,
  auth: Auth,
): Promise<Answer<"ads.createCampaigns">> {
  const account = positiveId("cabinet", cabinet);
  const name = filled("title", title);
  const length = [...name].length;
  if (length < 3 || length > 60) {
    throw new ArgumentError(
      "title",
      `got ${show(title)} (${length} characters), expected 3 to 60 characters`,
    );
  }
  const now = new Date();
  const campaign = {
    type: "promoted_posts",
    name,
    day_limit: 0,
    all_limit: 0,
    start_time: getUnixTime(now),
    stop_time: getUnixTime(addMonths(now, 24)),
    status: 1,
  };
  const answer = await call(
    "ads.createCampaigns",
    { account_id: account, data: JSON.stringify([campaign]) },
    auth,
  );
  refuseFailed("ads.createCampaigns", account, [answer.response].flat());
  return answer;
}
