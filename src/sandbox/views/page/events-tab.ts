import { html } from "hono/html";
import type { CallbackServer, Happening } from "../../state/model/index.ts";
import type { Html } from "../frame.ts";
import { pageOf } from "./pager.ts";
import { mark, nothing, type PageView, timeView } from "./view.ts";

/** What VK tells the bots of a community. */
export function eventsTab(view: PageView): Html {
  const { state, owner, t, request } = view;
  const { items, links, linksBelow } = pageOf(view, state.happenings.by("group", -owner).toReversed());
  const isLive = request.page === 1;
  return html`${listeners(view)}${isLive ? html`<p id="live" class="quiet">${t("New events appear here by themselves.")}</p>` : ""}${links}
    <div${isLive ? html` data-live="happening"` : ""}>${items.map(happening => happeningView(view, happening))}</div>
    ${items.length === 0 ? html`<div id="none">${nothing(t("No events."))}</div>` : ""}${linksBelow}`;
}

/** Who is told of the events: by Bots Long Poll, and servers of the Callback API. */
function listeners(view: PageView): Html {
  const { state, owner, t } = view;
  const group_id = -owner;
  const longPoll = state.longPolls.get(group_id);
  const events = longPoll?.is_enabled ? longPoll.events : [];
  const servers = state.callbackServers.by("group", group_id);
  return html`<section aria-labelledby="listeners"><h2 id="listeners">${t("Who is told")}</h2><ul class="plain">
    <li class="acts"><span>Bots Long Poll: ${events.length} ${t("events switched on")}</span>
      <form method="post" action="/sandbox/long-poll"><input type="hidden" name="group_id" value="${group_id}" />
      <button class="second small">${t("Switch on all events")}</button></form></li>
    ${servers.map(server => serverView(view, server))}</ul></section>`;
}

function serverView({ state, t }: PageView, { group_id, id, url, status, events }: CallbackServer): Html {
  const waiting = state.deliveries.count("server", group_id, id);
  const problem = state.deliveries.first("server", group_id, id)?.problem;
  return html`<li>Callback API: <code>${url}</code> ${mark(status)} ${events.length} ${t("events switched on")},
    ${waiting} ${t("not delivered")} ${problem ? html`<small class="bad">${problem}</small>` : ""}</li>`;
}

/** An event, with VK's object of it. */
export function happeningView(view: PageView, { id, type, date, event_id, object }: Happening): Html {
  return html`<details class="call card" data-happening="${id}"><summary>${timeView(view, date)} <code>${type}</code>
    <span class="quiet clip">${JSON.stringify(object)}</span></summary>
    <p><small>event_id ${event_id}</small></p><pre tabindex="0">${JSON.stringify(object, undefined, 2)}</pre></details>`;
}
