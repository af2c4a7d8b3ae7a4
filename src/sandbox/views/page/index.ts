import { html } from "hono/html";
import { sandboxGroupId } from "../../state/people.ts";
import type { State } from "../../state/schema.ts";
import { frame, type Html } from "../frame.ts";
import { albumsTab } from "./albums-tab.ts";
import { callsTab } from "./calls-tab.ts";
import { discussionsTab } from "./discussions-tab.ts";
import { eventsTab } from "./events-tab.ts";
import { marketTab } from "./market-tab.ts";
import { membersTab } from "./members-tab.ts";
import { messagesTab } from "./messages-tab.ts";
import { type Tab, tabs } from "./request.ts";
import { script } from "./script.ts";
import { statisticsTab } from "./statistics-tab.ts";
import { avatar, nameOf, type PageView } from "./view.ts";
import { wallTab } from "./wall-tab.ts";
import type { Word } from "./words.ts";

const tabViews: Readonly<Record<Tab, readonly [title: Word, show: (view: PageView) => Html]>> = {
  wall: ["Wall", wallTab],
  market: ["Market", marketTab],
  messages: ["Messages", messagesTab],
  members: ["Members", membersTab],
  albums: ["Albums", albumsTab],
  discussions: ["Discussions", discussionsTab],
  statistics: ["Statistics", statisticsTab],
  calls: ["Calls", callsTab],
  events: ["Events", eventsTab],
};

/** Tabs that a user has as well as a community. */
const userTabs: readonly Tab[] = ["wall", "albums", "statistics", "calls"];
/** How many communities and users can be chosen. */
const maxChoices = 200;

/** The owners of what is stored: communities and users. */
function ownersOf({ groups, posts, stories, items, topics }: State): number[] {
  const owned = [...posts.oneOfEach("owner"), ...stories.oneOfEach("owner"), ...items.oneOfEach("owner")];
  const owners = [
    ...owned.map(({ owner_id }) => owner_id),
    ...topics.oneOfEach("group").map(({ group_id }) => -group_id),
    ...groups.all().map(({ id }) => -id),
  ];
  return [...new Set(owners)];
}

/** The owner that is shown when the URL names none: the first one that has something, or else the sandbox's community. */
export function defaultOwner(state: State): number {
  return ownersOf(state)[0] ?? -sandboxGroupId;
}

/** The sandbox's page: what is stored, what was called, and forms by which people act. */
export function communityPage(view: PageView): Html {
  const { request, owner, t, link } = view;
  const { lang, problem } = request;
  const available = owner < 0 ? tabs : userTabs;
  const tab = available.find(name => name === request.tab) ?? "wall";
  const [title, show] = tabViews[tab];
  const name = nameOf(view, owner);
  const links = available.map(
    item =>
      html`<a href="${link({ tab: item })}"${item === tab ? html` aria-current="page"` : ""}>${t(tabViews[item][0])}</a>`,
  );
  return frame(
    `${name}: ${t(title)} · oint sandbox`,
    html`<a class="skip" href="#content">${t("Skip to the content")}</a>
      <header class="top">
        <div class="owner">${avatar(owner)}<div><h1>${name}</h1>
          <p>${t("A local emulator of the VK API. Methods:")} <code>${view.origin}/method</code></p></div></div>
        <div class="acts">${chooser(view)} ${languageLink(view)}</div>
        <nav class="tabs" aria-label="${t("Tabs")}">${links}</nav>
      </header>
      <main id="content" tabindex="-1">
        ${problem ? html`<p role="alert" class="problem"><b>${t("This cannot be done")}:</b> ${problem}</p>` : ""}
        ${isEmpty(view) && tab === "wall" ? firstSteps(view) : ""}
        ${show(view)}
      </main>
      <script>${script}</script>`,
    lang,
  );
}

function isEmpty({ state }: PageView): boolean {
  return state.posts.size + state.items.size + state.messages.size === 0;
}

function firstSteps({ t }: PageView): Html {
  return html`<div class="card"><p>${t("To try the sandbox, create a post:")}</p>
    <pre tabindex="0">oint vk createPost --sandbox --text "Hello" --pictures photo.png</pre></div>`;
}

/** Chooses the community that is shown, and the user on whose behalf the reader acts. */
function chooser(view: PageView): Html {
  const { state, owner, t, request, userId } = view;
  const option = (value: number, label: string, isChosen: boolean) =>
    html`<option value="${value}"${isChosen ? html` selected` : ""}>${label}</option>`;
  const owners = [...new Set([owner, ...ownersOf(state)])].filter(id => id < 0).slice(0, maxChoices);
  const users = state.users.all().slice(0, maxChoices);
  const known = users.some(({ id }) => id === userId);
  const tab = owner < 0 ? request.tab : "wall";
  return html`<form method="get" action="/" class="acts">
    <input type="hidden" name="tab" value="${tab}" /><input type="hidden" name="lang" value="${request.lang}" />
    <label>${t("Community")} <select name="community">${owners.map(id => option(-id, nameOf(view, id), id === owner))}</select></label>
    <label>${t("Act as")} <select name="as">${known ? "" : option(userId, nameOf(view, userId), true)}${users.map(
      ({ id }) => option(id, nameOf(view, id), id === userId),
    )}</select></label>
    <button class="second small">${t("Switch")}</button></form>`;
}

function languageLink({ request, link }: PageView): Html {
  return request.lang === "ru"
    ? html`<a href="${link({ lang: "en" })}" lang="en" hreflang="en">English</a>`
    : html`<a href="${link({ lang: "ru" })}" lang="ru" hreflang="ru">Русский</a>`;
}
