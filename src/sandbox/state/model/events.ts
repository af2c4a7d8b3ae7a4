import type { Happening } from "./access.ts";

/** Which events a community wants, and in which version of the API. */
export interface EventSettings {
  readonly api_version: string;
  /** Names of the events that are switched on, `message_new`. */
  readonly events: readonly string[];
}

/** A server that gets events by the Callback API. */
export interface CallbackServer extends EventSettings {
  readonly id: number;
  readonly group_id: number;
  readonly title: string;
  readonly url: string;
  readonly secret_key: string;
  /** ID of the manager who added it. */
  readonly creator_id: number;
  /** Whether it confirmed its address. */
  readonly status: "unconfigured" | "failed" | "wait" | "ok";
}

/** A community's Bots Long Poll. */
export interface LongPoll extends EventSettings {
  readonly group_id: number;
  readonly is_enabled: boolean;
  /** Secret part of the server's address. */
  readonly key: string;
}

/** An event that a server of the Callback API did not accept yet. */
export interface Delivery {
  readonly group_id: number;
  readonly server_id: number;
  readonly happening_id: number;
  /** What happened. It stays until it is delivered, also when the community has had too many later events to keep it. */
  readonly happening: Happening;
  /** How often it was sent in vain. */
  readonly attempts: number;
  /** When it is sent again, in milliseconds since 1970; 0 for as soon as possible. */
  readonly due: number;
  /** Why the last attempt failed. */
  readonly problem?: string;
}
