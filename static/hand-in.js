/**
 * The worker's screen, behind the PIN: what is finished here, what waits, when the last was
 * received. Envelopes cannot be opened here; they can be sent, or saved as a file.
 */
import { packs, read, write } from "./about.js";
import { offers, start as startTogether } from "./aloud.js";
import { carry } from "./carry.js";
import { dayOf, momentWords, today } from "./days.js";
import { deliver } from "./deliver.js";
import { adopt, counts, waiting } from "./envelopes.js";
import { events, start } from "./events.js";
import { Idle } from "./idle.js";
import { here, made, part, say, show } from "./places.js";
import { right, seconds } from "./pin.js";
import { iPad } from "./ready.js";
import { saved, waiting as saidWaiting } from "./together.js";

/** Milliseconds after which the worker's screen is written anew: envelopes leave by themselves. */
const ANEW = 5000;
const OFF_LIST = "This tablet was taken off the list.";

/** What waits; it cannot leave by itself once the tablet is off the list.
 * @type {(n: number, off?: boolean) => string} */
export function waitWords(n, off = false) {
  if (n && off) return `${n} envelope${n === 1 ? "" : "s"} still on this tablet. Save ${n === 1 ? "it" : "them"} as a file.`;
  if (!n) return "No envelope waits on this tablet.";
  return n === 1
    ? "1 envelope still on this tablet; it sends itself on Wi-Fi."
    : `${n} envelopes still on this tablet; they send themselves on Wi-Fi.`;
}

/** What was said together and is not with the service yet; nothing where all is.
 * @type {(cards: number, messages: number, off?: boolean) => string} */
export function aloudWords(cards, messages, off = false) {
  const some = (n, word) => (n ? [`${n} ${word}${n === 1 ? "" : "s"}`] : []);
  const all = [...some(cards, "card"), ...some(messages, "message")].join(" and ");
  const one = cards + messages === 1;
  if (all && off) return `${all} from Together still on this tablet. Save ${one ? "it" : "them"} as a file.`;
  return all && `${all} from Together still on this tablet; ${one ? "it sends itself" : "they send themselves"} on Wi-Fi.`;
}

/** @type {(finished: number, last: {at: number} | undefined, now: string) => string} */
export function finishedWords(finished, last, now) {
  const words = `${finished} finished here.`;
  return last?.at ? `${words} The last ones were received ${momentWords(last.at, now)}.` : words;
}

/** @type {(held: import("./envelopes.js").Counts, event?: string) => number} */
function finished(held, event) {
  const rows = event ? [held[event]] : Object.values(held);
  const of = ({ last, not, open }) => last - not.length - open.length;
  return rows.reduce((sum, row) => sum + (row ? of(row) : 0), 0);
}

/** Write everything anew; it does nothing while another place is shown. */
export async function draw() {
  if (here() !== "hand-in") return;
  const now = await read("now");
  const pack = (await packs()).find((one) => one.version === now?.version);
  const day = today(await read("clock"));
  const left = (await waiting()).length;
  const off = Boolean(await read("refused"));
  say("at-event", pack?.event.name ?? "");
  say("waits", waitWords(left, off));
  if (failed && !left) told("");
  say("finished", finishedWords(finished(await counts(), now?.event), await read("last"), day));
  part("news").replaceChildren(...(await news()));
  const { cards, messages } = await saidWaiting();
  const words = aloudWords(cards.length, messages.length, off);
  part("aloud-waits").replaceChildren(...(words ? [made("note", words)] : []));
  await drawQuestions(off ? undefined : now);
}

/** What can be asked at this event, one tap each. Written only when it changes: somebody may be
 * about to tap.
 * @type {(now?: {event: string, code?: string, place?: string, survey?: string}) =>
 *   Promise<void>} */
async function drawQuestions(now) {
  const pack = (await events()).find((one) => one.event.id === now?.event);
  const together = pack ? offers({ event: pack.event, boards: pack.together }) : [];
  const several = pack && pack.surveys.length + together.length > 1;
  const written = several ? `${pack.version} ${now.code} ${now.place} ${now.survey}` : "";
  const place = part("questions");
  place.hidden = !several;
  if (place.dataset.written === written) return;
  place.dataset.written = written;
  const asked = ({ code, title }) => question(title, code === now.code, () => ask(pack, code));
  const all = several ? [...pack.surveys.map(asked), ...together.map((one) => aloud(pack, one, now))] : [];
  say("questions-title", together.length ? "Questions and Together" : "Questions");
  place.lastElementChild.replaceChildren(...all);
}

/** @type {(words: string, asked: boolean, then: () => void) => HTMLElement} */
function question(words, asked, then) {
  const button = made("question", words, asked ? "now" : "");
  button.setAttribute("aria-pressed", String(asked));
  button.addEventListener("click", then);
  return button;
}

/** @type {(pack: any, offer: any, now: any) => HTMLElement} */
function aloud(pack, offer, now) {
  const { words, more, place, survey } = offer;
  const asked = survey ? now.survey === survey && now.place !== "message" : now.place === place;
  const at = { event: pack.event, version: pack.version, boards: pack.together };
  const open = () => startTogether(at, offer).catch(() => show("trouble"));
  return question(survey ? `${words}: ${more}` : words, asked, open);
}

/** @type {(pack: any, code: string) => Promise<void>} */
async function ask(pack, code) {
  if (await start(pack, code).catch(() => false)) return;
  told("The pages of these questions are not on this tablet. Take it to Wi-Fi.");
}

