/**
 * Cards in piles: dragged with a mouse or pen, or one tap on a card and one on a pile, which is
 * also how a keyboard does it. A card of several themes lies in each of their piles.
 */
import { Decisions } from "./decisions.js";

const TRAY = "?";
/** So far a pointer goes before a press is a drag. */
const FAR = 6;

const board = /** @type {HTMLFormElement} */ (document.querySelector("[data-piles]"));
/** @type {{card: HTMLElement, from: string, x: number, y: number, ghost?: HTMLElement} | undefined} */
let held;
/** A drag has just ended, so the click that follows it means nothing. */
let dragged = false;

const pileOf = (part) => part.closest("[data-pile]");
const copies = (remark) => [...board.querySelectorAll(`[data-remark="${remark}"]`)];
const themesOf = (card) => card.dataset.themes.split(" ").filter(Boolean);

/** The themes of a card that goes from one pile to another.
 * @type {(card: HTMLElement, from: string, to: string) => string[]} */
function moved(card, from, to) {
  const kept = themesOf(card).filter((theme) => theme !== from);
  if (to === TRAY) return kept;
  return to === "" ? [] : [...new Set([...kept, to])];
}

/** @type {(card: HTMLElement, from: string, to: string) => void} */
function move(card, from, to) {
  if (from === to) return;
  const themes = moved(card, from, to);
  const act = themes.length ? "keep" : to === "" ? "none" : "back";
  lay(card, themes, act);
  decisions.add({ remark: card.dataset.remark, act, themes });
}

/** Put a card into each of its piles. @type {(card: HTMLElement, themes: string[], act: string) => void} */
function lay(card, themes, act) {
  const piles = { keep: themes, none: [""], back: [TRAY] }[act];
  card.dataset.themes = themes.join(" ");
  for (const copy of copies(card.dataset.remark)) if (copy !== card) copy.remove();
  const [first, ...others] = piles.map((id) => board.querySelector(`[data-pile="${CSS.escape(id)}"] ul`));
  first.prepend(card);
  for (const list of others) list.prepend(card.cloneNode(true));
  for (const pile of board.querySelectorAll("[data-pile]")) {
    pile.querySelector("[data-number]").textContent = pile.querySelectorAll("[data-remark]").length;
  }
}

/** @type {(card?: HTMLElement) => void} */
function pick(card) {
  const again = held?.card === card;
  held?.card.removeAttribute("data-held");
  held?.card.querySelector("[data-pick]").setAttribute("aria-pressed", "false");
  held = card && !again ? { card, from: pileOf(card).dataset.pile, x: 0, y: 0 } : undefined;
  held?.card.setAttribute("data-held", "");
  held?.card.querySelector("[data-pick]").setAttribute("aria-pressed", "true");
  board.toggleAttribute("data-holding", Boolean(held));
}

/** @type {(pile: HTMLElement) => void} */
function drop(pile) {
  if (!held) return;
  const { card, from } = held;
  pick();
  move(card, from, pile.dataset.pile);
}

board.addEventListener("click", ({ target }) => {
  if (dragged) return (dragged = false);
  const card = target.closest("[data-pick]")?.closest("[data-remark]");
  const pile = target.closest("[data-drop]") ? pileOf(target) : null;
  if (card) pick(card);
  else if (pile) drop(pile);
});

// Dragging

/** @type {(event: PointerEvent) => void} */
function press({ target, pointerType, clientX, clientY, button }) {
  const card = target.closest("[data-pick]")?.closest("[data-remark]");
  dragged = false;
  if (!card || button || pointerType === "touch") return;
  if (held) pick();
  held = { card, from: pileOf(card).dataset.pile, x: clientX, y: clientY };
  document.addEventListener("pointermove", follow);
  document.addEventListener("pointerup", release, { once: true });
  document.addEventListener("pointercancel", release, { once: true });
}

/** @type {(event: PointerEvent) => void} */
function follow({ clientX, clientY }) {
  if (!held) return;
  if (!held.ghost && Math.hypot(clientX - held.x, clientY - held.y) < FAR) return;
  held.ghost ??= lift(held.card);
  held.ghost.style.translate = `${clientX + 8}px ${clientY + 8}px`;
  over(document.elementFromPoint(clientX, clientY)?.closest("[data-pile]"));
}

/** @type {(card: HTMLElement) => HTMLElement} */
function lift(card) {
  const ghost = document.createElement("div");
  ghost.className = "pile__ghost";
  ghost.textContent = card.querySelector("[data-pick]").textContent;
  Object.assign(ghost.style, { left: "0", top: "0" });
  board.append(ghost);
  return ghost;
}

/** @type {(pile?: Element | null) => void} */
function over(pile) {
  for (const one of board.querySelectorAll("[data-over]")) one.removeAttribute("data-over");
  pile?.setAttribute("data-over", "");
}

/** @type {(event: PointerEvent) => void} */
function release({ type, clientX, clientY }) {
  document.removeEventListener("pointermove", follow);
  const { card, from, ghost } = held ?? {};
  held = undefined;
  over();
  if (!ghost) return;
  ghost.remove();
  dragged = true;
  window.setTimeout(() => (dragged = false));
  const pile = type === "pointerup" && document.elementFromPoint(clientX, clientY)?.closest("[data-pile]");
  if (pile) move(card, from, pile.dataset.pile);
}

const decisions = new Decisions(board, board.dataset.piles, document.querySelector("[data-saved]"));
document.querySelector("[data-how]").hidden = false;
board.addEventListener("pointerdown", press);
board.addEventListener("submit", (event) => event.preventDefault());
document.addEventListener("keydown", ({ key }) => key === "Escape" && pick());
