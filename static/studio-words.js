/**
 * Words in another language are kept as one types. Without this the page has a button for it.
 * What could not be kept stays on the page and is tried again.
 */

const QUIET = 600;
const AGAIN = 4000;

const page = /** @type {HTMLElement} */ (document.querySelector("[data-words]"));
const form = /** @type {HTMLFormElement} */ (document.getElementById("words-form"));
const said = page.querySelector("[data-said]");
/** @type {Map<HTMLTextAreaElement, number>} */
const waiting = new Map();
/** What is on its way, so that a later word never arrives before an earlier one. */
let going = Promise.resolve();

/** @param {Element} control @returns {HTMLElement} */
const rowOf = (control) => /** @type {HTMLElement} */ (control.closest(".words-row"));

/** @param {HTMLTextAreaElement} box */
function wait(box, time = QUIET) {
  clearTimeout(waiting.get(box));
  waiting.set(box, setTimeout(() => keep(box), time));
}

/** @param {HTMLTextAreaElement} box */
function keep(box) {
  clearTimeout(waiting.get(box));
  going = going.then(() => send(box));
}

/** @param {HTMLTextAreaElement} box */
async function send(box) {
  const text = box.value;
  const answer = await ask(box).catch(() => null);
  if (answer === null) return trouble(box);
  tell("Kept.", false);
  show(box, answer);
  if (box.value === text) waiting.delete(box);
  else wait(box);
}

/**
 * What the server says of one text; an error where it was not kept.
 * @param {HTMLTextAreaElement} box
 */
async function ask(box) {
  const row = rowOf(box);
  const body = new FormData();
  for (const field of row.querySelectorAll("textarea, input[type=hidden], input:checked")) {
    body.set(field.name, field.value);
  }
  body.set("csrf_token", form.elements.csrf_token.value);
  const sent = { method: "POST", body, headers: { Accept: "application/json" } };
  const answer = await fetch(page.dataset.words, sent);
  if (!answer.ok || answer.redirected) throw new Error("not kept");
  return answer.json();
}

/** @param {HTMLTextAreaElement} box */
function trouble(box) {
  tell("Not kept yet. Trying again…", true);
  wait(box, AGAIN);
}

/** @param {string} words @param {boolean} isTrouble */
function tell(words, isTrouble) {
  said.textContent = words;
  said.toggleAttribute("data-trouble", isTrouble);
}

/** @param {HTMLTextAreaElement} box */
function show(box, answer) {
  const place = box.name.slice(2);
  const row = rowOf(box);
  const fault = answer.faults.find((one) => one.place === place);
  const wrong = /** @type {HTMLElement} */ (row.querySelector("[data-wrong]"));
  wrong.textContent = fault ? `${fault.wrong} ${fault.do}` : "";
  wrong.hidden = !fault;
  box.setAttribute("aria-invalid", String(Boolean(fault)));
  if (place in answer.kept) {
    row.querySelector(`[name="b:${CSS.escape(place)}"]`).value = answer.kept[place];
    row.dataset.state = answer.states[place];
    mark(row);
  }
  for (const field of document.querySelectorAll("input[name=digest]")) field.value = answer.digest;
  for (const [name, html] of Object.entries(answer.parts)) put(name, html);
}

/** @param {HTMLElement} row */
function mark(row) {
  const state = /** @type {HTMLElement} */ (row.querySelector(".words-row__state"));
  state.hidden = row.dataset.state !== "stale";
  const same = row.querySelector("[data-same]");
  if (same && row.dataset.state === "there") same.checked = false;
}

/** A part of the page as it is now; one in which somebody is busy is left alone. */
function put(name, html) {
  const old = /** @type {HTMLElement} */ (document.getElementById(name));
  const made = document.createElement("template");
  made.innerHTML = html.trim();
  const part = /** @type {HTMLElement} */ (made.content.firstElementChild);
  const busy = old.contains(document.activeElement) || old.dataset.whole;
  if (busy && old.dataset.whole === part.dataset.whole) return;
  old.replaceWith(part);
}

/** @param {Event} event @returns {HTMLTextAreaElement | null} */
const boxOf = (event) => event.target instanceof HTMLTextAreaElement ? event.target : null;

if (form && said) {
  page.classList.add("words-kept");
  form.addEventListener("input", (event) => {
    const box = boxOf(event);
    if (box) wait(box);
  });
  form.addEventListener("focusout", (event) => {
    const box = boxOf(event);
    if (box && waiting.has(box)) keep(box);
  });
  form.addEventListener("change", (event) => {
    const tick = /** @type {HTMLElement} */ (event.target);
    if ("same" in tick.dataset) keep(rowOf(tick).querySelector("textarea"));
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("online", () => waiting.forEach((_, box) => keep(box)));
  window.addEventListener("beforeunload", (event) => {
    if (waiting.size > 0) event.preventDefault();
  });
}
