/** A minimal server in a separate process, so that a benchmark measures the client and not the server. */
import { createServer } from "node:http";
import { runScript } from "../src/sandbox/vkscript/index.ts";

const [port = "0"] = process.argv.slice(2);
const pageSize = 200;
const products = 100_000;

function page(body: string): object {
  const params = new URLSearchParams(body);
  const offset = Number(params.get("offset"));
  const size = Math.min(pageSize, products - offset);
  const items = Array.from({ length: size }, (_, i) => ({
    id: offset + i + 1,
    title: `Product ${offset + i + 1}`,
    description: "x".repeat(200),
  }));
  return { count: products, items };
}

const allMembers = 1_000_000;

/** A page of a community's members, who have the numbers from 1. */
function members(params: { readonly offset?: unknown; readonly count?: unknown }): object {
  const offset = Number(params.offset ?? 0);
  const size = Math.max(0, Math.min(Number(params.count ?? 1000), allMembers - offset));
  return { count: allMembers, items: Array.from({ length: size }, (_, i) => offset + i + 1) };
}

/** Runs a script that calls groups.getMembers. */
function script(body: string): unknown {
  const { code = "", ...args } = Object.fromEntries(new URLSearchParams(body));
  return runScript(code, args, (_, params) => members(params)).response;
}

/** Number of method calls since they were last asked for. */
let requests = 0;

const server = createServer((request, response) => {
  const url = `http://127.0.0.1:${(server.address() as { port: number }).port}`; // a TCP server has this kind of address
  if (request.url?.startsWith("/upload")) {
    request.resume().on("end", () => response.end('{"video_id":1,"owner_id":-1,"size":1}'));
    return;
  }
  if (request.url === "/requests") {
    response.end(String(requests));
    requests = 0;
    return;
  }
  requests++;
  let body = "";
  request.setEncoding("utf8").on("data", text => (body += text));
  request.on("end", () => {
    const responses: Readonly<Record<string, () => unknown>> = {
      "/method/video.save": () => ({ upload_url: `${url}/upload`, owner_id: -1, video_id: 1 }),
      "/method/market.get": () => page(body),
      "/method/groups.getMembers": () => members(Object.fromEntries(new URLSearchParams(body))),
      "/method/execute": () => script(body),
    };
    const result = responses[request.url ?? ""]?.() ?? [{ id: 1 }];
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ response: result }));
  });
});
server.keepAliveTimeout = 60_000;
server.listen(Number(port), "127.0.0.1", () =>
  console.log(`http://127.0.0.1:${(server.address() as { port: number }).port}`),
);
