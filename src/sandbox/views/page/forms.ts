import { html } from "hono/html";
import type { ActName } from "../../act/types.ts";
import type { Html } from "../frame.ts";
import type { PageView } from "./view.ts";

type Values = Readonly<Record<string, string | number | undefined>>;

const hidden = (values: Values): Html[] =>
  Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`);

/** A form by which the reader acts on behalf of a user. */
export function actForm(
  view: PageView,
  event: ActName,
  values: Values,
  content: Html,
  layout: "fields" | "inline" = "fields",
): Html {
  const community = view.owner < 0 ? { group_id: -view.owner } : {};
  const all = { from_id: view.userId, ...community, ...values };
  return html`<form method="post" action="/sandbox/act/${event}" class="${layout}">${hidden(all)}${content}</form>`;
}

/** A button that acts. */
export function actButton(view: PageView, event: ActName, values: Values, label: string, title = ""): Html {
  const named = title ? html` title="${title}" aria-label="${title}"` : "";
  const button = html`<button class="second small"${named}>${label}</button>`;
  return actForm(view, event, values, button, "inline");
}

/** A field of a form, with its label. */
export function field(name: string, label: string, attributes: Html | string = ""): Html {
  return html`<label>${label} <input name="${name}" ${attributes} /></label>`;
}

/** A text field over several lines, with its label. */
export function textField(name: string, label: string): Html {
  return html`<label>${label} <textarea name="${name}" rows="2"></textarea></label>`;
}

/** A form that is shown when the reader asks for it. */
export function folded(summary: string, content: Html): Html {
  return html`<details class="fold"><summary>${summary}</summary>${content}</details>`;
}
