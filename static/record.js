/**
 * The answers on the page. What the screens of one child say is read from it when it is wanted:
 * the page is the memory; what is stored of it is up to others.
 *
 * @typedef {null | string | string[]} Raw  null: would rather not say
 */
import { shown } from "./rules.js";

/** How each kind of question is read; a kind that asks nothing has none.
 * @type {Record<string, (screen: Element) => Raw>} */
const READ = { faces: one, choice: one, scale: one, many: all, words: text, ideas: some };

/** @type {(screen: Element) => string[]} */
const ticked = (screen) =>
  [...screen.querySelectorAll(".stone input:checked")].map((input) => input.value);
/** @type {(screen: Element) => string[]} */
const written = (screen) =>
  [...screen.querySelectorAll("textarea, input[type=text]")]
    .map((field) => field.value.trim())
    .filter((words) => words);

/** @type {(screen: Element) => Raw} */
function one(screen) {
  return ticked(screen)[0] ?? null;
}
/** @type {(screen: Element) => Raw} */
function all(screen) {
  const options = ticked(screen);
  return options.includes("_dont-know") ? "_dont-know" : options;
}
/** @type {(screen: Element) => Raw} */
function text(screen) {
  return written(screen)[0] ?? null;
}
/** @type {(screen: Element) => Raw} */
function some(screen) {
  return written(screen).length ? written(screen) : null;
}

/** Whether anything was tapped or written on a screen, "I'd rather not say" included.
 * @type {(screen: Element) => boolean} */
export function touched(screen) {
  return passed(screen) || ticked(screen).length > 0 || written(screen).length > 0;
}

/** @type {(screen: Element) => boolean} */
function passed(screen) {
  return Boolean(screen.querySelector(".pass input:checked"));
}

/** @type {(screen: Element) => Raw} */
function read(screen) {
  return passed(screen) ? null : READ[screen.dataset.kind](screen);
}

/** The options an answer is kept under, as rules see it.
 * @type {(screen: Element, raw: Raw) => string[]} */
function options(screen, raw) {
  if (raw === null) return ["_skipped"];
  if (["words", "ideas"].includes(screen.dataset.kind)) return ["_written"];
  if (typeof raw === "string") return [raw];
  return raw.length ? raw : ["_none"];
}

/** Walk the screens in order: which are shown, and what was answered on those reached.
 * @type {(screens: HTMLElement[], reached: Set<HTMLElement>) =>
 *   {shown: HTMLElement[], said: {answers: Record<string, Raw>, leave: Record<string, string>}}} */
export function walk(screens, reached) {
  const given = new Map();
  const answers = {};
  const leave = {};
  const visible = screens.filter((screen) => {
    if (!shown(JSON.parse(screen.dataset.showIf ?? "null"), given)) return false;
    if (READ[screen.dataset.kind] && reached.has(screen)) {
      const raw = read(screen);
      answers[screen.dataset.item] = raw;
      given.set(screen.dataset.item, options(screen, raw));
      const may = screen.querySelector(".leave input:checked");
      if (raw && may) leave[screen.dataset.item] = may.value;
    }
    return true;
  });
  return { shown: visible, said: { answers, leave } };
}

// What a tap on one answer does to the others, and to what stands around them

/** The strip that names a person comes with an answer that may be a worry. It stands in the foot.
 * @type {(strip: HTMLElement, screen: Element) => void} */
export function offer(strip, screen) {
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
export function settle(screen, changed) {
  const alone = (input) => input.name === "pass" || input.value === "_dont-know";
  for (const input of screen.querySelectorAll("input:checked")) {
    if (input !== changed && (alone(input) || alone(changed))) input.checked = false;
  }
}

/** The words, and the answers, that an age is shown.
 * @type {(form: Element, band: string) => void} */
export function speak(form, band) {
  for (const part of form.querySelectorAll("[data-versions]")) {
    part.dataset.usual ??= part.textContent;
    part.textContent = JSON.parse(part.dataset.versions)[band] ?? part.dataset.usual;
  }
  for (const stone of form.querySelectorAll("[data-absent]")) {
    stone.hidden = JSON.parse(stone.dataset.absent).includes(band);
    if (stone.hidden) stone.querySelector("input").checked = false;
  }
}

/** A random id, made when a child starts. `randomUUID` needs https, this does not.
 * @type {() => string} */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
