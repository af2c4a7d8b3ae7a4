import { html } from "hono/html";
import { frame, type Html } from "./frame.ts";
import { statistics } from "./methods/stats.ts";
import type { Photo, Post, Story } from "./things.ts";
import { find, now, type World } from "./world.ts";

const storyLife = 24 * 3600;
const month = 30 * 24 * 3600;

/** The page that shows a community: its stories, its wall, its albums, its market, its discussions, messages and figures. */
export function page(world: World, asked: number | undefined, origin: string): Html {
  const owners = [
    ...new Set([...world.posts, ...world.stories, ...world.items].map(({ owner_id }) => owner_id)),
  ];
  const owner = asked ?? owners[0];
  const others = owners.filter(each => each !== owner);
  const name = owner === undefined ? "oint sandbox" : ownerName(owner);
  const links = others.map(each => html`<a href="/?community=${-each}">${ownerName(each)}</a> `);
  return frame(
    owner === undefined ? name : `${name} · oint sandbox`,
    html`<header>
        <h1>${name}</h1>
        <p>A small VK on this machine. Methods: <code>${origin}/method</code></p>
        ${links.length ? html`<nav aria-label="Other walls">${links}</nav>` : ""}
      </header>
      <main>${owner === undefined ? nothingYet() : community(world, owner)}</main>`,
  );
}

function ownerName(owner: number): string {
  return owner < 0 ? `Community ${-owner}` : `User ${owner}`;
}

function nothingYet(): Html {
  return html`<p>Nothing here yet. Publish something:</p>
    <pre>oint vk createPost --sandbox --text "Hello" --pictures photo.png</pre>`;
}

/** A part of the page with a heading; nothing where there is nothing to show. */
function section(id: string, title: string, content: readonly Html[]): Html | string {
  if (content.length === 0) return "";
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${content}</section>`;
}

function community(world: World, owner: number): Html {
  const stories = world.stories.filter(story => story.owner_id === owner && story.date > now() - storyLife);
  const posts = world.posts.filter(post => post.owner_id === owner).toReversed();
  const row = stories.length
    ? [html`<div class="stories">${stories.map(story => storyCard(world, story))}</div>`]
    : [];
  const none = html`<p class="quiet">No posts.</p>`;
  return html`
    <div class="wide">${section("stories", "Stories", row)}</div>
    <div>
      ${section("wall", "Wall", posts.length ? posts.map(post => postCard(world, post)) : [none])}
      ${section("market", "Market", market(world, owner))}
      ${section("albums", "Albums", albums(world, owner))}
      ${section("videos", "Videos", videos(world, owner))}
      ${section("discussions", "Discussions", discussions(world, owner))}
    </div>
    <aside>
      ${figures(world, owner)}
      ${section("selections", "Selections", selections(world, owner))}
      ${section("orders", "Orders", orders(world, owner))}
      ${section("campaigns", "Advertising campaigns", campaigns(world))}
      ${section("messages", "Messages", messages(world))}
    </aside>
  `;
}

function picture(photo: Photo, text: string): Html {
  return html`<img src="/files/${photo.file}" width="${photo.width}" height="${photo.height}" alt="${text}" />`;
}

function storyCard(world: World, story: Story): Html {
  const photo = world.photos.find(each => each.id === story.photo);
  const link = story.link ? html`<a href="${story.link.url}">${story.link.text}</a>` : "";
  return html`<figure class="story" data-story="${story.id}">${photo ? picture(photo, `Story ${story.id}`) : ""}<figcaption>${time(story.date)} ${link}</figcaption></figure>`;
}

function postCard(world: World, post: Post): Html {
  const marks = [
    post.postponed && post.date > now() ? "postponed" : "",
    post.marked_as_ads ? "advertisement" : "",
    post.close_comments ? "comments closed" : "",
    post.shares ? `shares ${post.shares}` : "",
  ].filter(Boolean);
  const comments = world.comments.filter(each => each.owner_id === post.owner_id && each.post_id === post.id);
  return html`<article data-post="${post.id}">
    <header><b>${ownerName(post.from_id)}</b> ${time(post.date)} ${marks.map(mark => html`<span class="mark">${mark}</span> `)}</header>
    <p class="text">${post.text}</p>
    <div class="attached">${post.attachments.map(attachment => attached(world, post, attachment))}</div>
    <footer>post ${post.id} · ${post.likes.length} likes · ${post.reposts} reposts</footer>
    ${comments.map(({ from_id, text }) => html`<p class="reply"><b>${ownerName(from_id)}</b> ${text}</p>`)}
  </article>`;
}

function attached(world: World, post: Post, attachment: string): Html {
  if (/^https?:/.test(attachment)) return html`<a class="link" href="${attachment}">${attachment}</a>`;
  const [, kind, owner, id] = /^([a-z]+)(-?\d+)_(\d+)/.exec(attachment) ?? [];
  const poll = kind === "poll" ? find(world.polls, Number(owner), Number(id)) : undefined;
  if (poll)
    return html`<div class="poll"><b>${poll.question}</b><ul>${poll.answers.map(answer => html`<li>${answer}</li>`)}</ul></div>`;
  const photo = kind === "photo" ? find(world.photos, Number(owner), Number(id)) : undefined;
  return photo ? picture(photo, `Picture of post ${post.id}`) : html`<code>${attachment}</code>`;
}

function time(seconds: number): Html {
  const iso = new Date(seconds * 1000).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 16).replace("T", " ")} UTC</time>`;
}

