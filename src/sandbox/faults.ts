/** VK answers an error. */
export interface ErrorFault {
  /** VK's error code. */
  readonly error: number;
  /** What follows VK's own text of the error. */
  readonly detail?: string;
  /** Further fields of the error object: `redirect_uri`, `captcha_sid`, … */
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** The server answers this, whatever was asked; nothing is carried out. */
export interface BodyFault {
  /** The whole body of the answer. */
  readonly body: string;
  /** HTTP status. Empty: 200. */
  readonly status?: number;
}

/** The connection breaks without an answer. */
export interface CutFault {
  /** Before the operation is carried out, or after it, so that only its answer is lost. */
  readonly cut: "before" | "after";
}

/** The answer is late; the operation is carried out. */
export interface DelayFault {
  /** By how much, in milliseconds. */
  readonly delay: number;
}

/** What goes wrong. */
export type Fault = ErrorFault | BodyFault | CutFault | DelayFault;

/** When something goes wrong. */
export interface FaultRule {
  /** A method's name, `upload` for the upload servers, a path of the OAuth servers such as `access_token` or `oauth2/auth`, or `*` for everything. */
  readonly on: string;
  /** How many calls it befalls. Empty: 1. */
  readonly times?: number;
  /** How many calls it lets pass first. Empty: 0. */
  readonly after?: number;
  /** What goes wrong. */
  readonly fault: Fault;
}

/**
 * Chooses a fault for a call by itself, beside the scripted ones.
 *
 * @param target a method's name, or `upload`
 * @returns the fault that befalls the call; `undefined` for none
 */
export type FaultChooser = (target: string) => Fault | undefined;

/** The faults that wait to happen. */
export class Faults {
  readonly #choose: FaultChooser;

  readonly #rules: Array<{ on: string; times: number; after: number; fault: Fault }> = [];

  constructor(choose: FaultChooser = () => undefined) {
    this.#choose = choose;
  }

  add({ on, times = 1, after = 0, fault }: FaultRule): void {
    this.#rules.push({ on, times, after, fault });
  }

  clear(): void {
    this.#rules.length = 0;
  }

  /** Rules that have not happened as often as they should: a test that scripts a fault can make sure that it happened. */
  get pending(): number {
    return this.#rules.reduce((sum, rule) => sum + rule.times, 0);
  }

  /** The fault that befalls this call, if any. */
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
