import { setTimeout as sleep } from "node:timers/promises";
import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { publishVideo } from "../actions/videos.ts";
import { vkId } from "../oauth/vk-id.ts";
import { vkOAuth } from "../oauth/vk-oauth.ts";
import type { Video } from "../state/model/index.ts";
import { viewerOf } from "../views/viewer.ts";
import { actRoutes } from "./act.ts";
import { callMethod } from "./call.ts";
import { controlRoutes } from "./control.ts";
import { reportCrash } from "./crash.ts";
import type { ServerDeps } from "./deps.ts";
import { eventControlRoutes } from "./event-control.ts";
import { serveFile, servePicture } from "./files.ts";
import { formRoutes } from "./forms.ts";
import { injectFault } from "./inject-fault.ts";
import { longPollRoutes } from "./long-poll.ts";
import { pageRoutes } from "./page.ts";
import { readRequestParams } from "./request-params.ts";

const jsonHeaders = { "content-type": "application/json; charset=utf-8" };

/** Creates the sandbox's HTTP server: VK methods, upload servers, authorization servers, and the community page. */
export function createApp(deps: ServerDeps): Hono<{ Bindings: HttpBindings }> {
  const { store, faults, uploads } = deps;
  const app = new Hono<{ Bindings: HttpBindings }>();

  app.all("/method/:method", async c => {
    const method = c.req.param("method");
    const params = await readRequestParams(c);
    if (deps.latency > 0) await sleep(Math.random() * deps.latency);
    const fault = faults.next(method);
    return injectFault(c, fault, async () =>
      c.body(await callMethod(deps, { method, params, httpMethod: c.req.method, fault }), 200, jsonHeaders),
    );
  });

  // Clients open the upload URL of a video on another site with GET.
  app.on(["GET", "POST"], "/upload/:kind", c =>
    injectFault(c, faults.next("upload"), async () => {
      const publish = (video: Video) => publishVideo(viewerOf(store.state, deps.origin()), video);
      const response = await uploads.receive(c.req.query("token") ?? "", c.env.incoming, publish);
      // VK serves this JSON as text/html.
      return c.html(JSON.stringify(response));
    }),
  );

  app.route("/", longPollRoutes(deps));

  app.get("/files/:name", c => serveFile(c, store.files));
  app.get("/pictures/:name", c => servePicture(c, store.state));

  for (const path of ["/oauth/*", "/id/*"]) {
    app.use(path, (c, next) =>
      injectFault(c, faults.next(c.req.path.replace(/^\/\w+\//, "")), async () => {
        await next();
        return c.res;
      }),
    );
  }
  app.route("/oauth", vkOAuth(deps));
  app.route("/id", vkId(deps));
  app.route("/sandbox", controlRoutes(deps));
  app.route("/sandbox", actRoutes(deps));
  app.route("/sandbox", eventControlRoutes(deps));
  app.route("/sandbox/forms", formRoutes(deps));
  app.route("/", pageRoutes(deps));

  app.onError((error, c) => {
    // A client that disconnects during an upload is not an error of the sandbox.
    if (!c.env.incoming.socket.destroyed) reportCrash(error);
    return c.text("Internal server error", 500);
  });
  return app;
}
