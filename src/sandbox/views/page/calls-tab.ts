import { html } from "hono/html";
import type { FaultRule } from "../../faults.ts";
import type { RecordedCall } from "../../server/received-calls.ts";
import type { Html } from "../frame.ts";
import { field, folded } from "./forms.ts";
import { pageOf } from "./pager.ts";
import type { PageRequest } from "./request.ts";
import { mark, nothing, type PageView } from "./view.ts";
import type { Translate } from "./words.ts";

/** How many characters of a response are shown. */
const maxShown = 4000;

/** Whether the reader wants to see a call. */
export function isWanted(
  { filter, outcome }: PageRequest,
  { method, error, ignored }: RecordedCall,
): boolean {
  if (!method.toLowerCase().includes(filter.toLowerCase())) return false;
  if (outcome === "failed") return error !== undefined;
  return outcome !== "ignored" || ignored.length > 0;
}

/** The calls that the sandbox received, and the faults that are still to be simulated. */
export function callsTab(view: PageView): Html {
  const { calls, request, t } = view;
  const wanted = calls.filter(call => isWanted(request, call)).toReversed();
  const { items, links, linksBelow } = pageOf(view, wanted);
  const isLive = request.page === 1;
  return html`<div class="columns"><div>
      ${filterForm(view)}
      ${isLive ? html`<p id="live" class="quiet">${t("New calls appear here by themselves.")}</p>` : ""}
      ${links}
      <div id="calls"${isLive ? html` data-live="call"` : ""}>${items.map(call => callView(call, t))}</div>
      ${items.length === 0 ? html`<div id="none">${nothing(t("No calls."))}</div>` : ""}
      ${linksBelow}
    </div>
    <aside><section aria-labelledby="faults"><h2 id="faults">${t("Faults")}</h2>
      <div${isLive ? html` data-live="faults"` : ""}>${faultsView(view.faults, t)}</div>
      ${folded(t("Add a fault"), faultForm(t))}
      <form method="post" action="/sandbox/forms/clear-faults"><button class="second small">${t("Clear faults")}</button></form>
    </section>
    <section>${folded(t("Reset the sandbox"), resetForm(t))}</section></aside></div>`;
}

function filterForm(view: PageView): Html {
  const { request, t, owner } = view;
  const option = (value: string, label: string) =>
    html`<option value="${value}"${request.outcome === value ? html` selected` : ""}>${label}</option>`;
  const owned = owner < 0 ? { community: -owner } : { user: owner };
  const kept = Object.entries({ ...owned, tab: "calls", as: request.actor, lang: request.lang });
  return html`<form method="get" action="/" class="card acts filter">
    ${kept.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
    <label>${t("Method")} <input name="filter" value="${request.filter}" /></label>
    <label>${t("Outcome")} <select name="outcome">${option("", t("All"))}${option("failed", t("Failed"))}${option("ignored", t("Ignored parameters"))}</select></label>
    <button class="second small">${t("Show")}</button></form>`;
}

/** A call, its parameters and its response. */
export function callView(
  { id, time, method, params, error, response, ignored }: RecordedCall,
  t: Translate,
): Html {
  const outcome = error
    ? html`<span class="bad">${t("Error")} ${error.error_code}</span>`
    : html`<span class="good">OK</span>`;
  const rows = Object.entries(params).map(
    ([name, value]) =>
      html`<dt>${name}${ignored.includes(name) ? html` ${mark(t("Ignored parameters"))}` : ""}</dt><dd>${value}</dd>`,
  );
  const shown = error ? error.error_msg : JSON.stringify(response, undefined, 2);
  const text = shown === undefined ? "" : shown.length > maxShown ? `${shown.slice(0, maxShown)}…` : shown;
  return html`<details class="call card" data-call="${id}"><summary><time>${new Date(time).toTimeString().slice(0, 8)}</time>
    <code>${method}</code> ${outcome} ${ignored.length > 0 ? mark(`${t("Ignored parameters")}: ${ignored.length}`) : ""}<span class="quiet clip">${briefly(params)}</span></summary>
    <h3>${t("Parameters")}</h3><dl class="params">${rows}</dl><h3>${t("Response")}</h3><pre tabindex="0">${text}</pre></details>`;
}

/** The values of the parameters, in one line; the version of the API is in every call. */
function briefly({ v: _, ...params }: RecordedCall["params"]): string {
  return Object.values(params).join(" ");
}

/** The faults that are still to be simulated. */
export function faultsView(faults: readonly FaultRule[], t: Translate): Html {
  if (faults.length === 0) return html`<p class="quiet">${t("No faults.")}</p>`;
  return html`<ul class="plain">${faults.map(
    ({ on, times = 1, after = 0, fault }) =>
      html`<li><code>${on}</code> × ${times}${after > 0 ? html` (+${after})` : ""}<br /><small>${JSON.stringify(fault)}</small></li>`,
  )}</ul>`;
}

function faultForm(t: Translate): Html {
  const kinds = [
    ["error", t("Error code")],
    ["status", t("HTTP status")],
    ["before", t("Disconnect before the call")],
    ["after", t("Disconnect after the call")],
    ["delay", `${t("Delay")}, ${t("Milliseconds")}`],
  ] as const;
  return html`<form method="post" action="/sandbox/forms/fault" class="fields">
    ${field("on", t("Method or path"), "required")}
    <label>${t("Kind")} <select name="kind">${kinds.map(([value, label]) => html`<option value="${value}">${label}</option>`)}</select></label>
    ${field("value", `${t("Error code")} / ${t("HTTP status")} / ${t("Milliseconds")}`)}
    ${field("times", t("Times"))}${field("after", t("Calls to let through first"))}
    <button class="small">${t("Add")}</button></form>`;
}

function resetForm(t: Translate): Html {
  return html`<form method="post" action="/sandbox/forms/reset" class="fields"><p>${t("Resetting removes everything that is stored.")}</p>
    <button class="small">${t("Reset the sandbox")}</button></form>`;
}
