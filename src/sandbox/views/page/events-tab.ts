import { html } from "hono/html";
import type { Happening } from "../../state/model/index.ts";
import type { Html } from "../frame.ts";
import { pageOf } from "./pager.ts";
import { nothing, type PageView, timeView } from "./view.ts";

/** What VK tells the bots of a community. */
export function eventsTab(view: PageView): Html {
  const { state, owner, t, request } = view;
  const { items, links, linksBelow } = pageOf(view, state.happenings.by("group", -owner).toReversed());
  const isLive = request.page === 1;
  return html`${isLive ? html`<p id="live" class="quiet">${t("New events appear here by themselves.")}</p>` : ""}${links}
    <div${isLive ? html` data-live="happening"` : ""}>${items.map(happening => happeningView(view, happening))}</div>
    ${items.length === 0 ? html`<div id="none">${nothing(t("No events."))}</div>` : ""}${linksBelow}`;
}

/** An event, with VK's object of it. */
export function happeningView(view: PageView, { id, type, date, event_id, object }: Happening): Html {
  return html`<details class="call card" data-happening="${id}"><summary>${timeView(view, date)} <code>${type}</code>
    <span class="quiet clip">${JSON.stringify(object)}</span></summary>
    <p><small>event_id ${event_id}</small></p><pre tabindex="0">${JSON.stringify(object, undefined, 2)}</pre></details>`;
}
