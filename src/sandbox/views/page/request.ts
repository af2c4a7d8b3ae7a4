import type { Lang } from "./words.ts";

/** The tabs of the page. */
export const tabs = [
  "wall",
  "market",
  "messages",
  "members",
  "albums",
  "discussions",
  "statistics",
  "calls",
  "events",
] as const;
export type Tab = (typeof tabs)[number];

/** What the URL of the page asks for. */
export interface PageRequest {
  readonly lang: Lang;
  readonly tab: Tab;
  /** Owner of the wall: a negative community ID, or a user ID; `undefined` when the URL names none. */
  readonly owner: number | undefined;
  /** Page of the list, from 1. */
  readonly page: number;
  /** The user on whose behalf the reader acts. */
  readonly actor: number;
  /** The conversation that is shown. */
  readonly peer: number | undefined;
  /** Part of the names of the methods or events that are shown. */
  readonly filter: string;
  /** Which calls are shown. */
  readonly outcome: "" | "failed" | "ignored";
  /** Why the last act of the reader was refused. */
  readonly problem: string;
}

const defaultActor = 100_002;

type Query = Readonly<Record<string, string | undefined>>;

/** Reads the URL of the page; what is not valid counts as missing. */
export function readPageRequest(query: Query, acceptLanguage: string | undefined): PageRequest {
  const id = (name: string) => (/^\d{1,15}$/.test(query[name] ?? "") ? Number(query[name]) : 0);
  const community = id("community");
  const user = id("user");
  return {
    lang: query.lang === "en" || query.lang === "ru" ? query.lang : preferredLanguage(acceptLanguage),
    tab: tabs.find(tab => tab === query.tab) ?? "wall",
    owner: community ? -community : user || undefined,
    page: Math.max(1, id("page")),
    actor: id("as") || defaultActor,
    peer: id("peer") || undefined,
    filter: query.filter ?? "",
    outcome: query.outcome === "failed" || query.outcome === "ignored" ? query.outcome : "",
    problem: query.problem ?? "",
  };
}

/** The first of the reader's languages that the page has. */
function preferredLanguage(acceptLanguage = ""): Lang {
  const languages = acceptLanguage.split(",").map(range => {
    const [tag = "", ...parameters] = range.trim().split(";");
    const quality = parameters.find(parameter => parameter.trim().startsWith("q="));
    return { lang: tag.slice(0, 2).toLowerCase(), quality: quality ? Number(quality.trim().slice(2)) : 1 };
  });
  const sorted = languages.sort((a, b) => b.quality - a.quality);
  return sorted.find(({ lang }) => lang === "en" || lang === "ru")?.lang === "ru" ? "ru" : "en";
}

/** Changes of the URL. */
export type LinkChanges = Partial<
  Record<
    "tab" | "page" | "as" | "peer" | "lang" | "community" | "user" | "filter" | "outcome",
    string | number
  >
>;

/** The URL of another view of the page. It keeps the owner, the actor and the language. */
export function linkTo(request: PageRequest, query: Query, changes: LinkChanges): string {
  const { owner = 0, actor, tab } = request;
  const kept = {
    ...(owner < 0 ? { community: -owner } : {}),
    ...(owner > 0 ? { user: owner } : {}),
    ...(actor === defaultActor ? {} : { as: actor }),
    ...(query.lang ? { lang: query.lang } : {}),
    tab,
  };
  const all: LinkChanges = { ...kept, ...changes };
  const entries = Object.entries(all).filter(
    ([name, value]) =>
      value !== "" && !(name === "tab" && value === "wall") && !(name === "page" && value === 1),
  );
  const search = new URLSearchParams(entries.map(([name, value]) => [name, String(value)]));
  return search.size > 0 ? `/?${search}` : "/";
}
