import { setTimeout as sleep } from "node:timers/promises";
import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { vkId } from "../oauth/vk-id.ts";
import { vkOAuth } from "../oauth/vk-oauth.ts";
import { countActivity } from "../state/activity.ts";
import { communityPage } from "../views/community.ts";
import { callMethod, readParams } from "./call.ts";
import { controlRoutes } from "./control.ts";
import type { ServerDeps } from "./deps.ts";
import { serveImage } from "./files.ts";
import { injectFault } from "./inject-fault.ts";

/** Creates the sandbox's HTTP server: VK methods, upload servers, authorization servers, and the community page. */
export function createApp(deps: ServerDeps): Hono<{ Bindings: HttpBindings }> {
  const { store, faults, uploads } = deps;
  const app = new Hono<{ Bindings: HttpBindings }>();

  app.all("/method/:method", async c => {
    const method = c.req.param("method");
    const params = await readParams(c);
    if (deps.latency > 0) await sleep(Math.random() * deps.latency);
    const fault = faults.next(method);
    return injectFault(c, fault, () =>
      c.json(callMethod(deps, { method, params, httpMethod: c.req.method, fault })),
    );
  });

  app.post("/upload/:kind", c =>
    injectFault(c, faults.next("upload"), async () => {
      const response = await uploads.receive(c.req.query("token") ?? "", c.env.incoming);
      // VK serves this JSON as text/html.
      return c.html(JSON.stringify(response));
    }),
  );

  app.get("/files/:name", c => serveImage(c, store.files));

  app.get("/", c => {
    const communityId = Number(c.req.query("community"));
    if (communityId > 0) {
      countActivity(store.state, -communityId, "view");
    }
    return c.html(communityPage(store.state, communityId > 0 ? -communityId : undefined, deps.origin()));
  });

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

  app.onError((error, c) => {
    // A client that disconnects during an upload is not an error of the sandbox.
    if (!c.env.incoming.destroyed) process.stderr.write(`sandbox: ${error.stack}\n`);
    return c.text("Internal server error", 500);
  });
  return app;
}
