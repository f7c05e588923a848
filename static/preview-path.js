/**
 * The way to one question of the page, as a child would go it: what has to be answered so that it
 * is asked, and the steps that lead there.
 *
 * @typedef {import("./rules.js").Rule} Rule
 * @typedef {{answers: [string, string][], at: string}} State  what is tapped and typed, and where
 */
import { walk } from "./record.js";

/** @type {() => HTMLElement[]} */
const screens = () => [...document.querySelectorAll("[data-screen]")];
/** @type {() => HTMLElement | undefined} */
const here = () => screens().find((screen) => !screen.hidden);
/** @type {(input: HTMLElement) => void} */
const say = (input) => input.dispatchEvent(new Event("input", { bubbles: true }));
const TAPS = ["radio", "checkbox"];

/** What stands on the page now.
 * @type {() => State | null} */
export function state() {
  const form = document.querySelector("#survey");
  if (!form || !here()) return null;
  const fields = [...form.querySelectorAll("input:not([type=hidden]), textarea")];
  const said = fields.filter((field) => (TAPS.includes(field.type) ? field.checked : field.value));
  return { answers: said.map((field) => [field.name, field.value]), at: here().id };
}

/** Put answers back on the page; those it has no place for any more are let go.
 * @type {(answers: State["answers"]) => void} */
export function restore(answers) {
  const typed = new Map();
  for (const [name, value] of answers) {
    const fields = [...document.getElementsByName(name)];
    const tap = fields.find((field) => TAPS.includes(field.type) && field.value === value);
    const line = fields.filter((field) => !TAPS.includes(field.type))[typed.get(name) ?? 0];
    if (tap) tap.checked = true;
    else if (line) {
      line.value = value;
      typed.set(name, (typed.get(name) ?? 0) + 1);
    }
    if (tap || line) say(tap ?? line);
  }
}

/** Go to a screen, on or back. Gives what was answered for it on the way, as pairs of question and
 * answer; null where no answers lead there.
 * @type {(id: string) => [string, string][] | null} */
export function go(id) {
  const all = screens();
  const to = all.find((screen) => screen.id === id) ?? all[0];
  const because = open(to, all);
  for (let n = 0; n < all.length && here() !== to; n += 1) {
    const way = all.indexOf(here()) < all.indexOf(to) ? "on" : "back";
    const before = here();
    before.querySelector(`[data-go=${way}]`)?.click();
    if (here() === before) break;
  }
  return here() === to ? because : null;
}

/** Answer what has to be answered so that a screen is shown, and say what that was.
 * @type {(to: HTMLElement, all: HTMLElement[]) => [string, string][]} */
function open(to, all) {
  const before = all.slice(0, all.indexOf(to));
  /** @type {Map<HTMLElement, string>} */
  const answered = new Map();
  meet(JSON.parse(to.dataset.showIf ?? "null"), before, answered);
  return before.filter((screen) => answered.has(screen)).map((screen) => [heading(screen), answered.get(screen)]);
}

/** Whether a rule is true with what is answered on the screens before.
 * @type {(rule: Rule | null, before: HTMLElement[]) => boolean} */
function holds(rule, before) {
  const probe = { dataset: { showIf: JSON.stringify(rule) } };
  return walk([...before, probe], new Set(before)).shown.includes(probe);
}

/** Make a rule true, where it is not.
 * @type {(rule: Rule | null, before: HTMLElement[], answered: Map<HTMLElement, string>) => void} */
function meet(rule, before, answered) {
  if (holds(rule, before)) return;
  if (rule.not) return meet(opposite(rule.not), before, answered);
  const parts = rule.all ?? rule.any?.slice(0, 1);
  if (parts) return parts.forEach((part) => meet(part, before, answered));
  const screen = before.find((one) => one.dataset.item === rule.item);
  if (!screen) return;
  // A question that is not asked itself is not answered by anything.
  meet(JSON.parse(screen.dataset.showIf ?? "null"), before.slice(0, before.indexOf(screen)), answered);
  answered.set(screen, answer(screen, rule));
}

/** @type {(rule: Rule) => Rule} */
function opposite(rule) {
  if (rule.not) return rule.not;
  if (rule.all) return { any: rule.all.map(opposite) };
  if (rule.any) return { all: rule.any.map(opposite) };
  const { item } = rule;
  if (rule.was_answered !== undefined) return { item, was_answered: !rule.was_answered };
  return rule.is_not === undefined
    ? { item, is_not: rule.is ?? rule.includes }
    : { item, includes: rule.is_not };
}

/** Answer one question as a rule wants it; the answer in words.
 * @type {(screen: HTMLElement, rule: Rule) => string} */
function answer(screen, rule) {
  const taps = [...screen.querySelectorAll(".stone input, .pass input")];
  const wanted = rule.is ?? rule.includes;
  if (rule.is_not !== undefined) return set(taps.find((tap) => tap.value === rule.is_not), false);
  if (rule.was_answered === false) return set(taps.find((tap) => tap.name === "pass"), true);
  if (wanted !== undefined) return set(taps.find((tap) => tap.value === wanted), true);
  const field = screen.querySelector("textarea, input[type=text]");
  if (!field) return set(taps[0], true);
  field.value = "…";
  say(field);
  return "…";
}

/** @type {(tap: HTMLInputElement | undefined, on: boolean) => string} */
function set(tap, on) {
  if (!tap) return "";
  tap.checked = on;
  say(tap);
  const words = tap.closest("label").textContent.trim();
  return on ? words : `anything but ${words}`;
}

/** @type {(screen: Element) => string} */
const heading = (screen) => screen.querySelector("h1").textContent.trim();
