import { html } from "hono/html";
import { groupOf } from "../../state/people.ts";
import type { Html } from "../frame.ts";
import { actButton, field, folded } from "./forms.ts";
import { pageOf, pageSize } from "./pager.ts";
import { avatar, mark, nameOf, nothing, ownerLink, type PageView, section, timeView } from "./view.ts";

/** The members of a community, its managers, and who is banned. */
export function membersTab(view: PageView): Html {
  const { state, owner, t, userId } = view;
  const group_id = -owner;
  const members = state.members.by("group", group_id).toReversed();
  const managers = new Set(groupOf(state, group_id).managers.map(({ user_id }) => user_id));
  const { items, links, linksBelow } = pageOf(view, members);
  const isMember = state.members.get(group_id, userId) !== undefined;
  const rows = items.map(
    ({
      user_id,
      date,
    }) => html`<li class="person" data-user="${user_id}">${avatar(user_id)}<div>${ownerLink(view, user_id)}
      ${managers.has(user_id) ? mark(t("manager")) : ""}<br /><small>${user_id} · ${t("Joined")} ${timeView(view, date)}</small></div></li>`,
  );
  const bans = state.bans.by("group", group_id).slice(0, pageSize);
  return html`<div class="columns"><div>
      <div class="card acts"><b>${nameOf(view, userId)}</b> ${mark(isMember ? t("Member") : t("Not a member"))}
        ${isMember ? actButton(view, "group_leave", {}, t("Leave")) : actButton(view, "group_join", {}, t("Join"))}</div>
      ${links}
      ${rows.length > 0 ? html`<ul class="plain card">${rows}</ul>` : nothing(t("No members."))}
      ${linksBelow}
    </div>
    <aside>
      <section aria-label="${t("Add a user")}">${folded(t("Add a user"), personForm(view))}</section>
      ${section(
        "banned",
        t("Banned"),
        bans.map(({ owner_id, comment }) => html`<p>${nameOf(view, owner_id)} <small>${comment}</small></p>`),
      )}
    </aside></div>`;
}

function personForm({ t }: PageView): Html {
  return html`<form method="post" action="/sandbox/people" class="fields">
    ${field("first_name", t("First name"), "required")}${field("last_name", t("Last name"))}${field("screen_name", t("Screen name"))}
    <button>${t("Add")}</button></form>`;
}
