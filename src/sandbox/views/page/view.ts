import { html } from "hono/html";
import type { FaultRule } from "../../faults.ts";
import type { RecordedCall } from "../../server/received-calls.ts";
import { groupOf, userOf } from "../../state/people.ts";
import type { Html } from "../frame.ts";
import { pictureFields } from "../picture.ts";
import type { Viewer } from "../viewer.ts";
import type { LinkChanges, PageRequest } from "./request.ts";
import type { Translate } from "./words.ts";

/** What the parts of the page work with. Its `userId` is the user on whose behalf the reader acts. */
export interface PageView extends Viewer {
  readonly request: PageRequest;
  /** Owner of the wall: a negative community ID, or a user ID. */
  readonly owner: number;
  readonly t: Translate;
  /** The URL of another view of the page. */
  readonly link: (changes: LinkChanges) => string;
  readonly calls: readonly RecordedCall[];
  readonly faults: readonly FaultRule[];
}

/** The name of a user or a community. */
export function nameOf({ state }: PageView, owner: number): string {
  if (owner < 0) return groupOf(state, -owner).name;
  const { first_name, last_name } = userOf(state, owner);
  return `${first_name} ${last_name}`.trim();
}

/** The name of a user or a community, as a link to its page. */
export function ownerLink(view: PageView, owner: number): Html {
  const page = owner < 0 ? { community: -owner, user: "" } : { user: owner, community: "" };
  return html`<a class="name" href="${view.link({ ...page, tab: "wall" })}">${nameOf(view, owner)}</a>`;
}

/** The picture of a user or a community, which is decoration beside the name. */
export function avatar(owner: number): Html {
  const { photo_100 } = pictureFields(owner < 0 ? `group${-owner}` : `user${owner}`, "");
  return html`<img class="avatar" src="${photo_100}" width="40" height="40" alt="" loading="lazy" />`;
}

/** A point in time, in the reader's language and the time zone of this computer. */
export function timeView({ request }: PageView, seconds: number): Html {
  const date = new Date(seconds * 1000);
  const shown = date.toLocaleString(request.lang === "ru" ? "ru-RU" : "en-US", {
    dateStyle: "medium",
    timeStyle: "short",
  });
  return html`<time datetime="${date.toISOString()}">${shown}</time>`;
}

/** A label beside a heading. */
export function mark(text: string): Html {
  return html`<span class="mark">${text}</span> `;
}

/** A section with a heading; an empty string when it has no content. */
export function section(id: string, title: string, content: readonly Html[]): Html | string {
  if (content.length === 0) return "";
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${content}</section>`;
}

/** What is said when a list is empty. */
export function nothing(text: string): Html {
  return html`<p class="quiet card">${text}</p>`;
}
