/** VK returns an error. */
export interface ErrorFault {
  /** VK's error code. */
  readonly error: number;
  /** Text appended to VK's message of the error. */
  readonly detail?: string;
  /** Additional fields of the error object, instead of those that VK adds to errors 14, 17, and 24. */
  readonly extra?: Readonly<Record<string, unknown>>;
  /** The captcha of error 14: the page of 2026 (`page`), or the image that VK used before (default: `page`). */
  readonly captcha?: "page" | "image";
}

/** The server returns this body for any request. The call is not executed. */
export interface BodyFault {
  /** Body of the response. */
  readonly body: string;
  /** HTTP status (default: 200). */
  readonly status?: number;
}

/** The connection is closed without a response. */
export interface DisconnectFault {
  /** `before`: the call is not executed; `after`: the call is executed, and only the response is lost. */
  readonly disconnect: "before" | "after";
}

/** The response is late. The call is executed. */
export interface DelayFault {
  /** Delay in milliseconds. */
  readonly delay: number;
}

/** A Long Poll server has no events for the client: VK's `failed`. Nothing is lost by it. */
export interface FailedFault {
  /** 1: the history is too old; 2: the key has expired; 3: what was known of the client is lost; 4: the version is unknown. */
  readonly failed: 1 | 2 | 3 | 4;
}

/** Events are delivered again that were delivered before, with the same `event_id`. */
export interface RepeatFault {
  /** How many of the last events come again; to a server of the Callback API, the one that it just accepted. */
  readonly repeat: number;
}

/** A fault of a Long Poll server. */
export type PollFault = FailedFault | RepeatFault;

/** A simulated failure. */
export type Fault = ErrorFault | BodyFault | DisconnectFault | DelayFault | FailedFault | RepeatFault;

/** Whether a fault is one that only servers of events have. */
export function isPollFault(fault: Fault): fault is PollFault {
  return "failed" in fault || "repeat" in fault;
}

/** A fault, and the calls that it applies to. */
export interface FaultRule {
  /** VK method name, `upload` for the upload servers, `longpoll` for the Long Poll servers, `callback` for what is sent to servers of the Callback API, a path of the OAuth servers such as `access_token` or `oauth2/auth`, or `*` for every request. */
  readonly on: string;
  /** Number of calls that fail (default: 1). */
  readonly times?: number;
  /** Number of calls that pass before the first one fails (default: 0). */
  readonly after?: number;
  /** The fault to simulate. */
  readonly fault: Fault;
}

/**
 * Chooses a fault for a call that no scripted fault applies to.
 *
 * @param target VK method name, `upload`, `longpoll`, `callback`, or a path of the OAuth servers
 * @returns the fault of the call; `undefined` for none
 */
export type FaultChooser = (target: string) => Fault | undefined;

/** The faults that are still to be simulated. */
export class Faults {
  readonly #choose: FaultChooser;

  readonly #rules: Array<{ on: string; times: number; after: number; fault: Fault }> = [];

  constructor(choose: FaultChooser = () => undefined) {
    this.#choose = choose;
  }

  add({ on, times = 1, after = 0, fault }: FaultRule): void {
    this.#rules.push({ on, times, after, fault });
  }

  /** The scripted faults that are still to be simulated. */
  get rules(): FaultRule[] {
    return this.#rules.filter(({ times }) => times > 0).map(rule => ({ ...rule }));
  }

  clear(): void {
    this.#rules.length = 0;
  }

  /** Number of scripted faults that were not simulated yet. A test can check that all of them were. */
  get pending(): number {
    return this.#rules.reduce((sum, rule) => sum + rule.times, 0);
  }

  /** Returns the fault of this call, if any. */
  next(target: string): Fault | undefined {
    for (const rule of this.#rules) {
      if (rule.on !== "*" && rule.on !== target) continue;
      if (rule.after > 0) {
        rule.after--;
        continue;
      }
      if (rule.times <= 0) continue;
      rule.times--;
      return rule.fault;
    }
    return this.#choose(target);
  }
}
