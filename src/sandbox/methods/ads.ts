import { invalid } from "../failure.ts";
import type { Handler } from "../handler.ts";
import { json, number, type Params } from "../server/parameters.ts";
import { nextId } from "../state/ids.ts";
import type { State } from "../state/schema.ts";

const campaignTypes = ["normal", "vk_apps_managed", "mobile_apps", "promoted_posts", "adaptive_ads"];
const maxCampaigns = 50;

function createCampaign(state: State, account_id: number, campaign: Record<string, unknown>): object {
  const { type = "normal", name = "", day_limit, all_limit, start_time, stop_time, status } = campaign;
  const nameLength = [...String(name)].length;
  if (!campaignTypes.includes(String(type)))
    return { id: 0, error_code: 100, error_desc: "invalid campaign type" };
  if (nameLength < 3 || nameLength > 60)
    return { id: 0, error_code: 100, error_desc: "invalid campaign name" };
  const id = nextId(state, "campaign");
  state.campaigns.add({
    id,
    account_id,
    type: String(type),
    name: String(name),
    day_limit: Number(day_limit ?? 0),
    all_limit: Number(all_limit ?? 0),
    start_time: Number(start_time ?? 0),
    stop_time: Number(stop_time ?? 0),
    status: Number(status ?? 0),
  });
  return { id };
}

const createCampaigns: Handler = (params, { state }) =>
  readData(params, maxCampaigns).map(campaign =>
    createCampaign(state, number(params, "account_id"), campaign),
  );

/** Source: https://dev.vk.com/ru/method/ads.createAds */
const maxAds = 5;

function readData(params: Params, max: number): Array<Record<string, unknown>> {
  const data = json(params, "data");
  if (!Array.isArray(data) || data.length === 0) throw invalid("data should be a JSON array");
  if (data.length > max) throw invalid(`data: more than ${max}`);
  return data.map(Object);
}

const createAds: Handler = (params, { state }) => {
  const account_id = number(params, "account_id");
  return readData(params, maxAds).map(adFields => {
    const { campaign_id, ad_format, cost_type, link_url, name = "", day_limit = 0, status = 0 } = adFields;
    const missing = Object.entries({ campaign_id, ad_format, cost_type, link_url }).find(
      ([, value]) => value === undefined,
    );
    if (missing) return { id: 0, error_code: 100, error_desc: `${missing[0]} is undefined` };
    const campaign = state.campaigns.get(account_id, Number(campaign_id));
    if (!campaign) return { id: 0, error_code: 100, error_desc: "invalid campaign_id" };
    const id = nextId(state, "ad");
    state.ads.add({
      id,
      account_id,
      campaign_id: Number(campaign_id),
      name: String(name),
      link_url: String(link_url),
      day_limit: Number(day_limit),
      status: Number(status),
    });
    return { id };
  });
};

const updateAds: Handler = (params, { state }) =>
  readData(params, maxAds).map(({ ad_id, status }) => {
    const ad = state.ads.get(number(params, "account_id"), Number(ad_id));
    if (!ad) return { id: 0, error_code: 100, error_desc: "invalid ad_id" };
    if (status !== undefined) state.ads.update(ad, { status: Number(status) });
    return { id: ad.id };
  });

const getCategories: Handler = () => {
  const categories = [
    { id: 126, name: "Goods", subcategories: [{ id: 127, name: "Household goods" }] },
    { id: 130, name: "Services", subcategories: [] },
  ];
  return { v1: categories, v2: categories };
};

/** Methods of the VK section `ads`. */
export const ads: Readonly<Record<string, Handler>> = {
  "ads.createCampaigns": createCampaigns,
  "ads.createAds": createAds,
  "ads.updateAds": updateAds,
  "ads.getCategories": getCategories,
};
