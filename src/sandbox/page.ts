import { html } from "hono/html";
import { statistics } from "./methods/stats.ts";
import { style } from "./style.ts";
import { now, type Photo, type Post, type Story, type World } from "./world.ts";

type Html = ReturnType<typeof html>;

const storyLife = 24 * 3600;
const month = 30 * 24 * 3600;

/** The page that shows a community: its stories, its wall with pictures, its statistics and its campaigns. */
export function page(world: World, asked: number | undefined, origin: string): Html {
  const owners = [...new Set([...world.posts, ...world.stories].map(({ owner_id }) => owner_id))];
  const owner = asked ?? owners[0];
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${owner === undefined ? "oint sandbox" : `${ownerName(owner)} · oint sandbox`}</title>
        <link rel="icon" href="data:," />
        <style>
          ${style}
        </style>
      </head>
      <body>
        <header>
          <h1>${owner === undefined ? "oint sandbox" : ownerName(owner)}</h1>
          <p>A small VK on this machine. Methods: <code>${origin}/method</code></p>
          <nav aria-label="Walls">${owners.map(each => html`<a href="/?community=${-each}" ${each === owner ? html`aria-current="page"` : ""}>${ownerName(each)}</a> `)}</nav>
        </header>
        <main>${owner === undefined ? nothingYet() : community(world, owner)}</main>
      </body>
    </html>`;
}

function ownerName(owner: number): string {
  return owner < 0 ? `Community ${-owner}` : `User ${owner}`;
}

function nothingYet(): Html {
  return html`<p>Nothing here yet. Publish something:</p>
    <pre>oint vk createPost --sandbox --text "Hello" --pictures photo.png</pre>`;
}

function community(world: World, owner: number): Html {
  const stories = world.stories.filter(story => story.owner_id === owner && story.date > now() - storyLife);
  const posts = world.posts.filter(post => post.owner_id === owner).toReversed();
  return html`
    <section aria-labelledby="stories">
      <h2 id="stories">Stories</h2>
      <div class="stories">${stories.length ? stories.map(story => storyCard(world, story)) : html`<p class="quiet">None in the last 24 hours.</p>`}</div>
    </section>
    <section aria-labelledby="wall">
      <h2 id="wall">Wall</h2>
      ${posts.length ? posts.map(post => postCard(world, post)) : html`<p class="quiet">No posts.</p>`}
    </section>
    <aside>
      ${figures(world, owner)} ${campaigns(world)}
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
  ].filter(Boolean);
  return html`<article data-post="${post.id}">
    <header><b>${ownerName(post.from_id)}</b> ${time(post.date)} ${marks.map(mark => html`<span class="mark">${mark}</span> `)}</header>
    <p class="text">${post.text}</p>
    <div class="attached">${post.attachments.map(attachment => attached(world, post, attachment))}</div>
    <footer>post ${post.id}</footer>
  </article>`;
}

function attached(world: World, post: Post, attachment: string): Html {
  if (/^https?:/.test(attachment)) return html`<a class="link" href="${attachment}">${attachment}</a>`;
  const [, owner, id] = /^photo(-?\d+)_(\d+)/.exec(attachment) ?? [];
  const photo = world.photos.find(each => each.owner_id === Number(owner) && each.id === Number(id));
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

function campaigns(world: World): Html | string {
  if (world.campaigns.length === 0) return "";
  return html`<section aria-labelledby="campaigns">
    <h2 id="campaigns">Advertising campaigns</h2>
    <ul>${world.campaigns.map(({ id, name, status }) => html`<li>${name} <span class="mark">${status ? "running" : "paused"}</span> <small>${id}</small></li>`)}</ul>
  </section>`;
}
