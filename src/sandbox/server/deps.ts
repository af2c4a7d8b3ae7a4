import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import type { Faults } from "../faults.ts";
import type { SandboxApp } from "../oauth/apps.ts";
import type { Lifetimes } from "../oauth/lifetimes.ts";
import type { Store } from "../state/store.ts";
import type { Uploads } from "../uploads/index.ts";
import type { RateLimiter } from "./rate-limit.ts";
import type { CallLog } from "./received-calls.ts";

/** What the server depends on. */
export interface ServerDeps {
  readonly store: Store;
  readonly uploads: Uploads;
  readonly rateLimiter: RateLimiter;
  readonly faults: Faults;
  /** Tokens to accept; an empty list accepts any token. */
  readonly tokens: readonly string[];
  readonly calls: CallLog;
  /** Whether parameters that VK ignores are refused. */
  readonly strict: boolean;
  /** Longest random delay of a call, in milliseconds. */
  readonly latency: number;
  readonly apps: readonly SandboxApp[];
  readonly lifetimes: Lifetimes;
  readonly origin: () => string;
}

/** A Hono context on Node's HTTP server. */
export type HttpContext = Context<{ Bindings: HttpBindings }>;
