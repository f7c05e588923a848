/** Days and times of day in words. Days of events come from packs; the tablet's clock is corrected
 * by what the service's clock said last. */

const DAY = { day: "numeric", month: "long", timeZone: "UTC" };
const WEEKDAY = { ...DAY, weekday: "long" };

/** @type {(day: string) => string} "14 November" */
export const dayWords = (day) => new Date(day).toLocaleDateString("en-GB", DAY);

/** @type {(at: number) => string} the day here, as "2019-11-14" */
export function dayOf(at) {
  const date = new Date(at);
  const parts = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  return parts.map((part) => String(part).padStart(2, "0")).join("-");
}

/** @type {(clock: {off: number} | undefined) => string} today, as "2019-11-14" */
export const today = (clock) => dayOf(Date.now() + (clock?.off ?? 0));

/** @type {(day: string, now: string) => string} "Today, 14 November"; "Thursday 21 November" */
export function eventDay(day, now) {
  const words = new Date(day).toLocaleDateString("en-GB", WEEKDAY).replace(",", "");
  return day === now ? `Today, ${dayWords(day)}` : words;
}

/** @type {(at: number, now: string) => string} "today at 14.05"; "on 12 November at 9.30" */
export function momentWords(at, now) {
  const date = new Date(at);
  const time = `${date.getHours()}.${String(date.getMinutes()).padStart(2, "0")}`;
  const day = dayOf(at);
  return day === now ? `today at ${time}` : `on ${dayWords(day)} at ${time}`;
}
