/** Serves the built documentation at http://127.0.0.1:5200, or at the port in the first argument. */
import { serve } from "@hono/node-server";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";

const app = new Hono();
app.use("/*", serveStatic({ root: "docs/site" }));
serve({ fetch: app.fetch, hostname: "127.0.0.1", port: Number(process.argv[2] ?? 5200) }, ({ port }) =>
  console.log(`http://127.0.0.1:${port}/`),
);
