import { html } from "hono/html";
import type { Html } from "../frame.ts";
import type { PageView } from "./view.ts";

/** How many objects a page of a list shows. */
export const pageSize = 20;

/** A page of a list, and the links to its other pages. */
export interface ListPage<T> {
  readonly items: readonly T[];
  readonly links: Html | string;
  /** The same links for the end of the list. */
  readonly linksBelow: Html | string;
}

/** Returns the page of a list that the URL asks for. */
export function pageOf<T>(view: PageView, list: readonly T[]): ListPage<T> {
  const pages = Math.max(1, Math.ceil(list.length / pageSize));
  const page = Math.min(view.request.page, pages);
  const start = (page - 1) * pageSize;
  const items = list.slice(start, start + pageSize);
  if (pages === 1) return { items, links: "", linksBelow: "" };
  const links = (label: string) => pageLinks(view, label, page, pages, list.length);
  return { items, links: links(view.t("Pages")), linksBelow: links(view.t("Pages, below the list")) };
}

function pageLinks(view: PageView, label: string, page: number, pages: number, count: number): Html {
  const { t, link, request } = view;
  const { filter, outcome, peer } = request;
  const to = (number: number) =>
    link({ page: number, filter, outcome, ...(peer === undefined ? {} : { peer }) });
  const step = (number: number, label: string) =>
    number < 1 || number > pages || number === page
      ? html`<span aria-hidden="true">${label}</span>`
      : html`<a href="${to(number)}">${label}</a>`;
  const first = (page - 1) * pageSize + 1;
  const shown = `${first}–${Math.min(count, first + pageSize - 1)} ${t("of")} ${count}`;
  return html`<nav class="pager" aria-label="${label}">
    ${step(1, t("First"))} ${step(page - 1, `← ${t("Newer")}`)} <span>${shown}</span>
    ${step(page + 1, `${t("Older")} →`)} ${step(pages, t("Last"))}
  </nav>`;
}
