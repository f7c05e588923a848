/**
 * The app on a tablet. Started cold with an event chosen it goes straight to the child's first
 * screen; otherwise it shows the worker where things stand. Without it nothing is lost: packs,
 * envelopes and the choice of the event lie in the browser's memory.
 */
import { read } from "./about.js";
import * as aloud from "./aloud.js";
import { draw as drawBoard } from "./board.js";
import { keepCarrying } from "./carry.js";
import { eventDay, today } from "./days.js";
import { keepTrying } from "./deliver.js";
import { adopt } from "./envelopes.js";
import { events, resume, start } from "./events.js";
import * as handIn from "./hand-in.js";
import * as keypad from "./keypad.js";
import { keepFresh, refresh } from "./packs.js";
import { here, made, part, pick, say, show } from "./places.js";
import { check, facts, noneYet, readyWords } from "./ready.js";
import * as setUp from "./set-up.js";

const START = /^#set-up=(\w+)$/;
/** Milliseconds until we go on without the service worker. */
const PATIENCE = 10_000;

// Which event

/** @type {(pack: any) => void} */
function choose(pack) {
  const begin = (code) => start(pack, code).then((begun) => begun || goToday()).catch(trouble);
  const together = aloud.picks(boardsOf(pack), trouble);
  if (pack.surveys.length === 1 && !together.length) return void begin(pack.surveys[0].code);
  say("surveys-event", pack.event.name);
  say("surveys-title", together.length ? "What do you do now?" : "Which questions?");
  part("surveys").replaceChildren(
    ...pack.surveys.map((survey) =>
      pick(survey.title, minutes(survey), () => begin(survey.code)),
    ),
    ...together,
  );
  show("surveys");
}

/** @type {(survey: {minutes: number}) => string} */
const minutes = ({ minutes }) => `About ${minutes} minute${minutes === 1 ? "" : "s"}`;

/** @type {(pack: any) => import("./together.js").Gathering} */
const boardsOf = ({ event, version, together }) => ({ event, version, boards: together ?? [] });

/** @type {(pack: any) => string} */
function asks({ surveys, together }) {
  const sets = surveys.length === 1 ? surveys[0].title : `${surveys.length} sets of questions`;
  const all = [surveys.length ? sets : "", together?.length ? "Together" : ""];
  return all.filter(Boolean).join(" · ");
}

async function drawToday() {
  const { lines, state } = await check();
  const grave = lines.filter((line) => line.weight !== "note");
  const now = today(state.about.clock);
  const all = await events();
  part("told").replaceChildren(...told(grave, state));
  part("anyway").hidden = !grave.some((line) => line.weight === "tick");
  part("no-events").hidden = !noneYet(state);
  part("events").replaceChildren(
    ...all.map((pack) =>
      pick(pack.event.name, `${eventDay(pack.event.day, now)} · ${asks(pack)}`, () => choose(pack)),
    ),
  );
  const stopped = grave.some((line) => line.weight === "stop");
  const allow = () => {
    const held = stopped || (!part("anyway").hidden && !part("anyway").firstElementChild.checked);
    for (const button of part("events").children) button.disabled = held;
  };
  part("anyway").onchange = allow;
  allow();
}

/** @type {(lines: any[], state: any) => HTMLElement[]} */
function told(lines, state) {
  if (lines.length) return lines.map(({ weight, words, todo }) => made(weight, words, todo));
  return state.coming.length ? [made("good", readyWords(state))] : [];
}

async function goToday() {
  await drawn("today");
  show("today");
}

// The ready check

async function drawReady() {
  const { lines, state } = await check();
  const grave = lines.some((line) => line.weight !== "note");
  part("lines").replaceChildren(
    ...(grave ? [] : told([], state)),
    ...lines.map(({ weight, words, todo }) => made(weight, words, todo)),
  );
  part("facts").replaceChildren(...facts(state).map(([name, words]) => made("fact", name, words)));
}

async function goReady() {
  await drawn("ready");
  show("ready");
}

// Starting

/** The service worker, in control: from then on nothing needs a network. */
async function register() {
  const { serviceWorker } = navigator;
  const inControl = new Promise((done) => {
    if (serviceWorker.controller) done();
    serviceWorker.addEventListener("controllerchange", done, { once: true });
    setTimeout(done, PATIENCE);
  });
  await serviceWorker.register("/tablet/sw.js", { scope: "/tablet/", updateViaCache: "none" });
  await inControl;
}

/** Who this is, in the bar. */
async function drawName() {
  const tablet = await read("tablet");
  part("whose").hidden = !tablet;
  if (!tablet) return;
  part("whose").dataset.colour = tablet.colour;
  part("whose").lastElementChild.textContent = tablet.label;
}

/** Once it has been set up: the worker, the packs, and what to do next. */
async function added() {
  await drawName();
  const tablet = await read("tablet");
  if (tablet.kind !== "tablet") return open();
  say("added-title", `This is ${tablet.label}.`);
  show("added");
  const [outcome] = await Promise.all([refresh(), register().catch(() => {})]);
  say("fetched", FETCHED[outcome]((await events()).length));
  run();
}

/** What could not be fetched at first came later, by itself. */
async function drawAdded() {
  const { length } = await events();
  if (length) say("fetched", FETCHED.fresh(length));
}

