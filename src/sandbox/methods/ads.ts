import type { Handler } from "../call.ts";
import { invalid } from "../failure.ts";
import { json, number } from "../parameters.ts";
import { nextId, type World } from "../world.ts";

const campaignTypes = ["normal", "vk_apps_managed", "mobile_apps", "promoted_posts", "adaptive_ads"];
const most = 50;

function createCampaign(world: World, account_id: number, given: Record<string, unknown>): object {
  const { type = "normal", name = "", day_limit, all_limit, start_time, stop_time, status } = given;
  const length = [...String(name)].length;
  if (!campaignTypes.includes(String(type)))
    return { id: 0, error_code: 100, error_desc: "invalid campaign type" };
  if (length < 3 || length > 60) return { id: 0, error_code: 100, error_desc: "invalid campaign name" };
  const id = nextId(world, "campaign");
  world.campaigns.push({
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

const createCampaigns: Handler = (params, { world }) => {
  const given = json(params, "data");
  if (!Array.isArray(given) || given.length === 0) throw invalid("data should be a JSON array");
  if (given.length > most) throw invalid(`data: more than ${most} campaigns`);
  return given.map(each => createCampaign(world, number(params, "account_id"), Object(each)));
};

export const ads: Readonly<Record<string, Handler>> = { "ads.createCampaigns": createCampaigns };
