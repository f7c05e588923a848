/**
 * The app on a tablet. Started cold with an event chosen it goes straight to the child's first
 * screen; otherwise it shows the worker where things stand. Without it nothing is lost: packs,
 * envelopes and the choice of the event lie in the browser's memory.
 */
import { packs, read, write } from "./about.js";
import { eventDay, today } from "./days.js";
import { keepTrying } from "./deliver.js";
import { adopt } from "./envelopes.js";
import * as handIn from "./hand-in.js";
import * as keypad from "./keypad.js";
import { keepFresh, refresh } from "./packs.js";
import { here, made, part, pick, say, show } from "./places.js";
import { check, facts, readyWords } from "./ready.js";
import * as setUp from "./set-up.js";

const START = /^#set-up=(.+)$/;
/** Milliseconds until we go on without the service worker. */
const PATIENCE = 10_000;

// Which event

/** The newest pack of each event that is not over, as the service said last.
 * @type {() => Promise<any[]>} */
async function events() {
  const asked = await read("asked");
  const newest = new Map();
  for (const pack of await packs()) {
    const other = newest.get(pack.event.id);
    if (!other || pack.at >= other.at) newest.set(pack.event.id, pack);
  }
  const coming = (pack) =>
    !asked || pack.event.day >= asked.day || asked.events.includes(pack.event.id);
  return [...newest.values()].filter(coming);
}

/** @type {(pack: any, code: string) => string} the child's page */
function pageOf(pack, code) {
  const { pages } = pack.surveys.find((survey) => survey.code === code);
  return `/tablet/packs/${pack.version}/${pages.en}`;
}

async function start(pack, code) {
  await write({ name: "now", event: pack.event.id, version: pack.version, code });
  location.replace(pageOf(pack, code));
}

/** @type {(pack: any) => void} */
function choose(pack) {
  if (pack.surveys.length === 1) return void start(pack, pack.surveys[0].code);
  say("surveys-event", pack.event.name);
  part("surveys").replaceChildren(
    ...pack.surveys.map((survey) =>
      pick(survey.title, minutes(survey), () => start(pack, survey.code)),
    ),
  );
  show("surveys");
}

/** @type {(survey: {minutes: number}) => string} */
const minutes = ({ minutes }) => `About ${minutes} minute${minutes === 1 ? "" : "s"}`;

/** @type {(pack: any) => string} */
const asks = ({ surveys }) => (surveys.length === 1 ? surveys[0].title : `${surveys.length} sets of questions`);

async function drawToday() {
  const { lines, state } = await check();
  const grave = lines.filter((line) => line.weight !== "note");
  const now = today(state.about.clock);
  const all = await events();
  part("told").replaceChildren(...told(grave, state));
  part("anyway").hidden = !grave.some((line) => line.weight === "tick");
  part("no-events").hidden = all.length > 0;
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
const told = (lines, state) =>
  lines.length
    ? lines.map(({ weight, words, todo }) => made(weight, words, todo))
    : [made("good", readyWords(state))];

async function goToday() {
  await drawToday();
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
  await drawReady();
  show("ready");
}

// Starting

/** Straight on to the child's page that was chosen before; whether there is one.
 * @type {() => Promise<boolean>} */
async function resume() {
  const now = await read("now");
  const pack = now && (await packs()).find((one) => one.version === now.version);
  const over = pack && pack.event.day < ((await read("asked"))?.day ?? "");
  if (!pack || over || !navigator.serviceWorker.controller) return false;
  const page = pageOf(pack, now.code);
  if (!(await caches.match(page, { ignoreVary: true }))) return false;
  location.replace(page);
  return true;
}

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

let running = false;

/** What goes on by itself while the app is open. */
function run() {
  if (running) return;
  running = true;
  adopt().catch(() => {});
  keepTrying();
  keepFresh();
  new BroadcastChannel("voice").addEventListener("message", again);
}

/** Something has changed: write the place that is shown anew. */
function again() {
  DRAWN[here()]?.().catch(() => {});
}

/** @type {Record<string, () => Promise<void>>} */
const DRAWN = { added: drawAdded, today: drawToday, ready: drawReady, "hand-in": handIn.draw };

/** What opens on each kind of device.
 * @type {Record<string, () => Promise<void>>} */
const OPEN = {
  async tablet() {
    if (location.hash !== "#worker" && (await resume())) return;
    register().then(again, again);
    run();
    await (location.hash === "#worker" ? handIn.askPin() : goToday());
  },
  async phone() {
    register().catch(() => {});
    show("event-mode");
    const { open } = await import("./event-mode.js");
    await open();
  },
};

async function open() {
  const tablet = await read("tablet");
  await drawName();
  if (tablet) return OPEN[tablet.kind]();
  if (location.hash === "#app" || location.hash === "#worker") show("lost");
  else setUp.open();
}

/** The secret leaves the address before anything else is done. */
async function opened() {
  const secret = START.exec(location.hash)?.[1];
  if (secret) history.replaceState(null, "", "/tablet/");
  if (!isSecureContext || !navigator.serviceWorker || !crypto.subtle) return show("plain-http");
  if (secret) setUp.open(decodeURIComponent(secret));
  else await open();
}

/** What went wrong was the tablet's memory: there is nothing else here that can. */
const trouble = () => show("trouble");

/** Back to the children, or to the choice of an event. */
async function leave() {
  if (!(await resume())) await goToday();
}

/** @type {Record<string, () => Promise<void> | void>} */
const GO = {
  leave,
  today: goToday,
  ready: goReady,
  check: drawReady,
  worker: handIn.askPin,
  send: handIn.send,
  save: handIn.save,
  letters: () => setUp.open(),
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
