/**
 * Together: what a group calls out is written on cards, in columns. Each card is on the disk before
 * it shows. Who said it, and when, is nowhere: the order here is of this page only.
 */
import { soon } from "./carry.js";
import { here, made, part, say, show } from "./places.js";
import { LONGEST, add, cards, change } from "./together.js";

/** @typedef {import("./together.js").Card} Card */

/** @type {import("./together.js").Gathering} */
let at;
/** @type {import("./together.js").Board} */
let board;
/** The column that is written in. */
let chosen = "";
/** @type {Card[]} what is shown, the newest of this page first */
let shown = [];
/** The cards of this page, in the order they came. */
let own = [];
/** @type {Card | undefined} the card whose menu is open */
let card;
/** The card that was just written: it alone moves. */
let fresh = "";
/** What “Bring it back” undoes. @type {Card[]} */
let before = [];

// What is shown

/** Those of this page come first, the newest on top; the others by their words.
 * @type {(one: Card, other: Card) => number} */
const inOrder = (one, other) =>
  own.indexOf(other.id) - own.indexOf(one.id) || one.words.localeCompare(other.words);

/** @type {(n: number) => string} */
const many = (n) => `${n} card${n === 1 ? "" : "s"}`;

/** @type {(column: {id: string}) => Card[]} */
const inColumn = ({ id }) => shown.filter(({ item }) => item === id);

/** Write the board anew; what is typed and where somebody is stay as they are. */
export async function draw() {
  if (here() !== "board" || !board) return;
  const all = await cards(at.event.id, board.survey);
  shown = all.filter(({ words }) => words).sort(inOrder);
  const focused = document.activeElement?.dataset?.key;
  part("board-stones").replaceChildren(...board.columns.map(stone));
  part("board-columns").replaceChildren(...board.columns.map(columnOf));
  part("board-columns").dataset.many = String(board.columns.length);
  fresh = "";
  part("board-tip").hidden = shown.length === 0;
  say("board-question", board.columns.find(({ id }) => id === chosen).text);
  if (focused) document.querySelector(`[data-key="${focused}"]`)?.focus({ preventScroll: true });
}

/** @type {(column: {id: string, text: string}, n: number) => HTMLElement} */
function stone(column, n) {
  const button = made("board-stone", String(n + 1), ` ${column.text} (${many(inColumn(column).length)})`);
  return choice(button, `stone-${column.id}`, column.id);
}

/** @type {(button: HTMLElement, key: string, id: string) => HTMLElement} */
function choice(button, key, id) {
  button.setAttribute("aria-pressed", String(id === chosen));
  Object.assign(button.dataset, { key, column: id });
  return button;
}

/** @type {(column: {id: string, text: string}) => HTMLElement} */
function columnOf(column) {
  const found = inColumn(column);
  const element = made("board-column", column.text, found.length ? many(found.length) : "");
  element.classList.toggle("chosen", column.id === chosen);
  choice(element.querySelector("button"), `column-${column.id}`, column.id);
  element.querySelector("ul").replaceChildren(...found.map(cardOf));
  element.querySelector("[data-none]").hidden = found.length > 0;
  return element;
}

/** @type {(card: Card) => HTMLElement} */
function cardOf({ id, words, starred }) {
  const element = made("board-card", words);
  const [open, star] = element.querySelectorAll("button");
  Object.assign(open.dataset, { key: `card-${id}`, card: id });
  Object.assign(star.dataset, { key: `star-${id}`, star: id });
  star.setAttribute("aria-pressed", String(starred));
  star.setAttribute("aria-label", `Star: ${words}`);
  element.classList.toggle("starred", starred);
  element.classList.toggle("fresh", id === fresh);
  return element;
}

// Writing

/** What was typed, as one line. @type {(text: string) => string} */
const line = (text) => text.trim().replace(/\s+/g, " ");

/** From here on it is told how many letters are left. */
const NEAR = 160;

/** @type {(letters: number) => string} */
function leftWords(letters) {
  if (letters < NEAR) return "";
  const more = LONGEST - letters;
  if (more >= 0) return `${more} letter${more === 1 ? "" : "s"} left`;
  return `Too long for one card: ${-more} letter${more === -1 ? "" : "s"} too many. Make two cards of it.`;
}

/** What is typed is never cut off: somebody sees that it is too long, where they type.
 * @type {(name: "board" | "card") => void} */
function left(name) {
  const { length } = line(part(name === "board" ? "board-box" : "card-text").value);
  say(`${name}-left`, leftWords(length));
  part(`${name}-left`).classList.toggle("over", length > LONGEST);
}

async function write() {
  const box = part("board-box");
  const words = line(box.value);
  box.focus();
  if (!words || words.length > LONGEST) return;
  box.value = "";
  left("board");
  const of = { event: at.event.id, survey: board.survey, item: chosen, words };
  try {
    fresh = (await add(of)).id;
    own.push(fresh);
  } catch (error) {
    box.value = words;
    left("board");
    throw error;
  }
  told("");
  await draw();
  soon();
}

/** Change cards, show it and send it; what they were can be brought back where `words` say so.
 * @type {(changes: Record<string, Partial<Card>>, words?: string) => Promise<void>} */
async function changed(changes, words = "") {
  const were = await change(changes);
  before = words ? were : [];
  part("card-menu").close();
  told(words);
  await draw();
  // The card that had the focus may be gone.
  if (words && document.activeElement === document.body) part("board-undo").focus({ preventScroll: true });
  soon();
}

