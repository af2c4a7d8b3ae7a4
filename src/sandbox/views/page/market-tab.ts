import { html } from "hono/html";
import type { Item, MarketAlbum, Order } from "../../state/model/index.ts";
import type { Html } from "../frame.ts";
import { photoView } from "./attachments.ts";
import { commentsView, likeButton } from "./comments.ts";
import { actForm, field, folded } from "./forms.ts";
import { pageOf, pageSize } from "./pager.ts";
import { mark, nameOf, nothing, type PageView, section, timeView } from "./view.ts";

/** The products, the collections and the orders of a community. */
export function marketTab(view: PageView): Html {
  const { state, owner, t } = view;
  const { items, links, linksBelow } = pageOf(view, state.items.by("owner", owner).toReversed());
  const collections = state.marketAlbums.by("owner", owner);
  const orders = state.orders.by("group", -owner).toReversed();
  return html`<div class="columns"><div>
      ${links}
      ${items.length > 0 ? items.map(item => productView(view, item)) : nothing(t("No products."))}
      ${linksBelow}
    </div>
    <aside>
      ${section(
        "collections",
        t("Collections"),
        firstOf(collections, album => collectionView(view, album)),
      )}
      ${section(
        "orders",
        `${t("Orders")} (${orders.length})`,
        firstOf(orders, order => orderView(view, order)),
      )}
    </aside></div>`;
}

const firstOf = <T>(list: readonly T[], show: (item: T) => Html) => list.slice(0, pageSize).map(show);

function productView(view: PageView, item: Item): Html {
  const { state, t } = view;
  const { owner_id, id, name, price, old_price } = item;
  const photos = item.photos.flatMap(photo => state.photos.get(owner_id, photo) ?? []);
  const images = photos.map((photo, i) => photoView(photo, `${name}, ${i + 1}`));
  const order = html`<input type="hidden" name="items" value="${JSON.stringify([{ item_id: id, quantity: 1 }])}" />
    ${field("address", t("Address"))}${field("comment", t("Comment of the customer"))}<button class="small">${t("Order")}</button>`;
  return html`<article data-item="${id}" aria-label="${t("product")} ${id}">
    <h2>${name}</h2>
    <div class="thumbs">${images}</div>
    <p class="text">${item.description}</p>
    <p><b>${price} ₽</b> ${old_price ? html`<s>${old_price} ₽</s>` : ""} <small>${item.sku}</small></p>
    <footer class="acts">${likeButton(view, "market", owner_id, id)}
      ${folded(t("Order"), actForm(view, "market_order_new", {}, order))} <small>${t("product")} ${id}</small></footer>
    ${commentsView(view, { type: "market", owner_id, id })}
  </article>`;
}

function collectionView(
  { state, t }: PageView,
  { owner_id, id, title, is_main, is_hidden }: MarketAlbum,
): Html {
  const count = state.marketAlbumItems.count("album", owner_id, id);
  const labels = [is_main ? t("main") : "", is_hidden ? t("hidden") : ""].filter(Boolean);
  return html`<p>${title} ${labels.map(mark)}<small>${id} · ${t("products")}: ${count}</small></p>`;
}

function orderView(view: PageView, { id, user_id, date, lines, group_id }: Order): Html {
  const { state } = view;
  const rows = lines.map(
    ({ item_id, quantity }) =>
      html`<li>${state.items.get(-group_id, item_id)?.name ?? item_id} × ${quantity}</li>`,
  );
  return html`<div data-order="${id}"><p>№ ${id} ${nameOf(view, user_id)} ${timeView(view, date)}</p><ul>${rows}</ul></div>`;
}
