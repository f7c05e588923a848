/**
 * One screen of the plain form at a time. The form is the memory; what is kept of it is up to the
 * keeper: on a phone nothing until it is sent, on a shared tablet a sealed envelope.
 *
 * @typedef {{edition: string, age_band?: string, helped?: string, answers: object,
 *   leave: object}} Said
 * @typedef {object} Keeper  What it does comes out true once it is done; false or a throw means
 *   that a person must look.
 * @property {(said: Said) => Promise<boolean | null>} [screen]  before another screen shows; null
 *   where another tab closed this child's record
 * @property {(said: Said, wait: () => void, slow: () => void) => Promise<boolean | null>} finish
 * @property {(said: Said, wait: () => void) => Promise<boolean>} [instead]  another way to
 *   finish, once that failed twice
 * @property {() => Promise<boolean>} [throwAway]
 * @property {(address: string) => Promise<void>} [turn]  put the page into another language
 * @property {number} [rest]  seconds until the thanks make room for the next child
 */
import { Idle } from "./idle.js";
import { offer, settle, speak, touched, walk } from "./record.js";

const page = document.documentElement;
let form, stones, screens, here;
let reached = new Set();
/** @type {Keeper} */
let keeper;
/** @type {Idle} */
let idle;
/** What stands in front of the questions, innermost last: Talk may be opened from any. */
const over = [];
/** How far down the questions were when something came in front of them. */
let depth = 0;
/** Something is being kept. A tap meanwhile is no tap. */
let busy = false;
/** Whether anything of this child lies somewhere already. */
let drafted = false;
let finished = false;
/** What “Try again” does where something could not be kept. */
let retry = null;
/** What had the focus when nobody looked any more. */
let focused;

/** Ask the questions of this page, one screen at a time. Tells whether anybody has begun.
 * @type {(by: Keeper) => () => boolean} */
export function ask(by) {
  keeper = by;
  document.querySelector("#survey").reset();
  meet();
  idle = new Idle(Number(form.dataset.idle), Number(form.dataset.warning), {
    begun,
    ask: () => over.at(-1) !== "talk" && open("still-there"),
    end: left,
    hide: cover,
    back: uncover,
    own: "own" in form.dataset,
  });
  page.classList.add("js");
  show(screens[0]);
  return begun;
}

const begun = () => here !== screens[0] || over.length > 0;

/** Take the page as it stands. */
function meet() {
  form = document.querySelector("#survey");
  stones = document.querySelector(".stones");
  screens = [...form.querySelectorAll("[data-screen]")];
  for (const move of form.querySelectorAll(".moves button")) {
    move.type = "button";
    move.hidden = false;
  }
  for (const strip of form.querySelectorAll("[data-strip]")) {
    strip.hidden = !strip.closest("[data-screen]").querySelector("[data-worry]:checked");
  }
}

// Which screen

/** @type {() => HTMLElement[]} */
const path = () => walk(screens, reached).shown;

/** @type {(screen: HTMLElement) => void} */
function show(screen) {
  here = screen;
  for (const other of screens) other.hidden = other !== screen;
  progress();
  arrive(screen);
}

/** @type {(place: HTMLElement, top?: number) => void} */
function arrive(place, top = 0) {
  scrollTo(0, top);
  place.querySelector("h1").focus({ preventScroll: true });
}

function progress() {
  const items = path().filter((screen) => screen.dataset.item);
  const at = items.indexOf(here);
  const from = screens.indexOf(here);
  stones.hidden = at < 0;
  const worker = document.querySelector(".grown-ups");
  if (worker) worker.hidden = from > 0;
  stones.setAttribute(
    "aria-label",
    stones.dataset.words.replace("{n}", at + 1).replace("{total}", items.length),
  );
  [...stones.children].forEach((stone, n) => {
    stone.hidden = n >= items.length;
    stone.className = n === at ? "now" : screens.indexOf(items[n]) < from ? "past" : "";
  });
}

