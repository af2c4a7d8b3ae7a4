import type { Params } from "./parameters.ts";

/** A call that the sandbox received. */
export interface ReceivedCall {
  /** Calls are numbered from 1 as they are received. */
  readonly id: number;
  /** When it was received, in milliseconds since 1970. */
  readonly time: number;
  /** VK method name. */
  readonly method: string;
  /** Parameters, without the token. */
  readonly params: Params;
  /** Names of the parameters that the method does not have; VK ignores them. */
  readonly ignored: readonly string[];
  /**
   * The value of `response`; `undefined` for a call that failed, and when the response was not kept: the sandbox keeps those
   * of the last 1,000 calls, up to 20,000 characters each.
   */
  readonly response?: unknown;
  /** VK's error, if the call failed. */
  readonly error?: ReceivedError;
}

/** Why a call failed. */
export interface ReceivedError {
  /** VK's error code. */
  readonly error_code: number;
  /** VK's message. */
  readonly error_msg: string;
}

/** Parameters whose values are shown as `***`. */
const secretParameters = new Set([
  "change_password_hash",
  "client_secret",
  "new_password",
  "old_password",
  "restore_sid",
  "secret_key",
  "token",
]);

const maxCalls = 10_000;
const maxResponses = 1000;
const maxResponseLength = 20_000;

/** A call in the log, whose outcome is added when it is known. */
export class RecordedCall implements ReceivedCall {
  readonly id: number;
  readonly time = Date.now();
  readonly method: string;
  readonly params: Params;
  ignored: readonly string[] = [];
  error?: ReceivedError;
  /** JSON of the response. What a handler returned may be part of the data, which later calls change. */
  #response: string | undefined;

  constructor(id: number, method: string, params: Params) {
    this.id = id;
    this.method = method;
    this.params = params;
  }

  get response(): unknown {
    return this.#response === undefined ? undefined : JSON.parse(this.#response);
  }

  keepResponse(json: string): void {
    if (json.length <= maxResponseLength) this.#response = json;
  }

  dropResponse(): void {
    this.#response = undefined;
  }

  /** What others than the program that started the sandbox can read. */
  toJSON(): ReceivedCall {
    const { id, time, method, ignored, error, response } = this;
    const params = Object.entries(this.params).map(([name, value]) => [
      name,
      secretParameters.has(name) ? "***" : value,
    ]);
    return {
      id,
      time,
      method,
      params: Object.fromEntries(params),
      ignored,
      ...(error ? { error } : { response }),
    };
  }
}

/** The calls that the sandbox received. */
export class CallLog {
  readonly calls: RecordedCall[] = [];
  #lastId = 0;

  /** Records a call; when there are too many, the oldest one is dropped. */
  record(method: string, params: Params): RecordedCall {
    const call = new RecordedCall(++this.#lastId, method, params);
    this.calls.push(call);
    this.calls.at(-1 - maxResponses)?.dropResponse();
    if (this.calls.length > maxCalls) this.calls.shift();
    return call;
  }

  clear(): void {
    this.calls.length = 0;
  }
}