/** @type {Record<string, (n: number) => string>} */
const FETCHED = {
  fresh: (n) => (n ? `${n} event${n === 1 ? " is" : "s are"} on it.` : "No events in the next two weeks yet."),
  faulty: () => "A pack did not arrive whole. Stay on Wi-Fi: it tries again by itself.",
  away: () => "No answer. Stay on Wi-Fi: it tries again by itself.",
  refused: () => "This tablet was taken off the list.",
  none: () => "",
};

/** What sends at once, while the app is open.
 * @type {(() => Promise<void>) | undefined} */
let tryNow;

/** What goes on by itself while the app is open. Once more, and what waits is sent now. */
function run() {
  if (tryNow) return void tryNow();
  adopt().catch(() => {});
  tryNow = keepTrying();
  keepFresh();
  keepCarrying();
  new BroadcastChannel("voice").addEventListener("message", again);
}

/** How often something has changed. */
let changes = 0;

/** Something has changed: write the place that is shown anew. */
function again() {
  changes += 1;
  drawn(here()).catch(() => {});
}

/** Write a place, once more where something changed meanwhile: what was read is old by then.
 * @type {(place: string) => Promise<void>} */
async function drawn(place) {
  const before = changes;
  await DRAWN[place]?.();
  if (before !== changes) await drawn(place);
}

/** Once the service knows this tablet again, it goes on. */
const backOnList = async () => (await read("refused")) || leave();

/** @type {Record<string, () => Promise<any>>} */
const DRAWN = { added: drawAdded, today: drawToday, ready: drawReady, board: drawBoard, "hand-in": handIn.draw, "grown-up": resume, "off-list": backOnList };

/** What opens on each kind of device.
 * @type {Record<string, () => Promise<void>>} */
const OPEN = {
  async tablet() {
    const asked = location.hash === "#worker";
    if (!asked && (await resume())) return;
    register().then(again, again);
    run();
    await (asked ? handIn.askPin() : wait());
  },
  async phone() {
    register().catch(() => {});
    show("event-mode");
    const { open } = await import("./event-mode.js");
    await open();
    keepCarrying();
    if (here() !== "event-over") await aloud.resume();
  },
};

async function open() {
  const tablet = await read("tablet");
  await drawName();
  if (tablet) return OPEN[tablet.kind]();
  if (location.hash === "#app" || location.hash === "#worker") show("lost");
  else await setUp.open();
}

/** The secret leaves the address before anything else is done. */
async function opened() {
  const secret = START.exec(location.hash)?.[1];
  if (secret) history.replaceState(null, "", "/tablet/");
  if (!isSecureContext || !navigator.serviceWorker || !crypto.subtle) return show("plain-http");
  if (!secret) return open();
  await drawName();
  await setUp.open(secret);
  if ((await read("tablet"))?.kind === "tablet") run();
}

/** What went wrong was the tablet's memory: there is nothing else here that can. */
const trouble = () => show("trouble");

/** The choice of an event; once one is chosen only the PIN leads back to it. */
async function wait() {
  if ((await read("refused")) && (await read("now"))) return show("off-list");
  if (await aloud.resume()) return;
  if (await read("now")) show("grown-up");
  else await goToday();
}

/** Whether a child's page waits for this one to be loaded anew: it came past the service worker. */
async function reloaded() {
  const { serviceWorker } = navigator;
  const known = await serviceWorker.getRegistration("/tablet/");
  if (serviceWorker.controller || !known?.active || !(await read("now"))) return false;
  history.replaceState(null, "", "/tablet/#app");
  location.reload();
  return true;
}

/** The way out of what children see, which asks for the PIN of this kind of device.
 * @type {Record<string, () => Promise<void>>} */
const WORKER = {
  tablet: handIn.askPin,
  phone: async () => (await import("./event-mode.js")).lock(),
};

/** @type {() => Promise<void>} */
const worker = async () => WORKER[(await read("tablet"))?.kind ?? "tablet"]();

/** Back to the children, or to the choice of an event. */
async function leave() {
  handIn.shut();
  if (!(await resume()) && !(await reloaded())) await wait();
}

/** @type {Record<string, () => Promise<void> | void>} */
const GO = {
  leave: async () => (here() === "ready" && (await handIn.picking()) ? goToday() : leave()),
  today: goToday,
  ready: goReady,
  check: () => drawn("ready"),
  worker,
  send: handIn.send,
  save: handIn.save,
  letters: () => setUp.open(),
  forgotten: () => setUp.open(),
  "here-all-the-same": setUp.allTheSame,
  another: () => handIn.another().then(goToday),
  "once-more": () => location.reload(),
};

document.addEventListener("click", (event) => {
  const go = GO[event.target.closest("[data-go]")?.dataset.go];
  if (go) Promise.resolve(go()).catch(trouble);
});
addEventListener("hashchange", () => opened().catch(trouble));
addEventListener("pageshow", (event) => event.persisted && location.reload());
document.documentElement.classList.add("js");
keypad.begin(part("pin"));
setUp.begin(() => added().catch(trouble));
handIn.begin(() => leave().catch(trouble));
opened().catch(trouble);
