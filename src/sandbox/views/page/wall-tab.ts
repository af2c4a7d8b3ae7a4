import { html } from "hono/html";
import { now } from "../../state/clock.ts";
import type { Post, Story } from "../../state/model/index.ts";
import type { Html } from "../frame.ts";
import { isScheduled } from "../post.ts";
import { attachmentsView, photoView } from "./attachments.ts";
import { commentsView, likeButton } from "./comments.ts";
import { actForm, field, folded, textField } from "./forms.ts";
import { pageOf } from "./pager.ts";
import { avatar, mark, nothing, ownerLink, type PageView, section, timeView } from "./view.ts";

const storyLifetime = 24 * 3600;

/** The stories and the posts of an owner. */
export function wallTab(view: PageView): Html {
  const { state, owner, t } = view;
  const posts = state.posts.by("owner", owner).toReversed();
  const pinned = posts.filter(({ is_pinned }) => is_pinned);
  const ordered = pinned.length > 0 ? [...pinned, ...posts.filter(({ is_pinned }) => !is_pinned)] : posts;
  const { items, links, linksBelow } = pageOf(view, ordered);
  const suggest = html`${textField("text", t("Text"))}${field("attachments", t("Attachments"))}<button>${t("Suggest")}</button>`;
  return html`${storiesView(view)}
    ${owner < 0 ? html`<div class="card">${folded(t("Suggest a post"), actForm(view, "wall_post_new", {}, suggest))}</div>` : ""}
    ${links}
    ${items.length > 0 ? items.map(post => postView(view, post)) : nothing(t("No posts."))}
    ${linksBelow}`;
}

function storiesView(view: PageView): Html | string {
  const { state, owner, t } = view;
  const stories = state.stories.by("owner", owner).filter(({ date }) => date > now() - storyLifetime);
  const row = html`<div class="stories">${stories.map(story => storyView(view, story))}</div>`;
  return section("stories", t("Stories"), stories.length > 0 ? [row] : []);
}

function storyView(view: PageView, { id, owner_id, photo, link, date }: Story): Html {
  const image = view.state.photos.get(owner_id, photo);
  const views = view.state.storyViews.count("story", owner_id, id);
  return html`<figure class="story" data-story="${id}">${image ? photoView(image, `${view.t("story")} ${id}`) : ""}
    <figcaption>${timeView(view, date)} ${link ? html`<a href="${link.url}" rel="noreferrer">${link.text}</a>` : ""} <small>${view.t("Views")}: ${views}</small></figcaption></figure>`;
}

function postView(view: PageView, post: Post): Html {
  const { state, t } = view;
  const { owner_id, id, from_id } = post;
  const labels = [
    post.is_pinned ? t("pinned") : "",
    isScheduled(post) ? t("scheduled") : "",
    post.post_type === "suggest" ? t("suggested") : "",
    post.marked_as_ads ? t("advertisement") : "",
    post.close_comments ? t("comments closed") : "",
    post.edited ? t("edited") : "",
    post.shares ? `${t("shares")} ${post.shares}` : "",
  ].filter(Boolean);
  const reposts = state.posts.count("shares", `wall${owner_id}_${id}`);
  const closed = post.close_comments === 1;
  return html`<article data-post="${id}" aria-label="${t("post")} ${id}">
    <header>${avatar(from_id)}<div>${ownerLink(view, from_id)} ${timeView(view, post.date)} ${labels.map(mark)}</div></header>
    <p class="text">${post.text}</p>
    ${attachmentsView(view, post.attachments, `${t("post")} ${id}`)}
    <footer class="acts">${likeButton(view, "post", owner_id, id)}
      ${owner_id < 0 ? folded(`${t("Share")} (${reposts})`, shareForm(view, id)) : html`<span>${t("Reposts")}: ${reposts}</span>`}
      <small>${t("post")} ${id}</small></footer>
    ${commentsView(view, { type: "post", owner_id, id, closed })}
  </article>`;
}

function shareForm(view: PageView, post_id: number): Html {
  const content = html`${textField("text", view.t("Text"))}<button class="small">${view.t("Share")}</button>`;
  return actForm(view, "wall_repost", { post_id }, content);
}
