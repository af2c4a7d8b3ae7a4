import { html } from "hono/html";
import type { Photo, Video } from "../../state/model/index.ts";
import type { Html } from "../frame.ts";
import { photoView } from "./attachments.ts";
import { commentsView, likeButton } from "./comments.ts";
import { pageOf, pageSize } from "./pager.ts";
import { nothing, type PageView, section } from "./view.ts";

/** The albums, photos, videos and documents of an owner. */
export function albumsTab(view: PageView): Html {
  const { state, owner, t } = view;
  const { items, links, linksBelow } = pageOf(view, state.photos.by("owner", owner).toReversed());
  const albums = state.albums.by("owner", owner).slice(0, pageSize);
  const videos = state.videos.by("owner", owner).toReversed().slice(0, pageSize);
  const docs = state.docs.by("owner", owner).toReversed().slice(0, pageSize);
  const isEmpty = items.length + albums.length + videos.length + docs.length === 0;
  return html`${isEmpty ? nothing(t("No photos or videos.")) : ""}
    ${section(
      "albums",
      t("Albums"),
      albums.map(({ id, title, description }) => {
        const count = state.photos.count("album", owner, id);
        return html`<p><b>${title}</b> ${description} <small>album${owner}_${id} · ${count}</small></p>`;
      }),
    )}
    ${links}
    <div class="grid">${items.map(photo => photoCard(view, photo))}</div>
    ${linksBelow}
    ${section(
      "videos",
      t("Videos"),
      videos.map(video => videoView(view, video)),
    )}
    ${section(
      "documents",
      t("Documents"),
      docs.map(
        ({ id, title, size }) =>
          html`<p>${title} <small>doc${owner}_${id} · ${size} ${t("bytes")}</small></p>`,
      ),
    )}`;
}

function photoCard(view: PageView, photo: Photo): Html {
  const { owner_id, id, album_id, text } = photo;
  const album = view.state.albums.get(owner_id, album_id)?.title;
  return html`<article data-photo="${id}" aria-label="photo${owner_id}_${id}">${photoView(photo, text || `photo${owner_id}_${id}`)}
    <p>${text} <small>photo${owner_id}_${id}${album ? html` · ${album}` : ""}</small></p>
    <footer class="acts">${likeButton(view, "photo", owner_id, id)}</footer>
    ${commentsView(view, { type: "photo", owner_id, id })}</article>`;
}

function videoView(view: PageView, { owner_id, id, title, size }: Video): Html {
  return html`<div data-video="${id}"><p><b>${title}</b> <small>video${owner_id}_${id} · ${size} ${view.t("bytes")}</small></p>
    <div class="acts">${likeButton(view, "video", owner_id, id)}</div>
    ${commentsView(view, { type: "video", owner_id, id })}</div>`;
}
