/**
 * What is said before others, as a worker can open it: each board, and our message. What was opened
 * stays until a worker’s PIN leads out, also when the app was closed.
 */
import { change, read, write } from "./about.js";
import * as board from "./board.js";
import { events, start as startQuestions } from "./events.js";
import * as message from "./message.js";
import { here, made, part, pick, say, show } from "./places.js";
import { gathering, settle, waiting } from "./together.js";

/** @typedef {import("./together.js").Gathering} Gathering */

/** How each of them is shown.
 * @type {Record<string, (at: Gathering, now: any) => Promise<void>>} */
const OPEN = {
  told: async () => show("board-told"),
  board: (at, now) => board.open(at, now.survey),
  message: (at) => message.open(at),
};

/** What is to be asked at an event when nobody is asked anything alone.
 * @type {(at: Gathering) => {words: string, more: string, place: string, survey?: string}[]} */
export function offers({ boards }) {
  if (!boards?.length) return [];
  const each = boards.map(({ survey, title }) => ({ words: "Together", more: title, place: "told", survey }));
  const more = "One or two sentences for the councillors";
  return [...each, { words: "Our message", more, place: "message" }];
}

/** Open one of them, here and from now on.
 * @type {(at: Gathering, offer: {place: string, survey?: string}) => Promise<void>} */
export async function start({ event, version }, { place, survey }) {
  await write({ name: "now", event: event.id, version, place, survey });
  await resume();
}

/** A button for each of them.
 * @type {(at: Gathering, then?: (failed: Error) => void) => HTMLElement[]} */
export const picks = (at, failed = () => show("trouble")) =>
  offers(at).map((offer) => pick(offer.words, offer.more, () => start(at, offer).catch(failed)));

/** Show what was opened before; whether there is any.
 * @type {() => Promise<boolean>} */
export async function resume() {
  const now = await read("now");
  const open = OPEN[now?.place];
  const at = open && (await gathering());
  if (!at || at.event.id !== now.event || !at.boards.length) return false;
  await open(at, now);
  await name(at);
  return true;
}

/** What depends on where this is: who is here today, what goes from hand to hand, whether there are
 * questions for each one alone. Loaded anew, this opens again and asks for no PIN.
 * @type {(at: Gathering) => Promise<void>} */
async function name(at) {
  if (location.hash === "#worker") history.replaceState(null, "", "#app");
  const thing = (await read("tablet")).kind;
  for (const word of document.querySelectorAll("[data-thing]")) word.textContent = thing;
  say("talk-host", at.event.host || "a grown-up here");
  const surveys = (await packOf(at.event.id))?.surveys ?? [];
  for (const button of document.querySelectorAll("[data-alone]")) button.hidden = !surveys.length;
}

/** @type {(event: string) => Promise<any>} */
const packOf = async (event) => (await events()).find((pack) => pack.event.id === event);

/** From what is said together to the questions that each child answers alone. It leads to the
 * child’s first screen and nowhere else, so it needs no PIN. */
async function alone() {
  const pack = await packOf((await read("now")).event);
  const begin = (code) => startQuestions(pack, code).then((begun) => begun || missing()).catch(() => show("trouble"));
  const { surveys } = pack;
  const missing = () => say("alone-said", "These questions are not on this tablet. Ask a grown-up.");
  say("alone-said", "");
  part("alone-list").replaceChildren(...surveys.map(({ title, code }) => pick(title, "", () => begin(code))));
  from = here();
  show("alone");
  if (surveys.length === 1) await begin(surveys[0].code);
}

/** Where somebody was before a page that only tells something. */
let from = "";

/** What is typed stays as it is. @type {() => void} */
function back() {
  show(from);
  board.draw().catch(() => show("trouble"));
}

/** What leads away from a place and back to it. @type {Record<string, () => void | Promise<void>>} */
const ASIDE = {
  talk() {
    from = here();
    show("talk");
  },
  alone,
  back,
};

/** The links of a worker’s phone, written only when they change: somebody may be about to tap.
 * @type {() => Promise<void>} */
export async function offer() {
  const at = await gathering();
  const written = JSON.stringify(at?.boards ?? []);
  const place = part("aloud");
  place.hidden = !at?.boards.length;
  if (place.dataset.written === written) return;
  place.dataset.written = written;
  place.lastElementChild.replaceChildren(...(at ? picks(at) : []));
}

/** What was said and can be sent from this phone no more, for a person to write down.
 * @type {() => Promise<void>} */
export async function drawLeft() {
  const { cards, messages } = await waiting();
  const words = [...cards, ...messages].map((one) => one.words).filter(Boolean);
  part("aloud-left").hidden = words.length === 0;
  part("aloud-lines").replaceChildren(...words.sort().map((one) => made("asked", one)));
  part("aloud-done").onclick = () => settle().then(drawLeft);
}

document.addEventListener("click", ({ target }) => {
  const aside = ASIDE[target.closest("[data-aside]")?.dataset.aside];
  if (aside) Promise.resolve(aside()).catch(() => show("trouble"));
  const place = target.closest("[data-aloud]")?.dataset.aloud;
  if (place) change("now", (now) => ({ ...now, place })).then(resume).catch(() => show("trouble"));
});
