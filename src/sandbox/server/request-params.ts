import type { HttpContext } from "./deps.ts";
import type { Params } from "./parameters.ts";

/**
 * Reads parameters from the URL and the form, and the token from the header too. A POST that does not say what it contains is
 * a form: the official PHP client sends such ones. VK ignores JSON bodies.
 */
export async function readRequestParams(c: HttpContext): Promise<Params> {
  const bearer = /^Bearer (.+)$/.exec(c.req.header("authorization") ?? "")?.[1];
  return { ...(bearer ? { access_token: bearer } : {}), ...c.req.query(), ...(await readForm(c)) };
}

async function readForm(c: HttpContext): Promise<Params> {
  if (c.req.method !== "POST") return {};
  const type = c.req.header("content-type") ?? "application/x-www-form-urlencoded";
  if (type.startsWith("application/x-www-form-urlencoded"))
    return Object.fromEntries(new URLSearchParams(await c.req.text()));
  if (!type.startsWith("multipart/form-data")) return {};
  // A body that is no form has no parameters.
  const form = await c.req.parseBody().catch(() => ({}));
  return Object.fromEntries(Object.entries(form).map(([name, value]) => [name, String(value)] as const));
}
