// One paper typed in by keys. The page works without it: as a plain form, every question shown.

import { shown } from "./rules.js";

/** @typedef {import("./rules.js").Given} Given */

const form = /** @type {HTMLFormElement} */ (document.getElementById("typing"));
const asks = /** @type {HTMLElement[]} */ ([...form.querySelectorAll("[data-ask]")]);
let changed = false;

/** What one question was given, as its answer is kept. @type {(ask: HTMLElement) => string[]} */
function answer(ask) {
  if (ask.hidden || ask.querySelector('[name="pass"]:checked')) return [];
  const fields = [...ask.querySelectorAll('[name^="q."]')];
  const written = fields.filter((field) => field.matches("textarea, [type=text]") && field.value.trim());
  const ticked = fields.filter((field) => field.checked).map((field) => field.value);
  if (!written.length) return ticked;
  return written[0].closest(".typing__scale") ? [written[0].value.trim()] : ["_written"];
}

/** Show what is asked after the answers before it. */
function follow() {
  /** @type {Given} */
  const given = new Map();
  for (const ask of asks) {
    ask.hidden = !shown(JSON.parse(ask.dataset.showIf ?? "null"), given);
    if (ask.dataset.item) given.set(ask.dataset.item, answer(ask));
  }
}

/** Go on from a question, or to the first. @type {(from: Element | null, step: number) => void} */
function move(from, step) {
  const open = asks.filter((ask) => !ask.hidden);
  const next = open[open.indexOf(from?.closest("[data-ask]")) + step];
  const field = next?.querySelector("textarea, [type=text], :checked, input");
  (field ?? form.querySelector("button")).focus();
}

/** The same key once more takes an answer away. @type {(field: HTMLInputElement) => void} */
function choose(field) {
  const again = field.type === "radio" && field.checked;
  if (again) field.checked = false;
  else field.click();
  field.focus();
  const last = field.name === "pass" || (field.type === "radio" && !field.name.startsWith("leave."));
  if (last && field.checked) move(field, 1);
  else follow();
}

/** Whether keys are letters of a text here. @type {(field: Element) => boolean} */
const writes = (field) => field.matches("textarea, [type=text]");

/** @type {(event: KeyboardEvent) => void} */
function press(event) {
  const at = /** @type {Element} */ (event.target);
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit();
  } else if (event.key === "Enter" && !at.matches("textarea, button")) {
    event.preventDefault();
    move(at, event.shiftKey ? -1 : 1);
  } else if (!writes(at) && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const field = at.closest("[data-keys]")?.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (field) {
      event.preventDefault();
      choose(field);
    }
  }
}

/** An answer and “rather not say” do not stand together. @type {(field: HTMLInputElement) => void} */
function clear(field) {
  const ask = field.closest("[data-ask]");
  const alone = (one) => one.name === "pass" || one.value === "_none" || one.value === "_dont-know";
  if (!field.checked || !field.name.match(/^(pass$|q\.)/)) return;
  for (const one of ask.querySelectorAll('[name="pass"]:checked, [name^="q."]:checked')) {
    if (one !== field && (alone(one) || alone(field))) one.checked = false;
  }
}

form.addEventListener("keydown", press);
form.addEventListener("input", (event) => {
  changed = true;
  clear(/** @type {HTMLInputElement} */ (event.target));
  follow();
});
form.addEventListener("submit", () => {
  changed = false;
});
window.addEventListener("beforeunload", (event) => {
  if (changed) event.preventDefault();
});

follow();
if (!document.querySelector(".govuk-error-summary")) move(null, 1);
