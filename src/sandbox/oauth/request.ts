import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import type { Params } from "../server/parameters.ts";
import type { Store } from "../state/store.ts";
import type { SandboxApp } from "./apps.ts";
import type { Lifetimes } from "./lifetimes.ts";
import { parseScope } from "./scopes.ts";

/** What the OAuth servers depend on. */
export interface OAuthDeps {
  readonly store: Store;
  readonly apps: readonly SandboxApp[];
  readonly lifetimes: Lifetimes;
  readonly origin: () => string;
}

/** A Hono context on Node's HTTP server. */
export type OAuthContext = Context<{ Bindings: HttpBindings }>;

/** An error that VK's OAuth servers return. */
export class OAuthFailure extends Error {
  readonly error: string;

  constructor(error: string, description: string) {
    super(description);
    this.error = error;
  }
}

/** Reads parameters from the URL and the form. */
export async function readOAuthParams(c: OAuthContext): Promise<Params> {
  const form = c.req.method === "POST" ? await c.req.parseBody() : {};
  const fields = Object.entries(form).map(([name, value]) => [name, String(value)] as const);
  return { ...c.req.query(), ...Object.fromEntries(fields) };
}

/** Responds with JSON: the result, or the OAuth error that was thrown. */
export function respondJson(c: OAuthContext, handle: () => object): Response {
  try {
    return c.json(handle());
  } catch (failure) {
    return respondFailure(c, failure);
  }
}

/** Responds with an OAuth error; throws any other error again. */
export function respondFailure(c: OAuthContext, failure: unknown): Response {
  if (!(failure instanceof OAuthFailure)) throw failure;
  return c.json({ error: failure.error, error_description: failure.message }, 401);
}

/** The app that `client_id` names, or an OAuth error when it does not exist or is of another kind. */
export function findApp({ apps }: OAuthDeps, params: Params, kind: SandboxApp["kind"]): SandboxApp {
  const app = apps.find(({ id }) => String(id) === params.client_id);
  if (!app) throw new OAuthFailure("invalid_client", "client_id is incorrect");
  // Source: https://dev.vk.com/ru/api/access-token/getting-started, and reports of developers of new apps
  if (app.kind === "vkid" && kind === "oauth") throw new OAuthFailure("invalid_request", "Security Error");
  if (app.kind !== kind) throw new OAuthFailure("invalid_client", "client_id is incorrect");
  return app;
}

/** URL of the blank page, where the dialog of VK OAuth ends when the app names no redirect URL. */
export function blankUrl({ origin }: OAuthDeps): string {
  return `${origin()}/oauth/blank.html`;
}

/** The community IDs in `group_ids`. */
export function requestedGroups({ group_ids = "" }: Params): number[] {
  return group_ids.split(",").filter(Boolean).map(Number);
}

/** The scopes in `scope`, or an OAuth error when one is unknown. */
export function requestedScopes(params: Params): string[] {
  const scopes = parseScope(params.scope ?? "", requestedGroups(params).length > 0 ? "community" : "user");
  if (!scopes) throw new OAuthFailure("invalid_scope", "Invalid scope");
  return scopes;
}
