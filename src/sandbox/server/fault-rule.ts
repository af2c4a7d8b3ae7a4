import { type Fault, type FaultRule, isPollFault } from "../faults.ts";
import { isMethod } from "./method-table.ts";

/** Requests other than VK methods that a fault can apply to. */
const otherTargets = [
  "*",
  "upload",
  "longpoll",
  "callback",
  "authorize",
  "consent",
  "access_token",
  "oauth2/auth",
  "oauth2/user_info",
  "oauth2/logout",
  "oauth2/revoke",
];

type Fields = Readonly<Record<string, unknown>>;

/** Checks that a value is the rule of a fault, or throws a TypeError that says what is right. */
export function readFaultRule(value: unknown): FaultRule {
  const rule = fieldsOf(value, "the rule", ["on", "times", "after", "fault"]);
  const { on, times, after } = rule;
  if (typeof on !== "string" || !(otherTargets.includes(on) || isMethod(on)))
    throw wrong("on", on, `a VK method, or one of ${otherTargets.join(", ")}`);
  checkWhole("times", times, 1);
  checkWhole("after", after, 0);
  checkFault(rule.fault);
  checkKind(on, rule.fault);
  return value as FaultRule; // checked above
}

function checkFault(value: unknown): asserts value is Fault {
  const kinds: Readonly<Record<string, readonly string[]>> = {
    error: ["detail", "extra", "captcha"],
    body: ["status"],
    disconnect: [],
    delay: [],
    failed: [],
    repeat: [],
  };
  const given = Object.keys(kinds).filter(
    kind => typeof value === "object" && value !== null && kind in value,
  );
  const [kind = ""] = given;
  if (given.length !== 1)
    throw wrong("fault", value, `an object with one of ${Object.keys(kinds).join(", ")}`);
  const fault = fieldsOf(value, "fault", [kind, ...(kinds[kind] ?? [])]);
  if (kind === "error") checkError(fault);
  if (kind === "body") checkBody(fault);
  if (kind === "disconnect") checkOneOf("fault.disconnect", fault.disconnect, ["before", "after"]);
  if (kind === "delay" && !(typeof fault.delay === "number" && fault.delay >= 0))
    throw wrong("fault.delay", fault.delay, "milliseconds");
  if (kind === "failed") checkFailed(fault.failed);
  if (kind === "repeat") checkWhole("fault.repeat", fault.repeat, 1);
}

function checkError({ error, detail, extra, captcha }: Fields): void {
  if (error === undefined) throw wrong("fault.error", error, "an error code");
  checkWhole("fault.error", error, 1);
  checkText("fault.detail", detail);
  if (extra !== undefined) fieldsOf(extra, "fault.extra");
  if (captcha !== undefined) checkOneOf("fault.captcha", captcha, ["page", "image"]);
}

function checkBody({ body, status }: Fields): void {
  if (body === undefined) throw wrong("fault.body", body, "a string");
  checkText("fault.body", body);
  checkWhole("fault.status", status, 200);
  if (typeof status === "number" && status > 599) throw wrong("fault.status", status, "an HTTP status");
}

function checkFailed(failed: unknown): void {
  if (![1, 2, 3, 4].some(code => code === failed)) throw wrong("fault.failed", failed, "1, 2, 3 or 4");
}

/** The kinds of faults that servers of events have; only they can fail, or repeat events. */
const kindsOfEvents: Readonly<Record<string, readonly string[]>> = {
  longpoll: ["body", "disconnect", "delay", "failed", "repeat"],
  callback: ["disconnect", "delay", "repeat"],
};

function checkKind(on: string, fault: Fault): void {
  const kinds = kindsOfEvents[on];
  if (!kinds && isPollFault(fault)) throw wrong("on", on, "longpoll or callback for this fault");
  if (kinds && !kinds.some(kind => kind in fault))
    throw wrong("fault", fault, `an object with one of ${kinds.join(", ")} for ${on}`);
}

/** The fields of an object that has no others than those allowed. */
function fieldsOf(value: unknown, name: string, allowed?: readonly string[]): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw wrong(name, value, "an object");
  const unknown = Object.keys(value).find(key => allowed && !allowed.includes(key));
  if (unknown !== undefined)
    throw new TypeError(`${name} has no field ${unknown}; its fields are ${allowed?.join(", ")}`);
  return value as Fields; // an object's fields can be read
}

/** A field that may be missing. */
function checkWhole(name: string, value: unknown, minimum: number): void {
  const isWhole = Number.isSafeInteger(value) && Number(value) >= minimum;
  if (value !== undefined && !isWhole) throw wrong(name, value, `a whole number from ${minimum}`);
}

function checkText(name: string, value: unknown): void {
  if (value !== undefined && typeof value !== "string") throw wrong(name, value, "a string");
}

function checkOneOf(name: string, value: unknown, allowed: readonly string[]): void {
  if (!allowed.includes(String(value))) throw wrong(name, value, allowed.join(" or "));
}

function wrong(name: string, value: unknown, expected: string): TypeError {
  return new TypeError(`${name}: got ${JSON.stringify(value) ?? "nothing"}, expected ${expected}`);
}
