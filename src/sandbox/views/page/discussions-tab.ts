import { html } from "hono/html";
import type { Html } from "../frame.ts";
import { commentsView } from "./comments.ts";
import { pageOf } from "./pager.ts";
import { mark, nothing, type PageView, timeView } from "./view.ts";

/** The discussions of a community. */
export function discussionsTab(view: PageView): Html {
  const { state, owner, t } = view;
  const { items, links, linksBelow } = pageOf(view, state.topics.by("group", -owner).toReversed());
  const topics = items.map(
    ({ id, title, closed, updated }) => html`<article data-topic="${id}" aria-label="${title}">
      <h2>${title} ${closed ? mark(t("closed")) : ""}</h2><p class="quiet">${timeView(view, updated)} · topic${owner}_${id}</p>
      ${commentsView(view, { type: "topic", owner_id: owner, id, closed })}
    </article>`,
  );
  return html`${links}${topics.length > 0 ? topics : nothing(t("No discussions."))}${linksBelow}`;
}