function figures(world: World, owner: number): Html {
  const { visitors, activity } = statistics(world, owner, now() - month, now() + 1);
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

function market(world: World, owner: number): Html[] {
  return world.items
    .filter(each => each.owner_id === owner)
    .map(item => {
      const photos = item.photos.flatMap(id => find(world.photos, owner, id) ?? []);
      const old = item.old_price ? html`<s>${item.old_price} ₽</s>` : "";
      return html`<article data-item="${item.id}">
        <h3>${item.name}</h3>
        <div class="thumbs">${photos.map(photo => picture(photo, `Photo of ${item.name}`))}</div>
        <p class="text">${item.description}</p>
        <footer>product ${item.id} · <b>${item.price} ₽</b> ${old} ${item.sku}</footer>
      </article>`;
    });
}

function selections(world: World, owner: number): Html[] {
  const own = world.selections.filter(each => each.owner_id === owner);
  const line = ({ id, title, items, is_main, is_hidden }: (typeof own)[number]) =>
    html`<p>${title} <small>${id}, ${items.length} products${is_main ? ", main" : ""}${is_hidden ? ", hidden" : ""}</small></p>`;
  return own.map(line);
}

function albums(world: World, owner: number): Html[] {
  return world.albums
    .filter(each => each.owner_id === owner)
    .map(album => {
      const photos = world.photos.filter(each => each.owner_id === owner && each.album_id === album.id);
      const pictures = photos.map(photo => picture(photo, photo.text || `Photo ${photo.id}`));
      return html`<article><h3>${album.title}</h3><p class="quiet">${album.description}</p><div class="thumbs">${pictures}</div></article>`;
    });
}

function videos(world: World, owner: number): Html[] {
  const own = world.videos.filter(each => each.owner_id === owner);
  return own.map(
    ({ id, title, size }) => html`<p>${title} <small>video${owner}_${id}, ${size} bytes</small></p>`,
  );
}

function discussions(world: World, owner: number): Html[] {
  return world.topics
    .filter(each => each.group_id === -owner)
    .map(topic => {
      const written = world.topicMessages.filter(
        each => each.topic_id === topic.id && each.group_id === topic.group_id,
      );
      const replies = written.map(
        ({ from_id, text }) => html`<p class="reply"><b>${ownerName(from_id)}</b> ${text}</p>`,
      );
      return html`<article><h3>${topic.title} ${topic.closed ? html`<span class="mark">closed</span>` : ""}</h3>${replies}</article>`;
    });
}

function messages(world: World): Html[] {
  const line = ({ peer_id, text, buttons }: World["messages"][number]) =>
    html`<div class="reply"><b>to user ${peer_id}</b> ${text}
      ${buttons.map(row => html`<div>${row.map(label => html`<span class="mark">${label}</span> `)}</div>`)}</div>`;
  return world.messages.toReversed().map(line);
}

function orders(world: World, owner: number): Html[] {
  const own = world.orders.filter(each => each.group_id === -owner);
  return own.map(
    ({ id, user_id, lines }) =>
      html`<p>Order ${id} <small>of user ${user_id}, ${lines.length} products</small></p>`,
  );
}

function campaigns(world: World): Html[] {
  return world.campaigns.map(({ id, name, status }) => {
    const ads = world.ads.filter(each => each.campaign_id === id);
    const shown = ads.map(
      ad =>
        html`<li>${ad.name} <span class="mark">${ad.status ? "running" : "paused"}</span> <small>${ad.id}</small></li>`,
    );
    return html`<p>${name} <span class="mark">${status ? "running" : "paused"}</span> <small>${id}</small></p><ul>${shown}</ul>`;
  });
}
