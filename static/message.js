/**
 * Our message: what the group wants to say to the councillors, and the round in which each child
 * says yes or no to it alone. Whether anybody said no is known to this page only, until all were
 * asked: it is never on the disk, and no screen after a yes differs from the one after a no.
 */
import { read } from "./about.js";
import { soon } from "./carry.js";
import { hints } from "./hints.js";
import { flags } from "./phrases.js";
import { made, part, say, show } from "./places.js";
import { agree, begin, count, drop, least, messages, round } from "./together.js";

/** A round of fewer would tell everybody who said no. */
const FEWEST = 3;
const MOST = 60;
/** Letters of a message. */
const SHORTEST = 12;
/** Milliseconds in which a new screen of the round takes no tap: the second of two is for the last. */
const REST = 400;
const WORDS = ["", "", "", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const SEASONS = ["winter", "spring", "summer", "autumn"];

/** @type {import("./together.js").Gathering} */
let at;
/** @type {import("./together.js").Round | undefined} the round under way */
let now;
/** How many were asked in it, and whether all of them said yes. Nowhere but here. */
let asked = 0;
let all = true;
let people = 0;
/** What goes from hand to hand. */
let thing = "tablet";

/** @type {(text: string) => string} */
const line = (text) => text.trim().replace(/\s+/g, " ");

/** "autumn 2019", of the day of the event; a winter has two years: "winter 2019–20".
 * @type {(day: string) => string} */
export function seasonOf(day) {
  const [year, month] = day.split("-").map(Number);
  const name = SEASONS[Math.floor((month % 12) / 3)];
  if (name !== SEASONS[0]) return `${name} ${year}`;
  const first = month === 12 ? year : year - 1;
  return `${name} ${first}–${String((first + 1) % 100).padStart(2, "0")}`;
}

// Writing it

function hint() {
  const text = part("message-box").value;
  const found = hints(flags(text), text, at?.event.host).map(([words, more]) => made("message-flag", words, more));
  part("message-flags").replaceChildren(...found);
}

/** What is wrong with the words, or nothing. @type {(words: string) => string} */
const wrong = (words) => (words.length < SHORTEST ? "Write one or two sentences first." : "");

function written() {
  const words = line(part("message-box").value);
  say("message-said", wrong(words));
  if (wrong(words)) return part("message-box").focus();
  say("who-said", "");
  show("message-who");
}

// Who says it

/** @type {(n: number) => void} */
function counted(n) {
  people = Math.min(MOST, Math.max(0, n));
  say("who-number", String(people));
  part("who-less").disabled = people === 0;
  say("who-said", "");
}

/** The name under it; none is the one that all groups share.
 * @type {() => string | null} null where it is still to be typed */
function signature() {
  if (part("sign-ours").checked) return line(part("sign-name").value) || null;
  return "";
}

/** Why so many are too few, or nothing. @type {(before: number) => string} */
function tooFew(before) {
  if (people < FEWEST) return "This needs three people or more. With fewer, everybody would know who said no.";
  return people < before ? `Last time you were ${WORDS[before] ?? before}. Ask everybody who was there.` : "";
}

async function start() {
  const signed = signature();
  const few = tooFew(await least(at.event.id));
  if (few) return say("who-said", few);
  if (signed === null) {
    say("who-said", "Type your name for the group.");
    return part("sign-name").focus();
  }
  const words = line(part("message-box").value);
  now = { event: at.event.id, words, signed, people };
  await begin(now);
  give();
}

// The round

/** From nobody asked. */
function give() {
  [asked, all] = [0, true];
  stones("give-stones");
  turn("round-give");
}

/** @type {(name: string) => void} one stone a person; those that were asked are all alike */
function stones(name) {
  const one = (n) => Object.assign(document.createElement("i"), { className: n < asked ? "past" : n === asked ? "now" : "" });
  part(name).replaceChildren(...Array.from({ length: now.people }, (_, n) => one(n)));
  part(name).setAttribute("aria-label", `${asked} of ${now.people} were asked`);
}

function ask() {
  if (!now) return;
  say("ask-words", now.words);
  say("ask-says", now.signed ? `says ${now.signed}` : `say young people in our groups, ${seasonOf(at.event.day)}`);
  turn("round-ask");
}

/** One child has said yes or no. The first counts the round, whichever it was.
 * @type {(yes: boolean) => Promise<void>} */
async function said(yes) {
  if (!now) return;
  rest();
  if (!asked) await count(now.event);
  all &&= yes;
  asked += 1;
  const last = asked >= now.people;
  stones("thanks-stones");
  say("thanks-next", last ? `Put the ${thing} where everybody can see it.` : `Give the ${thing} to the next person.`);
  part("thanks-on").dataset.say = last ? "show" : "ask";
  say("thanks-on-words", last ? "Show us" : "I am the next person");
  turn("round-thanks");
}

/** Show a screen of the round, which takes no tap at first. @type {(name: string) => void} */
function turn(name) {
  show(name);
  rest();
}

let resting = 0;

function rest() {
  const { classList } = document.querySelector("main");
  classList.add("resting");
  clearTimeout(resting);
  resting = setTimeout(() => classList.remove("resting"), REST);
}

/** All were asked: it goes, or nothing of it stays. */
async function end() {
  if (!now) return;
  const { event, words } = now;
  const sent = all;
  forget();
  await (sent ? agree(event) : drop(event));
  say("end-title", sent ? "Everybody said yes." : "This one is not sent.");
  say("end-words", sent ? "It goes to the councillors." : "That is fine.");
  part("end-quote").hidden = !sent;
  say("end-quote", sent ? words : "");
  turn("round-end");
  if (sent) soon();
}

/** Nothing is left of the words and the round. */
function forget() {
  [now, asked, all] = [undefined, 0, true];
  part("message-box").value = "";
  part("sign-name").value = "";
  part("sign-all").checked = true;
  for (const name of ["ask-words", "ask-says", "end-quote"]) say(name, "");
  hint();
  counted(0);
}

let before = "";

function stop() {
  before = document.querySelector("[data-place]:not([hidden])").dataset.place;
  turn("round-stop");
}

/** The round is thrown away, whatever was said in it. */
async function thrown() {
  forget();
  await drop(at.event.id);
  await write();
}

// The place

/** @type {Record<string, () => void | Promise<void>>} */
const DO = {
  written,
  less: () => counted(people - 1),
  more: () => counted(people + 1),
  start,
  ask,
  yes: () => said(true),
  no: () => said(false),
  show: end,
  stop,
  "go-on": () => turn(before),
  throw: thrown,
  write: () => write(),
  back: () => show("message"),
};

const trouble = () => show("trouble");

let wired = false;

function wire() {
  if (wired) return;
  wired = true;
  document.addEventListener("click", (event) => event.target.closest(".resting") && event.stopImmediatePropagation(), true);
  document.addEventListener("click", ({ target }) => {
    const act = DO[target.closest("[data-say]")?.dataset.say];
    if (act) Promise.resolve(act()).catch(trouble);
  });
  part("message-box").addEventListener("input", hint);
  part("sign-name").addEventListener("input", () => {
    part("sign-ours").checked = true;
  });
}

async function write() {
  const sent = await messages(at.event.id);
  part("message-sent").hidden = sent.length === 0;
  part("message-list").replaceChildren(...sent.map(({ words }) => made("message-line", words)));
  say("message-said", "");
  show("message");
}

/** Show where the message stands: a round that was broken off begins again from nobody asked.
 * @type {(gathering: import("./together.js").Gathering) => Promise<void>} */
export async function open(gathering) {
  const other = at?.event.id !== gathering.event.id;
  at = gathering;
  wire();
  thing = (await read("tablet")).kind;
  say("sign-all-words", `Young people in our groups, ${seasonOf(at.event.day)}`);
  if (other) forget();
  now = await round(at.event.id);
  if (now) give();
  else await write();
}
