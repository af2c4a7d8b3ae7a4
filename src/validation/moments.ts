import { own } from "./own.ts";

/** Days from today that a word stands for. */
const dayWords: Readonly<Record<string, number>> = {
  yesterday: -1,
  today: 0,
  tomorrow: 1,
  вчера: -1,
  сегодня: 0,
  завтра: 1,
  послезавтра: 2,
};

const day = "(\\d{4})-(\\d\\d)-(\\d\\d)";
const time = "(\\d\\d)(?::?(\\d\\d)(?::?(\\d\\d)(?:[.,](\\d{1,9}))?)?)?";
const zone = "(z|[+-]\\d\\d(?::?\\d\\d)?)";
const isoForm = new RegExp(`^${day}(?:[t ] ?${time} ?${zone}?)?$`);
const relativeForm = /^(\p{L}+)(?:,? (?:at |в )?(\d{1,2}):(\d\d)(?::(\d\d))?)?$/u;
const oneCForm = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/;

/**
 * Reads a moment that a person or a program wrote: ISO 8601, 1C's form, or a word such as `tomorrow` with a time.
 *
 * @param text the moment; without a zone it is local time
 * @param now the moment that words count from
 * @returns Unix seconds; `undefined` when it is no moment, or one that does not exist, such as February 30
 */
export function readMoment(text: string, now: Date = new Date()): number | undefined {
  const normalized = text.trim().toLowerCase().replace(/\s+/g, " ");
  return readIso(normalized.replace(oneCForm, "$1-$2-$3t$4:$5:$6")) ?? readRelative(normalized, now);
}

function readIso(text: string): number | undefined {
  const [match, year, month, date, hours, minutes, seconds, , offset] = isoForm.exec(text) ?? [];
  if (match === undefined) return undefined;
  const clock = readClock(hours, minutes, seconds);
  if (!clock || !isDay(Number(year), Number(month), Number(date))) return undefined;
  const where = [Number(year), Number(month) - 1, Number(date)] as const;
  return offset === undefined ? toSeconds(atClock(...where, clock)) : inZone(where, clock, offset);
}

function readRelative(text: string, now: Date): number | undefined {
  const [, word = "", hours, minutes, seconds] = relativeForm.exec(text) ?? [];
  const days = own(dayWords, word);
  const clock = readClock(hours, minutes, seconds);
  if (days === undefined || !clock) return undefined;
  return toSeconds(atClock(now.getFullYear(), now.getMonth(), now.getDate() + days, clock));
}

/** The same day and time some months later, in Unix seconds; the last day of the month where that is shorter. */
export function monthsAfter(moment: Date, months: number): number {
  const later = new Date(moment);
  later.setMonth(later.getMonth() + months);
  if (later.getDate() !== moment.getDate()) later.setDate(0);
  return toSeconds(later);
}

type Clock = [hours: number, minutes: number, seconds: number];

/** A time of day; 24:00 is the end of the day. */
function readClock(hours = "0", minutes = "0", seconds = "0"): Clock | undefined {
  const clock: Clock = [Number(hours), Number(minutes), Number(seconds)];
  const isEnd = clock.join(":") === "24:0:0";
  return isEnd || (clock[0] < 24 && clock[1] < 60 && clock[2] < 60) ? clock : undefined;
}

function isDay(year: number, month: number, date: number): boolean {
  const moment = new Date(0);
  moment.setUTCFullYear(year, month - 1, date);
  return moment.getUTCMonth() === month - 1 && moment.getUTCDate() === date;
}

function atClock(year: number, month: number, date: number, [hours, minutes, seconds]: Clock): Date {
  const moment = new Date(2000, 0, 1);
  moment.setFullYear(year, month, date);
  moment.setHours(hours, minutes, seconds, 0);
  return moment;
}

/** The moment at which the clocks of a zone show a date and a time. */
function inZone(
  [year, month, date]: readonly [number, number, number],
  clock: Clock,
  offset: string,
): number | undefined {
  const [, sign, hours = "0", minutes = "0"] = /^([+-])(\d\d):?(\d\d)?$/.exec(offset) ?? [];
  if (Number(hours) > 23 || Number(minutes) > 59) return undefined;
  const ahead = (Number(hours) * 60 + Number(minutes)) * (sign === "-" ? -60 : 60);
  const shown = new Date(0);
  shown.setUTCFullYear(year, month, date);
  shown.setUTCHours(...clock);
  return toSeconds(shown) - ahead;
}

function toSeconds(moment: Date): number {
  return Math.floor(moment.getTime() / 1000);
}