/** @type {(words: string) => void} */
function told(words) {
  say("board-told", words);
  part("board-strip").hidden = !words;
  if (!words) before = [];
}

/** @type {() => Promise<void>} */
async function undo() {
  const back = before.map(({ id, words, item, starred }) => [id, { words, item, starred }]);
  await changed(Object.fromEntries(back));
  document.querySelector(`[data-card="${back[0][0]}"]`)?.focus();
}

// One card

/** @type {(id: string) => void} */
function menu(id) {
  card = shown.find((one) => one.id === id);
  if (!card) return;
  say("card-words", card.words);
  part("card-move").hidden = board.columns.length < 2;
  part("card-join").hidden = shown.length < 2;
  step("card-first");
  part("card-menu").showModal();
}

/** One thing at a time. @type {(name: string) => void} */
function step(name) {
  for (const one of part("card-menu").querySelectorAll("[data-step]")) one.hidden = one.dataset.step !== name;
  say("card-said", "");
}

/** @type {(text: string) => void} */
function keep(text) {
  const words = line(text);
  if (!words) return say("card-said", "A card needs words. You can take it away, too.");
  if (words.length > LONGEST) return part("card-text").focus();
  changed({ [card.id]: { words } }).catch(trouble);
}

/** Two cards in one; the other one is taken away.
 * @type {(other: Card) => void} */
function join(other) {
  const words = joined(card.words, other.words);
  if (words.length > LONGEST) return say("card-said", "Together they are too long for one card.");
  const starred = card.starred || other.starred;
  changed({ [card.id]: { words, starred }, [other.id]: { words: "" } }, "Two cards are one now.").catch(trouble);
}

/** @type {(one: string, other: string) => string} */
export function joined(one, other) {
  if (one.toLowerCase() === other.toLowerCase()) return one;
  return /[.!?]$/.test(one) ? `${one} ${other}` : `${one.replace(/[,;]$/, "")}; ${other}`;
}

/** @type {(name: string, choices: HTMLElement[]) => void} */
function list(name, choices) {
  part(`${name}-list`).replaceChildren(...choices);
  step(name);
}

/** @type {(words: string, then: () => void) => HTMLElement} */
function picked(words, then) {
  const button = made("card-pick", words);
  button.addEventListener("click", then);
  return button;
}

/** What each button of the menu does.
 * @type {Record<string, () => void>} */
const DO = {
  change() {
    step("card-change");
    part("card-text").value = card.words;
    left("card");
    part("card-text").focus();
  },
  keep: () => keep(part("card-text").value),
  move() {
    const others = board.columns.filter(({ id }) => id !== card.item);
    const to = (id) => () => changed({ [card.id]: { item: id } }, "The card has moved.").catch(trouble);
    list("card-to", others.map(({ id, text }) => picked(text, to(id))));
  },
  join() {
    const others = shown.filter(({ id }) => id !== card.id);
    const near = (one) => Number(one.item !== card.item);
    others.sort((one, other) => near(one) - near(other));
    list("card-with", others.map((other) => picked(other.words, () => join(other))));
  },
  away: () => changed({ [card.id]: { words: "" } }, "The card is taken away.").catch(trouble),
  shut: () => part("card-menu").close(),
};

// The place

const trouble = () => show("trouble");

/** @type {(id: string) => Promise<void>} */
async function choose(id) {
  chosen = id;
  await draw();
}

/** @type {(event: MouseEvent) => void} */
function tapped({ target }) {
  const { column, card: id, star, act } = target.closest("button")?.dataset ?? {};
  if (column) choose(column).catch(trouble);
  if (id) menu(id);
  if (star) changed({ [star]: { starred: !shown.find((one) => one.id === star).starred } }).catch(trouble);
  if (act) DO[act]();
}

/** Enter writes the card: one hand on the keyboard is enough.
 * @type {(box: HTMLElement, then: () => void) => void} */
function onEnter(box, then) {
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    then();
  });
}

let wired = false;

function wire() {
  if (wired) return;
  wired = true;
  const place = document.querySelector("[data-place=board]");
  place.addEventListener("click", tapped);
  part("board-form").addEventListener("submit", (event) => {
    event.preventDefault();
    write().catch(trouble);
  });
  part("board-undo").addEventListener("click", () => undo().catch(trouble));
  part("board-box").addEventListener("input", () => left("board"));
  part("card-text").addEventListener("input", () => left("card"));
  onEnter(part("board-box"), () => part("board-form").requestSubmit());
  onEnter(part("card-text"), DO.keep);
  new BroadcastChannel("voice").addEventListener("message", ({ data }) => {
    if (data === "together") draw().catch(() => {});
  });
}

/** Show a board, at its first column or where it was left.
 * @type {(gathering: import("./together.js").Gathering, survey: string) => Promise<void>} */
export async function open(gathering, survey) {
  const found = gathering.boards.find((one) => one.survey === survey) ?? gathering.boards[0];
  if (board?.survey !== found.survey || at?.event.id !== gathering.event.id) own = [];
  [at, board] = [gathering, found];
  if (!board.columns.some(({ id }) => id === chosen)) chosen = board.columns[0].id;
  wire();
  told("");
  say("board-title", board.title);
  show("board");
  await draw();
  soon();
}
