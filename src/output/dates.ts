/**
 * Fields of VK's objects that are moments in Unix time, after their descriptions in VK's schema
 * (https://github.com/VKCOM/vk-api-schema, "Unixtime" and "timestamp"). Lengths of time and minutes of a day are not
 * among them; `bdate` is a text.
 */
const momentFields = new Set([
  "added_date",
  "adding_date",
  "create_time",
  "created",
  "date",
  "disabled_until",
  "edited",
  "end_date",
  "expire",
  "expire_time",
  "expired_at",
  "expires_at",
  "finish_date",
  "join_date",
  "last_viewed",
  "live_start_time",
  "next_bill_time",
  "next_payment_date",
  "period_from",
  "period_start_time",
  "period_to",
  "pinned_at",
  "publish_date",
  "published_date",
  "purchase_date",
  "request_date",
  "scheduled_delete_time",
  "start_date",
  "start_time",
  "stop_time",
  "tag_created",
  "time",
  "timestamp",
  "trial_expire_time",
  "unblock_date",
  "update_time",
  "updated",
  "updated_date",
  "updated_time",
]);

/** 2001-09-09 and 2100-01-01: VK is younger, and what lies outside is a flag (0: never) or no moment at all. */
const [earliest, latest] = [1_000_000_000, 4_102_444_800];

/**
 * The moment that a field holds.
 *
 * @param column the field's column, such as `last_seen.time`
 * @param value what it holds
 * @returns the moment; `undefined` when it is none
 */
export function momentOf(column: string, value: unknown): Date | undefined {
  const field = column.slice(column.lastIndexOf(".") + 1);
  if (!momentFields.has(field) || typeof value !== "number" || !Number.isInteger(value)) return undefined;
  return value >= earliest && value < latest ? new Date(value * 1000) : undefined;
}

/**
 * A moment moved so that its parts of UTC are those of the local time zone.
 *
 * @param moment the moment
 * @returns the moved moment
 */
export function inLocalTime(moment: Date): Date {
  return new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000);
}

/**
 * A moment as people write it, in the local time zone.
 *
 * @param moment the moment
 * @returns such as `2026-12-01 10:00:00`
 */
export function localText(moment: Date): string {
  return inLocalTime(moment).toISOString().slice(0, 19).replace("T", " ");
}
