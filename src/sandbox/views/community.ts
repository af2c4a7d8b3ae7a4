import { html } from "hono/html";
import { statistics } from "../methods/stats.ts";
import { now } from "../state/clock.ts";
import type { Message, Photo, Post, Story } from "../state/model/index.ts";
import type { State } from "../state/schema.ts";
import { frame, type Html } from "./frame.ts";

const storyLifetime = 24 * 3600;
const statisticsPeriod = 30 * 24 * 3600;

/** The page that shows a community: stories, wall, market, albums, videos, discussions, messages and statistics. */
export function communityPage(state: State, requestedOwner: number | undefined, origin: string): Html {
  const owners = [
    ...new Set(
      [...state.posts.all(), ...state.stories.all(), ...state.items.all()].map(({ owner_id }) => owner_id),
    ),
  ];
  const owner = requestedOwner ?? owners[0];
  const otherOwners = owners.filter(item => item !== owner);
  const name = owner === undefined ? "oint sandbox" : ownerName(owner);
  const links = otherOwners.map(other => html`<a href="/?community=${-other}">${ownerName(other)}</a> `);
  return frame(
    owner === undefined ? name : `${name} · oint sandbox`,
    html`<header>
        <h1>${name}</h1>
        <p>A local emulator of the VK API. Methods: <code>${origin}/method</code></p>
        ${links.length ? html`<nav aria-label="Other owners">${links}</nav>` : ""}
      </header>
      <main>${owner === undefined ? emptyState() : community(state, owner)}</main>`,
  );
}

function ownerName(owner: number): string {
  return owner < 0 ? `Community ${-owner}` : `User ${owner}`;
}

function emptyState(): Html {
  return html`<p>There is nothing to show yet. Create a post:</p>
    <pre>oint vk createPost --sandbox --text "Hello" --pictures photo.png</pre>`;
}

/** A section with a heading; an empty string when it has no content. */
function section(id: string, title: string, content: readonly Html[]): Html | string {
  if (content.length === 0) return "";
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${content}</section>`;
}

function community(state: State, owner: number): Html {
  const stories = state.stories.by("owner", owner).filter(story => story.date > now() - storyLifetime);
  const posts = state.posts.by("owner", owner).toReversed();
  const storyRow = stories.length
    ? [html`<div class="stories">${stories.map(story => storyCard(state, story))}</div>`]
    : [];
  const noPosts = html`<p class="quiet">No posts.</p>`;
  return html`
    <div class="wide">${section("stories", "Stories", storyRow)}</div>
    <div>
      ${section("wall", "Wall", posts.length ? posts.map(post => postCard(state, post)) : [noPosts])}
      ${section("market", "Market", market(state, owner))}
      ${section("albums", "Albums", albums(state, owner))}
      ${section("videos", "Videos", videos(state, owner))}
      ${section("discussions", "Discussions", discussions(state, owner))}
    </div>
    <aside>
      ${statisticsSection(state, owner)}
      ${section("collections", "Collections", collections(state, owner))}
      ${section("orders", "Orders", orders(state, owner))}
      ${section("campaigns", "Ad campaigns", campaigns(state))}
      ${section("messages", "Messages", messages(state))}
    </aside>
  `;
}

function image(photo: Photo, alternative: string): Html {
  return html`<img src="/files/${photo.file}" width="${photo.width}" height="${photo.height}" alt="${alternative}" />`;
}

function storyCard(state: State, story: Story): Html {
  const photo = state.photos.get(story.owner_id, story.photo);
  const link = story.link ? html`<a href="${story.link.url}">${story.link.text}</a>` : "";
  return html`<figure class="story" data-story="${story.id}">${photo ? image(photo, `Story ${story.id}`) : ""}<figcaption>${time(story.date)} ${link}</figcaption></figure>`;
}

function postCard(state: State, post: Post): Html {
  const labels = [
    post.postponed && post.date > now() ? "scheduled" : "",
    post.marked_as_ads ? "advertisement" : "",
    post.close_comments ? "comments closed" : "",
    post.shares ? `shares ${post.shares}` : "",
  ].filter(Boolean);
  const comments = state.comments.by("object", "post", post.owner_id, post.id);
  const likes = state.likes.count("object", "post", post.owner_id, post.id);
  const reposts = state.posts.count("shares", `wall${post.owner_id}_${post.id}`);
  return html`<article data-post="${post.id}">
    <header><b>${ownerName(post.from_id)}</b> ${time(post.date)} ${labels.map(label => html`<span class="mark">${label}</span> `)}</header>
    <p class="text">${post.text}</p>
    <div class="attached">${post.attachments.map(attachment => attachmentView(state, post, attachment))}</div>
    <footer>post ${post.id} · ${likes} likes · ${reposts} reposts</footer>
    ${comments.map(({ from_id, text }) => html`<p class="reply"><b>${ownerName(from_id)}</b> ${text}</p>`)}
  </article>`;
}

function attachmentView(state: State, post: Post, attachment: string): Html {
  if (/^https?:/.test(attachment)) return html`<a class="link" href="${attachment}">${attachment}</a>`;
  const [, kind, owner, id] = /^([a-z]+)(-?\d+)_(\d+)/.exec(attachment) ?? [];
  const poll = kind === "poll" ? state.polls.get(Number(owner), Number(id)) : undefined;
  if (poll)
    return html`<div class="poll"><b>${poll.question}</b><ul>${poll.answers.map(answer => html`<li>${answer.text}</li>`)}</ul></div>`;
  const photo = kind === "photo" ? state.photos.get(Number(owner), Number(id)) : undefined;
  return photo ? image(photo, `Image of post ${post.id}`) : html`<code>${attachment}</code>`;
}

function time(seconds: number): Html {
  const iso = new Date(seconds * 1000).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 16).replace("T", " ")} UTC</time>`;
}

