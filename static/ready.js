/**
 * The ready check: what a worker should know before this tablet goes to a child, in plain words.
 * Each check looks at one thing and says nothing where it is well.
 *
 * @typedef {"stop" | "tick" | "note"} Weight  stop: no event can be started; tick: not without
 *   the worker's word; note: harmless
 * @typedef {{weight: Weight, words: string, todo?: string}} Line
 * @typedef {{packs: any[], coming: any[], about: Record<string, any>,
 *   room: StorageEstimate}} State  coming: of the packs, those of events to come
 */
import { packs, read } from "./about.js";
import { dayWords, today } from "./days.js";
import { events } from "./events.js";
import { missing } from "./packs.js";

const ROOM = 50 * 1024 * 1024;
/** Bytes of a trial: more than a thousand envelopes. */
const TRIED = 4 * 1024 * 1024;
const TRIAL = "trial";
const FORTNIGHT = 14;
const AFTER = 5 * 60_000;
const SOUND = /\.(mp3|ogg|m4a|wav)$/;

export const home = () =>
  navigator.standalone === true ||
  matchMedia("(display-mode: standalone), (display-mode: fullscreen)").matches;

export const iPad = () =>
  navigator.maxTouchPoints > 1 && /iPad|iPhone|Macintosh/.test(navigator.userAgent);

/** @type {(weight: Weight, words: string, todo?: string) => Line} */
const line = (weight, words, todo = "") => ({ weight, words, todo });

/** @type {((state: State) => Promise<Line | null | undefined | false> | Line | null | undefined | false)[]} */
const CHECKS = [taken, worker, whole, some, faulty, age, room, installed, promised, sounds, clock];

function taken({ about }) {
  return (
    about.refused &&
    line(
      "stop",
      "This tablet was taken off the list. Its envelopes are safe.",
      "Open the worker’s screen and save them as a file.",
    )
  );
}

function worker() {
  return (
    !navigator.serviceWorker?.controller &&
    line(
      "stop",
      "This tablet is not ready to work without a network yet.",
      "Stay on Wi-Fi, close this app and open it again.",
    )
  );
}

/** Whether the service said today that no event comes, which is no fault.
 * @type {(state: State) => boolean} */
export const noneYet = ({ about: { asked, clock } }) =>
  asked?.events.length === 0 && asked.day === today(clock);

function some(state) {
  if (noneYet(state)) return line("note", "No events in the next two weeks yet.");
  return (
    !state.coming.length &&
    line(
      "stop",
      "There is no pack of an event on this tablet yet.",
      "Stay on Wi-Fi: it fetches the packs of coming events by itself.",
    )
  );
}

async function whole({ coming }) {
  const holes = await Promise.all(coming.map((pack) => missing(pack, true)));
  const broken = coming.filter((_, n) => holes[n].length);
  return (
    broken.length > 0 &&
    line(
      "stop",
      `Something is missing from the pack of ${named(broken.map((pack) => pack.event.name))}.`,
      "Go on Wi-Fi: it fetches what is missing by itself.",
    )
  );
}

function faulty({ about }) {
  const names = about.asked?.faulty ?? [];
  return (
    names.length > 0 &&
    line(
      "note",
      `A newer pack of ${named(names)} did not arrive whole. What was here before stays in use.`,
      "Stay on Wi-Fi: it tries again by itself.",
    )
  );
}

function age({ about }) {
  const day = about.asked?.day;
  const days = day ? (Date.parse(today(about.clock)) - Date.parse(day)) / 86_400_000 : 0;
  return (
    days > FORTNIGHT &&
    line(
      "note",
      `This tablet last asked for packs on ${dayWords(day)}.`,
      "Take it to Wi-Fi before the event, so that it can ask again.",
    )
  );
}

async function room({ room }) {
  return (
    (room.quota - room.usage < ROOM || !(await fits())) &&
    line(
      "tick",
      "There is little room left on this tablet.",
      "Close this window if it is a private one, or make room on the tablet.",
    )
  );
}

/** Browsers do not tell the truth about their room: so it is tried.
 * @type {() => Promise<boolean>} */
