import { html } from "hono/html";
import type { Photo, Poll } from "../../state/model/index.ts";
import type { Html } from "../frame.ts";
import { actForm } from "./forms.ts";
import type { PageView } from "./view.ts";

/** A photo. */
export function photoView(photo: Photo, alternative: string): Html {
  return html`<img src="/files/${photo.file}" width="${photo.width}" height="${photo.height}" alt="${alternative}" loading="lazy" />`;
}

/** What is attached to a post, a comment or a message. */
export function attachmentsView(view: PageView, names: readonly string[], of: string): Html | string {
  if (names.length === 0) return "";
  return html`<div class="attached">${names.map(name => attachmentView(view, name, of))}</div>`;
}

function attachmentView(view: PageView, name: string, of: string): Html {
  if (/^https?:/.test(name)) return html`<a class="link" href="${name}" rel="noreferrer">${name}</a>`;
  const { state } = view;
  const [, type, ownerText, idText] = /^([a-z_]+)(-?\d+)_(\d+)/.exec(name) ?? [];
  const [owner, id] = [Number(ownerText), Number(idText)];
  const poll = type === "poll" ? state.polls.get(owner, id) : undefined;
  if (poll) return pollView(view, poll);
  const photo = type === "photo" ? state.photos.get(owner, id) : undefined;
  if (photo) return photoView(photo, `${name}, ${of}`);
  const titles = { video: state.videos.get(owner, id)?.title, doc: state.docs.get(owner, id)?.title };
  const title = type === "video" || type === "doc" ? titles[type] : undefined;
  return html`<span>${title ? html`${title} ` : ""}<code>${name}</code></span>`;
}

/** A poll, with its results, and buttons for a user who did not vote. */
function pollView(view: PageView, poll: Poll): Html {
  const { state, t, userId } = view;
  const { owner_id, id, multiple } = poll;
  const votes = state.pollVotes.count("poll", owner_id, id);
  const hasVoted = state.pollVotes.get(owner_id, id, userId) !== undefined;
  const kind = multiple ? "checkbox" : "radio";
  const answers = poll.answers.map(answer => {
    const count = state.pollVotes.count("answer", owner_id, id, answer.id);
    const choice = hasVoted ? "" : html`<input type="${kind}" name="answer_ids" value="${answer.id}" /> `;
    return html`<li><label>${choice}<span>${answer.text}</span></label> <span class="quiet">${count}</span></li>`;
  });
  const content = html`<b>${poll.question}</b><ul class="plain">${answers}</ul>
    <p class="quiet">${t("voted")}: ${votes}</p>${hasVoted ? "" : html`<button class="second small">${t("Vote")}</button>`}`;
  const group = owner_id < 0 ? { group_id: -owner_id } : {};
  return html`<div class="poll">${hasVoted ? content : actForm(view, "poll_vote_new", { poll_id: id, ...group }, content)}</div>`;
}
