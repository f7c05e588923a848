/**
 * Making a survey: every field is kept by itself, questions open without loading the page, and
 * what others do appears. Without this the page sends forms and loses nothing either.
 */
import { drag } from "./studio-drag.js";
import { waiting } from "./studio-fields.js";
import { keys } from "./studio-keys.js";
import { Keeping, SAID } from "./studio-keeping.js";
import { put } from "./studio-morph.js";

const LOOK = 4000;
const place = /** @type {HTMLElement} */ (document.querySelector("[data-studio]"));
const spot = (/** @type {string} */ id) => document.getElementById(id);

/** @type {(state: string) => void} */
function say(state) {
  const words = SAID[state] ?? state;
  const shown = spot("studio-state");
  if (shown.textContent === words) return;
  shown.textContent = words;
  shown.classList.toggle("studio-bar__state--trouble", state !== "kept" && state !== "keeping");
  if (state === "out") shown.append(" ", loginLink());
}

function loginLink() {
  const link = Object.assign(document.createElement("a"), { textContent: "Log in", target: "_blank" });
  link.href = place.dataset.login;
  link.className = "govuk-link";
  return link;
}

/** @type {(name: string, detail: object) => void} */
const tell = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));
const itemOf = (/** @type {string} */ at) => (at.startsWith("_") ? "" : at);

/** Take over what the server answered. @type {(answer: any, before: number) => void} */
function take(answer, before) {
  const moved = answer.at && answer.at !== keeping.at;
  const active = document.activeElement;
  put(answer.parts, before);
  announce(answer);
  if (moved) arrive(answer.at, answer.spare ? "spare" : "field");
  else if (answer.spare) spot(`spare-${answer.spare}`)?.scrollIntoView({ block: "nearest" });
  else if (active && !active.isConnected && document.activeElement === document.body) focusOpen("title");
  tell("studio:kept", { version: answer.version, item: answer.item || itemOf(keeping.at) });
}

/** Say what was done by a button, by others, or why it was not. @type {(answer: any) => void} */
function announce({ said = "", faults = [], others = [], spare, loud }) {
  const wrong = faults.map((one) => `${one.wrong} ${one.do}`.trim());
  const theirs = spare ? [] : others.map(({ who, said: did }) => `${who}: ${did}`);
  const ours = loud || spare ? [said] : [];
  const words = [...wrong, ...ours, ...theirs].filter(Boolean).join(" ");
  if (words) spot("studio-said").textContent = words;
}

/** Another question is open. @type {(at: string, focus: string) => void} */
function arrive(at, focus) {
  keeping.at = at;
  place.dataset.at = at;
  const address = new URL(place.dataset.studio, location.href);
  address.searchParams.set("at", at);
  history.replaceState(null, "", address);
  focusOpen(focus);
  tell("studio:at", { item: itemOf(at) });
}

/** @type {(what: string) => void} */
function focusOpen(what) {
  const open = spot("studio-open");
  const first = what === "field" && open.querySelector("textarea, input[type=text]");
  (first || spot("studio-open-title"))?.focus({ preventScroll: true });
  const top = open.getBoundingClientRect().top;
  if (top < 64 || top > window.innerHeight * 0.6) open.scrollIntoView();
  showRow();
}

/** The outline beside it shows which question is open; the page itself stays where it is. */
function showRow() {
  const row = /** @type {HTMLElement | null} */ (document.querySelector("#studio-outline [aria-current]"));
  const list = row?.closest(".studio__outline");
  if (!list || list.scrollHeight <= list.clientHeight) return;
  const [one, all] = [row.getBoundingClientRect(), list.getBoundingClientRect()];
  const bottom = Math.min(all.bottom, window.innerHeight);
  if (one.top < all.top) list.scrollTop -= all.top - one.top;
  else if (one.bottom > bottom) list.scrollTop += one.bottom - bottom;
}

/** Open what a link of the outline leads to, once everything is kept. @type {(address: string) => Promise<void>} */
async function open(address) {
  if (!(await keeping.keep())) return;
  const got = await fetch(address, { headers: { Accept: "application/json" } }).catch(() => null);
  const told = got?.ok && !got.redirected ? await got.json().catch(() => null) : null;
  if (!told) return got ? location.assign(address) : say("You are off line. This question stays open.");
  if (waiting(place).length) return open(address); // somebody typed on meanwhile
  const before = keeping.version;
  keeping.version = told.version;
  history.pushState(null, "", address);
  put(told.parts, before);
  arrive(told.at, "title");
  history.replaceState(null, "", address);
}

const keeping = new Keeping(place, take, say);

/** What others did meanwhile, and who is here. */
async function look() {
  if (document.hidden || keeping.over) return;
  const { version } = keeping;
  const address = new URL(place.dataset.since, location.href);
  const after = new URL(location.href).searchParams.get("after") ?? "";
  address.search = String(new URLSearchParams({ version: String(version), at: keeping.at, after }));
  const got = await fetch(address, { headers: { Accept: "application/json" } }).catch(() => null);
  if (got?.redirected) return say("out");
  const told = got ? await got.json().catch(() => null) : null;
  if (told?.gone) return keeping.end(told.gone);
  if (!got?.ok || !told) return;
  keeping.token = told.token;
  also(told.here);
  if (keeping.running || keeping.version !== version) return;
  if (told.version !== version) catchUp(told, version);
  else if (!keeping.open) say("kept");
}

/** @type {(told: any, before: number) => void} */
function catchUp(told, before) {
  keeping.version = told.version;
  put(told.parts, before);
  announce(told);
  if (told.at !== keeping.at) arrive(told.at, "title");
  tell("studio:kept", { version: told.version, item: itemOf(keeping.at) });
}

/** @type {(names: string[]) => void} */
function also(names) {
  const words = names.length ? `Also here: ${names.join(", ")}` : "";
  if (spot("studio-also").textContent === words) return;
  spot("studio-also").textContent = words;
  spot("studio-also").hidden = !words;
}

place.addEventListener("input", (event) => event.target.name?.startsWith("f:") && keeping.soon());
for (const kind of ["change", "focusout"]) {
  place.addEventListener(kind, (event) => event.target.name?.startsWith("f:") && keeping.soon(0));
}
place.addEventListener("submit", (event) => {
  event.preventDefault();
  const { submitter } = event;
  if (submitter?.name === "op") {
    if (submitter.getAttribute("aria-disabled") !== "true") keeping.press(submitter.value);
  } else keeping.keep();
});
place.addEventListener("click", (event) => {
  const target = event.target.closest("[data-open]");
  if (!target || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  open(target.dataset.open || target.href);
});
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[href]");
  const elsewhere = !link || link.target || link.dataset.open !== undefined || event.defaultPrevented;
  if (elsewhere || event.ctrlKey || event.metaKey || event.shiftKey || !keeping.open) return;
  event.preventDefault(); // what was typed a moment ago is kept first
  if (await keeping.keep()) location.assign(link.href);
});
window.addEventListener("popstate", () => location.reload());
window.addEventListener("online", () => keeping.keep());
window.addEventListener("beforeunload", (event) => keeping.open && event.preventDefault());
document.addEventListener("visibilitychange", () => document.hidden && keeping.open && keeping.keep());
window.setInterval(look, LOOK);
place.classList.add("studio--live");
keys(place, open, (value) => keeping.press(value));
drag(place, (value) => keeping.press(value));
tell("studio:at", { item: itemOf(keeping.at) });