function statisticsSection(state: State, owner: number): Html {
  const { visitors, activity } = statistics(state, owner, now() - statisticsPeriod, now() + 1);
  const rows = {
    Views: visitors.views,
    Likes: activity.likes,
    Comments: activity.comments,
    Reposts: activity.copies,
  };
  return html`<section aria-labelledby="statistics">
    <h2 id="statistics">Statistics, 30 days</h2>
    <dl>${Object.entries(rows).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
  </section>`;
}

function market(state: State, owner: number): Html[] {
  return state.items.by("owner", owner).map(item => {
    const photos = item.photos.flatMap(id => state.photos.get(owner, id) ?? []);
    const oldPrice = item.old_price ? html`<s>${item.old_price} ₽</s>` : "";
    return html`<article data-item="${item.id}">
        <h3>${item.name}</h3>
        <div class="thumbs">${photos.map(photo => image(photo, `Photo of ${item.name}`))}</div>
        <p class="text">${item.description}</p>
        <footer>product ${item.id} · <b>${item.price} ₽</b> ${oldPrice} ${item.sku}</footer>
      </article>`;
  });
}

function collections(state: State, owner: number): Html[] {
  return state.marketAlbums.by("owner", owner).map(({ id, title, is_main, is_hidden }) => {
    const items = state.marketAlbumItems.count("album", owner, id);
    return html`<p>${title} <small>${id}, ${items} products${is_main ? ", main" : ""}${is_hidden ? ", hidden" : ""}</small></p>`;
  });
}

function albums(state: State, owner: number): Html[] {
  return state.albums.by("owner", owner).map(album => {
    const photos = state.photos.by("album", owner, album.id);
    const images = photos.map(photo => image(photo, photo.text || `Photo ${photo.id}`));
    return html`<article><h3>${album.title}</h3><p class="quiet">${album.description}</p><div class="thumbs">${images}</div></article>`;
  });
}

function videos(state: State, owner: number): Html[] {
  return state.videos
    .by("owner", owner)
    .map(({ id, title, size }) => html`<p>${title} <small>video${owner}_${id}, ${size} bytes</small></p>`);
}

function discussions(state: State, owner: number): Html[] {
  return state.topics.by("group", -owner).map(topic => {
    const topicMessages = state.comments.by("object", "topic", owner, topic.id);
    const replies = topicMessages.map(
      ({ from_id, text }) => html`<p class="reply"><b>${ownerName(from_id)}</b> ${text}</p>`,
    );
    return html`<article><h3>${topic.title} ${topic.closed ? html`<span class="mark">closed</span>` : ""}</h3>${replies}</article>`;
  });
}

function messages(state: State): Html[] {
  const messageLine = ({ peer_id, text, keyboard }: Message) =>
    html`<div class="reply"><b>to user ${peer_id}</b> ${text}
      ${buttonRows(keyboard).map(row => html`<div>${row.map(label => html`<span class="mark">${label}</span> `)}</div>`)}</div>`;
  return state.messages.all().toReversed().map(messageLine);
}

/** Labels of the buttons, row by row. */
function buttonRows(keyboard: Message["keyboard"]): string[][] {
  const { buttons = [] } = (keyboard ?? {}) as {
    buttons?: Array<Array<{ action: { label?: string; type: string } }>>;
  }; // messages.send checked it
  return buttons.map(row => row.map(({ action }) => action.label ?? action.type));
}

function orders(state: State, owner: number): Html[] {
  return state.orders
    .by("group", -owner)
    .map(
      ({ id, user_id, lines }) =>
        html`<p>Order ${id} <small>user ${user_id}, ${lines.length} products</small></p>`,
    );
}

function campaigns(state: State): Html[] {
  return state.campaigns.all().map(({ id, name, status }) => {
    const ads = state.ads.by("campaign", id);
    const adLines = ads.map(
      ad =>
        html`<li>${ad.name} <span class="mark">${ad.status ? "running" : "paused"}</span> <small>${ad.id}</small></li>`,
    );
    return html`<p>${name} <span class="mark">${status ? "running" : "paused"}</span> <small>${id}</small></p><ul>${adLines}</ul>`;
  });
}
