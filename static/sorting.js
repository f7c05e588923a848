/**
 * One text after the other by keyboard or by touch. Without this the page sends one form a text.
 * The page holds the next texts already, so that sorting goes on without a network.
 */
import { Decisions } from "./decisions.js";

const form = /** @type {HTMLFormElement} */ (document.querySelector("[data-sorting]"));
const texts = form ? [...form.querySelectorAll("[data-remark]")] : [];
const boxes = form ? [...form.querySelectorAll("[name=themes]")] : [];
/** @type {{place: number, themes: string[]}[]} what was decided on this page, the last one last */
const done = [];
/** The way to the last text of the page before this one, where there was one. */
const before = document.querySelector("[data-last]");
let place = 0;

const chosen = () => boxes.filter((box) => box.checked).map((box) => box.value);
const here = () => texts[place]?.dataset.remark;

/** Show a text with the themes that are ticked. @type {(at: number, themes?: string[]) => void} */
function show(at, themes = []) {
  place = at;
  for (const [number, text] of texts.entries()) text.hidden = number !== place;
  for (const box of boxes) box.checked = themes.includes(box.value);
  form.querySelector(".sorting__themes").disabled = place >= texts.length;
  form.querySelector("[data-over]").hidden = place < texts.length;
  form.querySelector("[data-undo]").hidden = done.length === 0;
  if (before) before.hidden = done.length > 0;
  form.elements.remark.value = here() ?? "";
  const english = document.querySelector("[data-english-form]");
  english.closest("details").hidden = place >= texts.length;
  english.elements.remark.value = here() ?? "";
  english.elements.english.value = texts[place]?.dataset.english ?? "";
}

/** @type {(change: number) => void} */
function count(change) {
  const number = document.querySelector("[data-waiting]");
  const left = Number(number.dataset.waiting) + change;
  number.dataset.waiting = String(Math.max(0, left));
  number.textContent = number.dataset.waiting;
}

/** @type {(act: "keep" | "none") => void} */
function decide(act) {
  const themes = act === "keep" ? chosen() : [];
  if (act === "keep" && !themes.length) return tell("Choose a theme first, or press N for none of these.");
  const remark = here();
  if (!remark) return;
  done.push({ place, themes });
  count(-1);
  show(place + 1);
  decisions.add({ remark, act, themes });
}

function undo() {
  const last = done.pop();
  if (!last) return before?.querySelector("a").click();
  count(1);
  show(last.place, last.themes);
  decisions.add({ remark: here(), act: "back", themes: [] });
}

/** @type {(words: string) => void} */
function tell(words) {
  document.querySelector("[data-saved]").textContent = words;
}

/** When the last text of the page is done and saved, the next ones are fetched, with a way back. */
function onwards() {
  if (place < texts.length) return;
  const address = new URL(window.location.href);
  address.search = new URLSearchParams({ last: texts.at(-1).dataset.remark }).toString();
  window.location.replace(address);
}

/** @type {Record<string, () => void>} */
const ACTS = { Enter: () => decide("keep"), n: () => decide("none"), u: undo };

/** @type {(event: KeyboardEvent) => void} */
function press(event) {
  const { key, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || target.closest("textarea, a, summary, button")) return;
  const box = boxes.find((one) => one.dataset.key === key.toLowerCase());
  const act = ACTS[key] ?? ACTS[key.toLowerCase()];
  if (!box && !act) return;
  event.preventDefault();
  if (place < texts.length || act === undo) box ? box.click() : act();
}

/** @type {Decisions} */
let decisions;
if (form) {
  decisions = new Decisions(form, form.dataset.sorting, document.querySelector("[data-saved]"));
  decisions.then = onwards;
  for (const key of form.querySelectorAll(".key")) key.hidden = false;
  form.querySelector("[data-undo]").addEventListener("click", undo);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    decide(event.submitter?.value === "none" ? "none" : "keep");
  });
  document.addEventListener("keydown", press);
}