function on() {
  if (busy) return;
  if (here.dataset.item) reached.add(here);
  if (history.state === null) history.pushState("on", "");
  leave(1);
}

const back = () => leave(-1);

/** On or back, once what was said so far is kept.
 * @type {(way: 1 | -1) => void} */
function leave(way) {
  const go = () => {
    const steps = path();
    const next = steps[Math.max(0, steps.indexOf(here) + way)];
    if (next) show(next);
  };
  if (!keeper.screen || !(drafted || said())) return go();
  hold(() => keeper.screen(record()), go);
}

// What stands in front of the questions

/** @type {(name: string) => void} */
function open(name) {
  if (over.at(-1) === name) return;
  if (!over.length) depth = scrollY;
  over.push(name);
  front();
}

function close() {
  over.pop();
  if (finished && !over.length) fresh();
  else front();
}

/** Whoever looks next may be somebody else. */
function cover() {
  if (over.length || !begun()) return;
  focused = document.activeElement;
  open("still-there");
}

function uncover() {
  if (over.at(-1) !== "still-there") return;
  close();
  focused.focus({ preventScroll: true });
}

/** Nothing else in front, but for Talk: it is closed by a person only.
 * @type {(name: string) => void} */
function only(name) {
  over.splice(0, over.length, name, ...over.filter((open) => open === "talk"));
  front();
}

function front() {
  const name = over.at(-1);
  form.hidden = Boolean(name);
  page.classList.toggle("talking", name === "talk");
  for (const place of document.querySelectorAll(".overlay")) {
    place.classList.toggle("open", place.id === name);
  }
  if (name) arrive(document.getElementById(name));
  else if (form.isConnected) arrive(here, depth);
}

// Keeping

/** @type {() => Said} */
function record() {
  if (here.dataset.item && touched(here)) reached.add(here);
  const fields = new FormData(form);
  const around = { edition: fields.get("edition") };
  for (const name of ["age_band", "helped"]) {
    if (fields.get(name)) around[name] = fields.get(name);
  }
  return { ...around, ...walk(screens, reached).said };
}

/** @type {() => boolean} */
const said = () => [...reached, here].some((screen) => screen.dataset.item && touched(screen));

/** Until the keeper is done the answers stay on the page, and nothing else happens on it.
 * @type {(work: () => Promise<boolean | null>, then: () => void, instead?: Keeper["instead"],
 *   again?: boolean) => Promise<void>} */
async function hold(work, then, instead, again) {
  if (busy) return;
  let next = then;
  retry = null;
  working(true);
  let done = await work().catch(() => false);
  if (!done && again && instead) {
    next = () => end(thank);
    done = await instead(record(), wait).catch(() => false);
  }
  working(false);
  if (done === null) return fresh();
  if (!done) {
    retry = () => hold(work, then, instead, true);
    const send = document.querySelector("#look [data-go=send]");
    if (send) send.hidden = !again || Boolean(instead);
    return only("look");
  }
  drafted = true;
  if (over.at(-1) === "look") close();
  next();
}

/** @type {(now: boolean) => void} */
function working(now) {
  busy = now;
  page.classList.toggle("busy", now);
  (now ? addEventListener : removeEventListener)("beforeunload", stay);
}

/** Keep what was said for good.
 * @type {(after: () => void, again?: boolean) => void} */
function send(after, again) {
  idle.stop();
  const finish = () => keeper.finish(record(), wait, slow);
  hold(finish, () => end(after), keeper.instead, again);
}

/** Nobody is here any more. */
function left() {
  if (said()) send(clear);
  else if (drafted) hold(keeper.throwAway, () => end(clear));
  else end(clear);
}

/** Room for the next child. Only a person closes Talk. */
function clear() {
  if (!over.includes("talk")) return fresh();
  over.splice(0, over.length, "talk");
  front();
}

/** Nothing that was said is on the page any more.
 * @type {(after: () => void) => void} */
function end(after) {
  idle.stop();
  finished = true;
  stones.hidden = true;
  for (const part of document.querySelectorAll("#survey, .language")) part.remove();
  after();
}

