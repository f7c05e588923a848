/**
 * An event on a worker’s own phone, until its day is over: who came, and where the envelopes are. It
 * works without a network, shows no answer, and shuts behind the PIN when nobody taps.
 */
import { forget, read, write } from "./about.js";
import { drawLeft, offer } from "./aloud.js";
import { begin, count, exchange, settle, settleLate, tap, uncounted } from "./came.js";
import { eventDay, momentWords, today } from "./days.js";
import { Idle } from "./idle.js";
import { here, made, part, say, show } from "./places.js";
import { right, seconds } from "./pin.js";

/** Milliseconds between two looks at the service. */
const EVERY = 20_000;
/** Seconds without a tap until the PIN is asked for, and the second in which it shuts. */
const SHUT = [120, 1];

/** @type {any} */
let tablet;
/** @type {Idle | undefined} the clock of the lock; made once a page */
let idle;
let busy = false;
/** Whether something happened while it was busy. */
let again = false;
let away = 0;

/** @type {(n: number, one: string, more: string) => string} */
const number = (n, one, more) => `${n} ${n === 1 ? one : more}`;

// What is shown

/** @type {(row: any, now: string) => string} how the taps are kept, in words */
function keptWords(row, now) {
  const n = row.steps.length;
  if (row.board?.closed) return "“We’re done” was said: nothing more is counted here.";
  if (n) return `${number(n, "tap is", "taps are")} kept on this phone. ${n === 1 ? "It sends itself" : "They send themselves"}.`;
  return row.board ? `Everything is sent, as of ${momentWords(row.at, now)}.` : "Taps are kept on this phone and send themselves.";
}

async function draw() {
  if (here() !== "event-mode") return;
  const [row, now] = [await read("came"), today(await read("clock"))];
  const closed = Boolean(row.board?.closed);
  let all = 0;
  for (const age of part("ages").querySelectorAll("[data-age]")) {
    all += drawCounter(age, count(row, age.dataset.age), closed);
  }
  drawMore(row, all, closed);
  say("came-all", number(all, "has come", "have come"));
  say("came-kept", keptWords(row, now));
  part("came-kept").classList.toggle("waits", row.steps.length > 0);
  drawLate(row);
  drawBoard(row, now);
  await offer();
}

/** One line to tap at; never above ``most``.
 * @type {(line: HTMLElement, n: number, closed: boolean, most?: number) => number} */
function drawCounter(line, n, closed, most = Infinity) {
  line.querySelector("[data-number]").textContent = String(n);
  line.querySelector("[data-step='1']").disabled = closed || n >= most;
  line.querySelector("[data-step='-1']").disabled = closed || n === 0;
  return n;
}

/** What else is tapped in of those who came, as far as the council has it counted.
 * @type {(row: any, all: number, closed: boolean) => void} */
function drawMore(row, all, closed) {
  const more = row.board?.more ?? [];
  part("seconds").hidden = more.length === 0;
  for (const line of part("seconds").querySelectorAll("[data-second]")) {
    line.hidden = !more.includes(line.dataset.second);
    drawCounter(line, count(row, line.dataset.second), closed, all);
  }
}

/** What came after “We’re done”: to be added by hand, and said until somebody has.
 * @type {(row: any) => void} */
function drawLate({ left }) {
  const late = left.filter((one) => one.late);
  const lines = leftLines(late);
  part("late").hidden = lines.length === 0;
  say("late-words", lateWords(late.length));
  part("late-lines").replaceChildren(...lines);
}

/** @type {(n: number) => string} */
const lateWords = (n) =>
  `“We’re done” was said before ${n === 1 ? "this tap was" : `these ${n} taps were`} sent. Add ${n === 1 ? "it" : "them"} under`;

/** @type {(row: any, now: string) => void} */
function drawBoard({ board, at }, now) {
  part("board").hidden = !board;
  if (!board) return;
  say("board-at", `As of ${momentWords(at, now)}.`);
  part("tablets-of-event").replaceChildren(...board.tablets.map(tabletLine));
  part("no-tablets").hidden = board.tablets.length > 0;
  part("asked").replaceChildren(
    ...board.surveys.map(({ title, answered }) => made("asked", title, String(answered))),
  );
}

/** @type {(one: {colour: string, words: string}) => HTMLElement} the words name the tablet */
function tabletLine({ colour, words }) {
  const line = made("tablet-line", `${words.charAt(0).toUpperCase()}${words.slice(1)}.`);
  line.dataset.colour = colour;
  return line;
}

// Counting

/** @type {(button: HTMLElement) => Promise<void>} */
async function counted(button) {
  const { age, second } = button.closest("[data-age], [data-second]").dataset;
  await tap(age ?? second, Number(button.dataset.step));
  await draw();
  look();
}

