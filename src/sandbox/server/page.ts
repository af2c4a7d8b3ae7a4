import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { streamSSE } from "hono/streaming";
import { countActivity } from "../state/activity.ts";
import type { Happening } from "../state/model/index.ts";
import { callView, faultsView, isWanted } from "../views/page/calls-tab.ts";
import { happeningView } from "../views/page/events-tab.ts";
import { communityPage, defaultOwner } from "../views/page/index.ts";
import { pageSize } from "../views/page/pager.ts";
import { linkTo, readPageRequest } from "../views/page/request.ts";
import type { PageView } from "../views/page/view.ts";
import { translator } from "../views/page/words.ts";
import type { HttpContext, ServerDeps } from "./deps.ts";

/** How often new calls and events are sent to a page, in milliseconds: many of them are sent together. */
const interval = 250;

/** The sandbox's page, and the stream of what is new on it. */
export function pageRoutes(deps: ServerDeps): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.get("/", c => {
    const view = viewOf(c, deps);
    const { owner, tab, page } = view.request;
    if (owner !== undefined && owner < 0 && tab === "wall" && page === 1)
      countActivity(view.state, owner, "view");
    return c.html(communityPage(view));
  });
  app.get("/sandbox/stream", c =>
    streamSSE(c, async stream => {
      const news = new News(viewOf(c, deps), deps);
      while (!stream.aborted && !stream.closed) {
        for (const [event, data] of await news.next()) await stream.writeSSE({ event, data });
        await stream.sleep(interval);
      }
    }),
  );
  return app;
}

function viewOf(c: HttpContext, { store, calls, faults, origin }: ServerDeps): PageView {
  const query = c.req.query();
  const request = readPageRequest(query, c.req.header("accept-language"));
  return {
    state: store.state,
    origin: origin(),
    userId: request.actor,
    request,
    owner: request.owner ?? defaultOwner(store.state),
    t: translator(request.lang),
    link: changes => linkTo(request, query, changes),
    calls: calls.calls,
    faults: faults.rules,
  };
}

/** What happened since the last look, as parts of the page. */
class News {
  readonly #view: PageView;
  readonly #deps: ServerDeps;
  #lastCall: number;
  #lastHappening: number;
  #faults = "";

  constructor(view: PageView, deps: ServerDeps) {
    this.#view = view;
    this.#deps = deps;
    this.#lastCall = view.calls.at(-1)?.id ?? 0;
    this.#lastHappening = this.#newest()?.id ?? 0;
  }

  async next(): Promise<Array<readonly [event: string, data: string]>> {
    return [...(await this.#calls()), ...(await this.#happenings()), ...(await this.#newFaults())];
  }

  async #calls(): Promise<Array<readonly ["call", string]>> {
    const { calls, request, t } = this.#view;
    const fresh = calls.slice(-pageSize).filter(({ id }) => id > this.#lastCall);
    this.#lastCall = calls.at(-1)?.id ?? this.#lastCall;
    const wanted = fresh.filter(call => isWanted(request, call));
    return Promise.all(wanted.map(async call => ["call", String(await callView(call, t))] as const));
  }

  async #happenings(): Promise<Array<readonly ["happening", string]>> {
    const newest = this.#newest()?.id ?? 0;
    if (newest <= this.#lastHappening) return [];
    const { state, owner } = this.#view;
    const fresh = state.happenings.by("group", -owner).slice(-pageSize);
    const shown = fresh.filter(({ id }) => id > this.#lastHappening);
    this.#lastHappening = newest;
    return Promise.all(
      shown.map(async item => ["happening", String(await happeningView(this.#view, item))] as const),
    );
  }

  #newest(): Happening | undefined {
    return this.#view.state.happenings.last("group", -this.#view.owner);
  }

  async #newFaults(): Promise<Array<readonly ["faults", string]>> {
    const shown = String(await faultsView(this.#deps.faults.rules, this.#view.t));
    if (shown === this.#faults) return [];
    this.#faults = shown;
    return [["faults", shown]];
  }
}