const wait = () => only("keeping");

function slow() {
  for (const part of document.querySelectorAll("[data-slow]")) part.hidden = false;
}

/** @type {(event: Event) => void} */
const stay = (event) => event.preventDefault();

function thank() {
  only("done");
  document.querySelector("#done .done").classList.replace("shut", "folds");
  if (keeper.rest) setTimeout(rest, keeper.rest * 1000);
}

/** The next child's card comes by itself, but not in front of Talk. */
function rest() {
  if (over.at(-1) === "talk") setTimeout(rest, 1000);
  else fresh();
}

/** A page as if nobody had been here; it takes this one's place in the history. */
function fresh() {
  removeEventListener("beforeunload", stay);
  location.replace(location.pathname);
}

/** The same screen with the same answers in another language.
 * @type {(address: string) => Promise<void>} */
async function turn(address) {
  if (busy) return;
  const places = [here, ...reached].map((screen) => screen.id);
  working(true);
  const turned = await keeper.turn(address).then(() => true, () => false);
  working(false);
  if (turned) {
    meet();
    const [now, ...been] = places.map((id) => document.getElementById(id));
    reached = new Set(been);
    const band = new FormData(form).get("age_band");
    if (band) speak(form, band);
    show(now);
  }
  close();
}

// Taps

/** @type {Record<string, () => void>} */
const GO = {
  on,
  back,
  fresh: () => (drafted && !finished ? hold(keeper.throwAway, fresh) : fresh()),
  stop: () => open("stop"),
  "no-thanks": () => open("no-thanks"),
  languages: () => open("languages"),
  finish: () => send(thank),
  keep: () => (said() ? send(thank) : GO.fresh()),
  send: () => send(thank, true),
  again: () => (retry ? retry() : dispatchEvent(new Event("voice:again"))),
  return: () => {
    if (!finished) idle.start();
    close();
  },
};

/** The second half of a double tap would land on whatever comes next: it is no tap of its own.
 * Nor is one that began on something else. */
let tapped = null;
let pressed = null;
const inFront = () => over.at(-1) ?? here;
addEventListener("pointerdown", () => (pressed = inFront()), { capture: true });
addEventListener(
  "click",
  (event) => {
    const shown = inFront();
    if ((event.detail > 1 && shown !== tapped) || (pressed ?? shown) !== shown) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else tapped = shown;
    pressed = null;
  },
  { capture: true },
);

document.addEventListener("click", (event) => {
  // A tap on the age goes on by itself; with a keyboard, Next does.
  if (event.detail > 0 && event.target.matches("[data-at-once] input")) on();
  const target = event.target.closest("[data-go], [data-page], a[href='#talk']");
  if (!target) return;
  event.preventDefault();
  if (target.dataset.page) turn(target.dataset.page);
  else if (target.dataset.go) GO[target.dataset.go]();
  else open("talk");
});

document.addEventListener("submit", (event) => {
  event.preventDefault();
  if (here.id !== "finish") on();
});

/** What sinks and sends a ripple; words that are typed do not. */
const TAPPED = ".stone input, .pass input";

document.addEventListener("input", (event) => {
  const screen = event.target.closest("[data-screen]");
  settle(screen, event.target);
  for (const strip of screen.querySelectorAll("[data-strip]")) offer(strip, screen);
  if (event.target.matches(TAPPED)) event.target.nextElementSibling.classList.add("tapped");
  if (event.target.name === "age_band") speak(form, event.target.value);
  if (event.target.value === "together") idle.seconds = Number(form.dataset.helped);
  progress();
});

for (const end of ["animationend", "animationcancel"]) {
  document.addEventListener(end, (event) => event.target.classList.remove("tapped"));
}

// Nothing of one child comes back for the next

addEventListener("pageshow", (event) => event.persisted && fresh());
addEventListener("popstate", () => {
  if (finished) return fresh();
  if (!keeper.rest && !begun()) return history.back();
  history.pushState("on", "");
  if (busy) return;
  if (over.length) GO.return();
  else back();
});
