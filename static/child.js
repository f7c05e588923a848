/**
 * One screen of the plain form at a time. The form stays the memory and nothing is stored: when
 * the page goes, so does what was not sent.
 */
import { Idle } from "./idle.js";
import { newId, touched, walk } from "./record.js";
import { keep } from "./send.js";

const page = document.documentElement;
const form = document.querySelector("#survey");
const stones = document.querySelector(".stones");
const screens = [...form.querySelectorAll("[data-screen]")];
const reached = new Set();
const id = newId();
/** What stands in front of the questions, innermost last: Talk may be opened from any. */
const over = [];
let here = screens[0];
/** How far down the questions were when something came in front of them. */
let depth = 0;
let finished = false;

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
  if (here.dataset.item) reached.add(here);
  const steps = path();
  if (history.state === null) history.pushState("on", "");
  const next = steps[steps.indexOf(here) + 1];
  if (next) show(next);
}

function back() {
  const steps = path();
  show(steps[Math.max(0, steps.indexOf(here) - 1)]);
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
  front();
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

/** @type {() => string} */
function record() {
  if (here.dataset.item && touched(here)) reached.add(here);
  const fields = new FormData(form);
  const around = { id, edition: fields.get("edition") };
  for (const name of ["age_band", "helped"]) {
    if (fields.get(name)) around[name] = fields.get(name);
  }
  return JSON.stringify({ ...around, answers: walk(screens, reached).answers });
}

/** @type {() => boolean} */
const said = () => [...reached, here].some((screen) => screen.dataset.item && touched(screen));

/** Send what was said. Until a receipt is there the answers stay on the page.
 * @type {(after: () => void) => Promise<void>} */
async function send(after) {
  if (over.includes("keeping")) return;
  const body = record();
  idle.stop();
  only("keeping");
  addEventListener("beforeunload", hold);
  const kept = await keep(`${location.pathname}/responses`, id, body, slow);
  removeEventListener("beforeunload", hold);
  if (!kept) return only("look");
  finished = true;
  form.remove();
  after();
}

function slow() {
  for (const part of document.querySelectorAll("[data-slow]")) part.hidden = false;
}

/** @type {(event: Event) => void} */
const hold = (event) => event.preventDefault();

function thank() {
  only("done");
  document.querySelector("#done .done").classList.replace("shut", "folds");
}

/** A page as if nobody had been here; it takes this one's place in the history. */
function fresh() {
  removeEventListener("beforeunload", hold);
  location.replace(location.pathname);
}

const idle = new Idle(Number(form.dataset.idle), Number(form.dataset.warning), {
  begun: () => here !== screens[0] || over.length > 0,
  ask: () => open("still-there"),
  end: () => (said() ? send(fresh) : fresh()),
});

// Taps

/** @type {Record<string, () => void>} */
const GO = {
  on,
  back,
  fresh,
  stop: () => open("stop"),
  "no-thanks": () => open("no-thanks"),
  finish: () => send(thank),
  keep: () => (said() ? send(thank) : fresh()),
  again: () => (over.includes("look") ? send(thank) : dispatchEvent(new Event("voice:again"))),
  return: () => {
    idle.start();
    close();
  },
};

/** The second half of a double tap would land on whatever comes next: it is no tap of its own. */
let tapped = null;
addEventListener(
  "click",
  (event) => {
    const shown = over.at(-1) ?? here;
    if (event.detail > 1 && shown !== tapped) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else tapped = shown;
  },
  { capture: true },
);

document.addEventListener("click", (event) => {
  const target = event.target.closest("[data-go], a[href='#talk']");
  if (!target) return;
  event.preventDefault();
  if (target.dataset.go) GO[target.dataset.go]();
  else open("talk");
});

/** A tap on the age goes on by itself; with a keyboard, Next does. */
form.addEventListener("click", (event) => {
  if (event.detail > 0 && event.target.matches("[data-at-once] input")) on();
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (here.id !== "finish") on();
});

/** What sinks and sends a ripple; words that are typed do not. */
const TAPPED = ".stone input, .pass input";

form.addEventListener("input", (event) => {
  const screen = event.target.closest("[data-screen]");
  settle(screen, event.target);
  for (const strip of screen.querySelectorAll("[data-strip]")) offer(strip, screen);
  if (event.target.matches(TAPPED)) event.target.nextElementSibling.classList.add("tapped");
  if (event.target.name === "age_band") speak(event.target.value);
  progress();
});

for (const end of ["animationend", "animationcancel"]) {
  form.addEventListener(end, (event) => event.target.classList.remove("tapped"));
}

/** The strip that names a person comes with an answer that may be a worry. It stands in the foot.
 * @type {(strip: HTMLElement, screen: Element) => void} */
function offer(strip, screen) {
  const before = strip.hidden;
  const worry = screen.querySelector("[data-worry]:checked");
  strip.hidden = !worry;
  if (before && worry) uncover(worry.closest(".stone"), screen);
}

/** Where the foot grew over the answer, scroll so far that it is seen, but keep the question.
 * @type {(stone: Element, screen: Element) => void} */
function uncover(stone, screen) {
  const room = 32; // the wave
  const foot = screen.querySelector(".foot").getBoundingClientRect().top - room;
  const under = stone.getBoundingClientRect().bottom - foot;
  const above = screen.querySelector("h1").getBoundingClientRect().top;
  if (under > 0) scrollBy(0, above > 0 ? Math.min(under, above) : under);
}

/** "I'd rather not say" and "I don't know" stand alone; words once written are left as they are.
 * @type {(screen: Element, changed: HTMLInputElement) => void} */
function settle(screen, changed) {
  const alone = (input) => input.name === "pass" || input.value === "_dont-know";
  for (const input of screen.querySelectorAll("input:checked")) {
    if (input !== changed && (alone(input) || alone(changed))) input.checked = false;
  }
}

/** The words, and the answers, that an age is shown.
 * @type {(band: string) => void} */
function speak(band) {
  for (const part of form.querySelectorAll("[data-versions]")) {
    part.dataset.usual ??= part.textContent;
    part.textContent = JSON.parse(part.dataset.versions)[band] ?? part.dataset.usual;
  }
  for (const stone of form.querySelectorAll("[data-absent]")) {
    stone.hidden = JSON.parse(stone.dataset.absent).includes(band);
    if (stone.hidden) stone.querySelector("input").checked = false;
  }
}

// Nothing of one child comes back for the next

addEventListener("pageshow", (event) => event.persisted && fresh());
addEventListener("popstate", () => {
  if (finished) return fresh();
  if (here === screens[0] && !over.length) return history.back();
  history.pushState("on", "");
  if (over.includes("keeping")) return;
  if (over.length) GO.return();
  else back();
});

form.reset();
for (const move of form.querySelectorAll(".moves button")) {
  move.type = "button";
  move.hidden = false;
}
for (const strip of form.querySelectorAll("[data-strip]")) strip.hidden = true;
page.classList.add("js");
show(here);
