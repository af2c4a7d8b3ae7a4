import { standardApps } from "../../src/sandbox/index.ts";
import type { TestSandbox } from "./sandbox.ts";

/** Parameters of a call; lists are sent with commas, objects as JSON. */
export type AskParams = Readonly<Record<string, string | number | object>>;

const text = (value: string | number | object) =>
  Array.isArray(value) ? value.join(",") : typeof value === "object" ? JSON.stringify(value) : String(value);

/** Calls methods of a sandbox with plain fetch, as a program with another client does. */
export class Ask {
  readonly #server: TestSandbox;

  constructor(server: TestSandbox) {
    this.#server = server;
  }

  /** Calls a method and returns `response`, whose type the caller knows. */
  async get<T = unknown>(method: string, params: AskParams = {}): Promise<T> {
    const body = await this.#send(method, params);
    if (body.response === undefined) throw new Error(`${method}: ${JSON.stringify(body)}`);
    return body.response as T;
  }

  /** Calls a method and returns the code of its error; 0 if there is none. */
  async code(method: string, params: AskParams = {}): Promise<number> {
    return (await this.#send(method, params)).error?.error_code ?? 0;
  }

  /** A token of the sandbox's user, or of a community, as the consent page issues it. */
  async token(scope: string, group_id = ""): Promise<string> {
    const form = {
      client_id: String(standardApps.oauth.id),
      redirect_uri: "https://example.com/",
      response_type: "token",
      scope,
      decision: "allow",
      ...(group_id ? { group_ids: group_id } : {}),
    };
    const response = await fetch(`${this.#server.sandbox.url}/oauth/consent`, {
      method: "POST",
      body: new URLSearchParams(form),
      redirect: "manual",
    });
    const { hash } = new URL(response.headers.get("location") ?? "");
    const name = group_id ? `access_token_${group_id}` : "access_token";
    return new URLSearchParams(hash.slice(1)).get(name) ?? "";
  }

  async #send(
    method: string,
    params: AskParams,
  ): Promise<{ response?: unknown; error?: { error_code: number } }> {
    const all = Object.entries({ access_token: "t", v: "5.199", ...params });
    const body = new URLSearchParams(all.map(([name, value]) => [name, text(value)]));
    const url = `${this.#server.sandbox.apiUrl}/${method}`;
    return JSON.parse(await (await fetch(url, { method: "POST", body })).text());
  }
}
