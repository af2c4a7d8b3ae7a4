import type { SectionChecks } from "./section.ts";
import type { Vk } from "./vk.ts";

const account_id = 1_600_007_234;

async function addCampaign(vk: Vk): Promise<number> {
  const data = JSON.stringify([{ type: "promoted_posts", name: "Cats", day_limit: 100, status: 1 }]);
  const [campaign] = await vk.call<Array<{ id: number }>>("ads.createCampaigns", { account_id, data });
  return campaign?.id ?? 0;
}

async function addAd(vk: Vk): Promise<number> {
  const ad = {
    campaign_id: await addCampaign(vk),
    ad_format: 9,
    cost_type: 1,
    link_url: "https://vk.com/wall-1_2",
  };
  const [created] = await vk.call<Array<{ id: number }>>("ads.createAds", {
    account_id,
    data: JSON.stringify([ad]),
  });
  return created?.id ?? 0;
}

export const ads: SectionChecks = {
  "ads.createCampaigns": async vk => {
    await addCampaign(vk);
    await vk.call("ads.createCampaigns", {
      account_id,
      data: JSON.stringify([{ type: "none", name: "Cats" }]),
    });
    await vk.refuse("ads.createCampaigns", { account_id, data: "cats" }, 100);
  },
  "ads.createAds": async vk => {
    await addAd(vk);
    await vk.call("ads.createAds", { account_id, data: JSON.stringify([{ ad_format: 9 }]) });
    await vk.refuse("ads.createAds", { account_id, data: "[]" }, 100);
  },
  "ads.updateAds": async vk => {
    await vk.call("ads.updateAds", {
      account_id,
      data: JSON.stringify([{ ad_id: await addAd(vk), status: 0 }]),
    });
    await vk.call("ads.updateAds", { account_id, data: JSON.stringify([{ ad_id: 1, status: 0 }]) });
  },
  "ads.getCategories": async vk => {
    await vk.call("ads.getCategories");
    await vk.call("ads.getCategories", { lang: "ru" });
  },
};
