import { html } from "hono/html";
import { statistics } from "../../methods/stats.ts";
import { now } from "../../state/clock.ts";
import type { Activity, Campaign, LeadForm } from "../../state/model/index.ts";
import type { Html } from "../frame.ts";
import { actForm, field, folded } from "./forms.ts";
import { pageOf, pageSize } from "./pager.ts";
import { mark, type PageView, section } from "./view.ts";
import type { Word } from "./words.ts";

const period = 30 * 24 * 3600;

/** The kinds of activity, in the order of the columns. */
const columns: ReadonlyArray<readonly [Activity["kind"], Word]> = [
  ["view", "Views"],
  ["like", "Likes"],
  ["comment", "Comments"],
  ["copy", "Reposts"],
  ["subscribe", "Subscribed"],
  ["unsubscribe", "Unsubscribed"],
];

/** What happened to an owner by day, the ads, and the lead forms. */
export function statisticsTab(view: PageView): Html {
  const { state, owner, t } = view;
  const { visitors, activity } = statistics(state, owner, now() - period, now() + 1);
  const totals = [
    ["Views", visitors.views],
    ["Likes", activity.likes],
    ["Comments", activity.comments],
    ["Reposts", activity.copies],
  ] as const;
  const forms = owner < 0 ? state.leadForms.by("group", -owner) : [];
  const campaigns = state.campaigns.all().slice(-pageSize).toReversed();
  return html`<div class="columns"><div>${daysTable(view)}</div>
    <aside>
      <section aria-labelledby="statistics"><h2 id="statistics">${t("Last 30 days")}</h2>
        <dl>${totals.map(([name, count]) => html`<dt>${t(name)}</dt><dd>${count}</dd>`)}</dl></section>
      ${section(
        "forms",
        t("Lead forms"),
        forms.map(form => formView(view, form)),
      )}
      ${section(
        "campaigns",
        t("Ads"),
        campaigns.map(campaign => campaignView(view, campaign)),
      )}
    </aside></div>`;
}

function daysTable(view: PageView): Html {
  const { state, owner, t, request } = view;
  const activity = state.activity.by("owner", owner);
  const days = [...new Set(activity.map(({ day }) => day))].sort((a, b) => b - a);
  const { items, links } = pageOf(view, days);
  const heading = columns.map(([, word]) => html`<th scope="col">${t(word)}</th>`);
  const rows = items.map(day => {
    const name = new Date(day * 1000).toLocaleDateString(request.lang, {
      dateStyle: "medium",
      timeZone: "UTC",
    });
    const cells = columns.map(([kind]) => html`<td>${state.activity.get(owner, day, kind)?.count ?? 0}</td>`);
    return html`<tr><th scope="row">${name}</th>${cells}</tr>`;
  });
  return html`${links}<div class="card scroll" tabindex="0" role="region" aria-label="${t("Statistics")}"><table>
    <thead><tr><th scope="col">${t("Day")}</th>${heading}</tr></thead><tbody>${rows}</tbody></table></div>`;
}

function formView(view: PageView, { group_id, form_id, name, questions }: LeadForm): Html {
  const count = view.state.leads.count("form", group_id, form_id);
  const fields = questions.map(({ key, label }) => field(`answer_${key}`, label || key));
  const content = html`<input type="hidden" name="form_id" value="${form_id}" />${fields}<button class="small">${view.t("Fill in")}</button>`;
  return html`<div><p><b>${name}</b> <small>${form_id} · ${count}</small></p>
    ${folded(view.t("Fill in"), actForm(view, "lead_forms_new", {}, content))}</div>`;
}

function campaignView({ state, t }: PageView, { id, name, status }: Campaign): Html {
  const label = (isRunning: number) => mark(isRunning ? t("running") : t("paused"));
  const ads = state.ads.by("campaign", id).slice(0, pageSize);
  return html`<div><p>${name} ${label(status)}<small>${id}</small></p>
    <ul>${ads.map(ad => html`<li>${ad.name} ${label(ad.status)}<small>${ad.id}</small></li>`)}</ul></div>`;
}