/** @type {() => Promise<HTMLElement[]>} */
async function news() {
  const lines = [];
  if (await read("refused")) {
    lines.push(made("stop", OFF_LIST, "Its envelopes are safe: save them as a file."));
  }
  const worker = await navigator.serviceWorker?.getRegistration("/tablet/");
  if (worker?.waiting) {
    const words = "A new version is waiting.";
    lines.push(made("note", words, "It takes over when this app is closed and opened again."));
  }
  return lines;
}

/** How a try ended, in words. Some may have arrived before it broke off.
 * @type {Record<import("./deliver.js").Outcome, (n: number) => string>} */
const OUTCOME = {
  none: () => "Nothing waits here. All was received.",
  refused: () => `${OFF_LIST} Its envelopes are safe: save them as a file.`,
  later: (n) =>
    `No answer from the service. ${n ? "What waits stays here, sealed, and goes by itself. " : ""}` +
    "If the Wi-Fi asks for a log-in, do that first.",
  sent: () => "Everything was received. Nothing waits here now.",
};

const STAYS =
  "No answer from the service. What waits stays here and goes by itself. " +
  "If the Wi-Fi asks for a log-in, do that first.";

/** What is said where something said together waits still; nothing where none does.
 * @type {Partial<Record<import("./carry.js").Outcome, (left: {cards: any[], messages: any[]}) => string>>} */
const SAID = {
  later: ({ cards, messages }) => (cards.length + messages.length ? STAYS : ""),
  late: ({ cards, messages }) =>
    cards.length + messages.length
      ? "The event of some cards is over, so they were not taken. They stay on this tablet: write them on the event’s page."
      : "",
};

/** Whether the words that stand are of envelopes that could not be sent. */
let failed = false;

/** @type {(words: string, of?: boolean) => void} */
function told(words, of = false) {
  failed = of;
  for (const line of ["sent", "saved"]) say(line, words);
}

/** Where a delivery is under way this one takes its turn. */
export async function send() {
  told("Sending…");
  const ended = await deliver();
  const carried = await carry();
  await draw();
  const left = (await waiting()).length;
  told(SAID[carried]?.(await saidWaiting()) || OUTCOME[ended](left), ended === "later" && left > 0);
}

/** The envelopes as they are, and what was said together: importing them twice, or after they were
 * sent, changes nothing. What a child left behind is among them.
 * @type {() => Promise<File>} */
async function file() {
  await adopt().catch(() => {});
  const { id, label } = await read("tablet");
  const of = ({ id, key_id, n, sealed, event }) => ({ id, key_id, n, sealed, event });
  const records = (await waiting()).map(of);
  // Where cards cannot be read the envelopes are saved all the same.
  const together = await saved().catch(() => ({ cards: [], messages: [] }));
  const all = { voice_envelopes: 1, tablet: label, tablet_id: id, records, counts: await counts(), together };
  const name = `envelopes-${label}-${dayOf(Date.now())}.json`.replace(/[^\w.-]+/g, "-");
  return new File([JSON.stringify(all)], name, { type: "application/json" });
}

/** @type {(saved: File) => void} */
function download(saved) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(saved);
  link.download = saved.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** An iPad's app on the home screen cannot download; it shares. */
export async function save() {
  try {
    const whole = await file();
    if (iPad() && navigator.canShare?.({ files: [whole] })) {
      await navigator.share({ files: [whole] });
    } else {
      download(whole);
    }
    told(`Saved as ${whole.name}. What waits stays here, too, until it is received.`);
  } catch {
    told("The file was not saved. What waits here stays.");
  }
}

// The lock

/** @type {(wait: number) => string} */
function waitFor(wait) {
  const minutes = Math.ceil(wait / 60);
  return `Too many wrong tries. Try again in ${minutes === 1 ? "a minute" : `${minutes} minutes`}.`;
}

export async function askPin() {
  part("pin").reset();
  show("pin");
  const wait = await seconds();
  say("pin-said", wait ? waitFor(wait) : "");
  if (!wait) part("pin").querySelector("input").focus();
}

/** What is wrong with what was typed, or nothing.
 * @type {(field: HTMLInputElement) => Promise<string>} */
async function tried(field) {
  const wait = await seconds();
  if (wait) return waitFor(wait);
  if (!/^\d{6}$/.test(field.value)) return "The PIN has six figures.";
  say("pin-said", "One moment…");
  if (await right(field.value)) return "";
  const next = await seconds();
  return next ? waitFor(next) : "That is not the PIN of this tablet.";
}

/** Whether the PIN was typed and nobody has left since. */
let unlocked = false;
/** The places that lead on from the worker’s screen: behind the PIN they shut with it. */
const BEHIND = ["today", "surveys", "ready"];

/** Nobody is behind the PIN any more. */
export const shut = () => void (unlocked = false);

/** Whether a worker, behind the PIN, is about to pick another event. */
export const picking = async () => unlocked && !(await read("now"))?.event;

/** Open after the right PIN; shut again when nobody taps for a minute, or when it is put away.
 * @type {(leave: () => void) => void} */
export function begin(leave) {
  const open = () =>
    here() === "hand-in" || here() === "pin" || (unlocked && BEHIND.includes(here()));
  const idle = new Idle(59, 1, { begun: open, ask: () => {}, end: leave });
  document.addEventListener("visibilitychange", () => document.hidden && open() && leave());
  setInterval(() => draw().catch(() => {}), ANEW);
  let busy = false;
  part("pin").addEventListener("submit", async (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    const field = part("pin").querySelector("input");
    const problem = await tried(field).finally(() => (busy = false));
    field.value = "";
    say("pin-said", problem);
    if (problem) return field.focus();
    told("");
    unlocked = true;
    show("hand-in");
    idle.start();
    await draw();
  });
}

/** The tablet asks at no event any more, until the worker picks one: nobody else can. */
export const another = () => write({ name: "now" });