/** Send what waits and hear how things stand, one at a time. */
async function look() {
  again = busy;
  if (busy || !tablet.token) return;
  busy = true;
  const meant = await exchange().catch(() => "later");
  busy = false;
  if (meant === "over" || (await ended())) return over();
  await draw();
  if (again) look();
}

// The end

/** The phone’s time is over by the service’s clock; this phone’s own says nothing. */
async function ended() {
  const clock = await read("clock");
  return Boolean(clock) && Date.now() + clock.off >= Date.parse(tablet.until);
}

/** @type {Record<string, string>} */
const TAPPED = {
  "0-9": "up to 9",
  "10-16": "10 to 16",
  "17+": "17 and over",
  "first-time": "first time",
  "out-of-county": "out of county",
};

/** What a person has to add by hand: a line for each that was tapped, with how many.
 * @type {(left: {event: string, category: string, step: number}[]) => HTMLElement[]} */
function leftLines(left) {
  const sums = new Map();
  for (const { event, category, step } of left) {
    const words = `${event}, ${TAPPED[category]}`;
    sums.set(words, (sums.get(words) ?? 0) + step);
  }
  return [...sums]
    .filter(([, sum]) => sum)
    .map(([words, sum]) => made("asked", words, sum > 0 ? `+${sum}` : `−${-sum}`));
}

/** The phone leaves the event: its token and its PIN go, taps that were never sent stay. */
async function over() {
  tablet = { ...tablet, token: "", salt: "", pinHash: "", over: true };
  await write(tablet);
  await drawOver();
  show("event-over");
}

async function drawOver() {
  const lines = leftLines(uncounted(await read("came")));
  say("over-event", tablet.event.name);
  part("over-left").hidden = lines.length === 0;
  part("over-lines").replaceChildren(...lines);
  await drawLeft();
}

// The lock

/** Shut until the PIN is typed. Where something said together is open, it can be gone back to. */
export async function lock() {
  part("event-pin").reset();
  say("event-pin-said", "");
  part("event-pin-back").hidden = true;
  show("event-pin");
  part("event-pin-back").hidden = !(await read("now"));
}

/** @type {(typed: string) => Promise<string>} what was wrong, or nothing */
async function tried(typed) {
  if (!/^\d{6}$/.test(typed)) return "The PIN has six figures.";
  if (!(await seconds()) && (await right(typed))) return "";
  const wait = Math.ceil((await seconds()) / 60);
  if (!wait) return "That is not the PIN of this phone.";
  return `Too many wrong tries. Try again in ${number(wait, "minute", "minutes")}.`;
}

async function unlock() {
  const field = part("event-pin").querySelector("input");
  const typed = field.value.trim();
  say("event-pin-said", "One moment…");
  const problem = await tried(typed);
  field.value = "";
  say("event-pin-said", problem);
  if (problem) return field.focus();
  await enter();
}

async function enter() {
  await forget("now");
  idle.start();
  show("event-mode");
  await draw();
  look();
}

/** Put away for long, it is shut before anybody can tap; else it has a look. */
function taken() {
  if (document.hidden) away = Date.now();
  else if (here() === "event-mode" && Date.now() - away >= SHUT[0] * 1000) lock();
  else look();
}

/** Once a page: taps, the lock, and a look now and then. */
function wire() {
  if (idle) return;
  idle = new Idle(...SHUT, { begun: () => here() === "event-mode", ask: () => {}, end: lock });
  for (const name of ["ages", "seconds"]) {
    part(name).addEventListener("click", (event) => {
      const button = event.target.closest("[data-step]");
      if (button) counted(button).catch(() => show("trouble"));
    });
  }
  part("event-lock").addEventListener("click", lock);
  part("event-pin").addEventListener("input", ({ target, currentTarget }) => {
    if (target.value.length === target.maxLength) currentTarget.requestSubmit();
  });
  part("event-pin").addEventListener("submit", (event) => {
    event.preventDefault();
    unlock().catch(() => show("trouble"));
  });
  part("late-done").addEventListener("click", () => settleLate().then(draw));
  part("over-done").addEventListener("click", () => settle().then(drawOver));
  addEventListener("online", look);
  document.addEventListener("visibilitychange", taken);
  setInterval(() => document.hidden || look(), EVERY);
}

/** What the shell calls on a phone: the counters at once after setting up, else behind the PIN. */
export async function open() {
  tablet = await read("tablet");
  if (tablet.over) return drawOver().then(() => show("event-over"));
  const before = await read("came");
  await begin(tablet);
  const now = today(await read("clock"));
  say("event-day", eventDay(tablet.event.day, now));
  say("event-name", tablet.event.name);
  say("event-until", momentWords(Date.parse(tablet.until), now));
  wire();
  if (await ended()) return over();
  await (before?.phone === tablet.id ? lock() : enter());
}