async function fits() {
  try {
    const cache = await caches.open(TRIAL);
    await cache.put("/tablet/trial", new Response(new Uint8Array(TRIED)));
    return true;
  } catch {
    return false;
  } finally {
    await caches.delete(TRIAL).catch(() => {});
  }
}

function installed() {
  if (home()) return null;
  const words = "This is open in a browser, not from the home screen.";
  if (!iPad()) return line("note", words, "Add it to the home screen before the event.");
  return line(
    "tick",
    `${words} An iPad may throw away what a browser keeps.`,
    "Open it from the home screen, and set it up there.",
  );
}

function promised({ about }) {
  return (
    about.persisted === false &&
    line(
      "note",
      "This tablet did not promise to keep what waits here.",
      "Take it to Wi-Fi on the same day.",
    )
  );
}

function sounds({ packs }) {
  return (
    packs.some((pack) => pack.files.some((file) => SOUND.test(file.url))) &&
    line("note", "There are sounds in a pack.", "Turn the volume up before you hand it out.")
  );
}

function clock({ about }) {
  const off = Math.abs(about.clock?.off ?? 0);
  return (
    off > AFTER &&
    line("note", `This tablet’s clock is ${far(off)} off. That is harmless: the day of an event comes with its pack.`)
  );
}

/** @type {(names: string[]) => string} */
const named = (names) => names.map((name) => `“${name}”`).join(", ");

/** @type {(bytes: number) => string} */
function size(bytes) {
  const many = Math.max(0, bytes / 1048576);
  if (many >= 1024) return `${Math.round(many / 1024)} GB`;
  return many < 1 ? "less than 1 MB" : `${Math.round(many)} MB`;
}

const SPANS = [
  [365 * 86_400_000, "year"],
  [86_400_000, "day"],
  [3_600_000, "hour"],
  [60_000, "minute"],
];

/** @type {(off: number) => string} */
function far(off) {
  const [span, name] = SPANS.find(([span]) => off >= span);
  const count = Math.round(off / span);
  return `${count} ${name}${count === 1 ? "" : "s"}`;
}

/** @type {() => Promise<State>} */
async function look() {
  const about = {};
  for (const name of ["tablet", "asked", "clock", "refused"]) about[name] = await read(name);
  about.persisted = await navigator.storage?.persisted?.();
  const found = { packs: await packs(), coming: await events() };
  return { ...found, about, room: (await navigator.storage?.estimate?.()) ?? {} };
}

/** Every line that a worker should read, the weightiest first, and the state it was read from.
 * @type {() => Promise<{lines: Line[], state: State}>} */
export async function check() {
  const state = await look();
  const found = (await Promise.all(CHECKS.map((one) => one(state)))).filter(Boolean);
  const weights = ["stop", "tick", "note"];
  found.sort((one, other) => weights.indexOf(one.weight) - weights.indexOf(other.weight));
  return { lines: found, state };
}

/** The one green line.
 * @type {(state: State) => string} */
export function readyWords({ coming, about }) {
  const day = about.asked?.day;
  const when = day === today(about.clock) ? `today, ${dayWords(day)}` : dayWords(day);
  const many = coming.length;
  return `Ready. Pack of ${when}. ${many} event${many === 1 ? "" : "s"} on it.`;
}

/** All that was looked at, for whoever wants to know.
 * @type {(state: State) => [string, string][]} */
export function facts({ packs, about, room }) {
  const kept = { true: "promised", false: "not promised" }[about.persisted] ?? "not known here";
  return [
    ...packs.map((pack) => [pack.event.name, packWords(pack)]),
    ["Room left", room.quota ? size(room.quota - room.usage) : "not known here"],
    ["Kept for good", kept],
    ["Opened from", home() ? "the home screen" : "a browser"],
    ["Works without a network", navigator.serviceWorker?.controller ? "yes" : "not yet"],
  ];
}

/** @type {(pack: any) => string} */
function packWords({ version, installed, event, files, key }) {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return (
    `${dayWords(event.day)}. Fetched ${dayWords(installed)}; ${files.length} files, ${size(bytes)}. ` +
    `Version ${version.slice(0, 8)}, key ${key.id}.`
  );
}
