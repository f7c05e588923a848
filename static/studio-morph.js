/**
 * Put new HTML in place of old, changing no more than differs: what has the focus keeps it, what
 * is being typed stays, what was opened stays open.
 */
import { hold, isField, keptOf, renew, valueOf } from "./studio-fields.js";

/**
 * Change the elements that have these ids. `version`: that of the page before.
 * @type {(parts: Record<string, string>, version: number) => void}
 */
export function put(parts, version) {
  const focus = remember();
  hold(document.activeElement);
  for (const [id, html] of Object.entries(parts)) {
    const old = document.getElementById(id);
    const next = parsed(html);
    if (!old || !next) continue;
    if (old.dataset.openAt !== next.dataset.openAt) old.replaceWith(document.importNode(next, true));
    else morph(old, next, version);
  }
  focus();
}

/** @type {(html: string) => HTMLElement | null} */
function parsed(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  return /** @type {HTMLElement | null} */ (holder.content.firstElementChild);
}

/** What has the focus, to give it back. @type {() => () => void} */
function remember() {
  const active = /** @type {HTMLInputElement} */ (document.activeElement);
  const { id } = active;
  const caret = "selectionStart" in active ? [active.selectionStart, active.selectionEnd] : null;
  return () => {
    if (document.activeElement === active) return;
    const again = active.isConnected ? active : id ? document.getElementById(id) : null;
    again?.focus({ preventScroll: true });
    if (again && caret && caret[0] !== null) again.setSelectionRange?.(...caret);
  };
}

/** @type {(from: Element, to: Element, version: number) => void} */
function morph(from, to, version) {
  if (from.hasAttribute("data-keep")) return;
  const field = isField(from);
  const typed = field ? valueOf(from) : "";
  const was = field ? keptOf(from) : "";
  attributes(from, to);
  children(from, to, version);
  if (field) renew(from, to, typed, was, version);
}

/** @type {(from: Element, to: Element) => void} */
function attributes(from, to) {
  const stays = from.localName === "details" ? "open" : "";
  for (const { name } of [...from.attributes]) {
    if (name !== stays && !to.hasAttribute(name)) from.removeAttribute(name);
  }
  for (const { name, value } of to.attributes) {
    if (name !== stays && from.getAttribute(name) !== value) from.setAttribute(name, value);
  }
}

/** @type {(from: Element, to: Element, version: number) => void} */
function children(from, to, version) {
  const named = new Map([...from.children].filter(({ id }) => id).map((one) => [one.id, one]));
  const stay = new Set([...to.children].map(({ id }) => id).filter(Boolean));
  let place = from.firstChild;
  for (const next of [...to.childNodes]) {
    const match = matching(next, place, named);
    if (!match) {
      from.insertBefore(document.importNode(next, true), place);
      continue;
    }
    place = past(place, match, stay);
    if (match === place) place = place.nextSibling;
    else from.insertBefore(match, place);
    if (match.nodeType === Node.ELEMENT_NODE) morph(match, next, version);
    else if (match.nodeValue !== next.nodeValue) match.nodeValue = next.nodeValue;
  }
  while (place) {
    const gone = place;
    place = place.nextSibling;
    gone.remove();
  }
}

/**
 * Take out what stands before a node and does not stay, so that the node itself is not moved: what
 * is moved loses the focus.
 * @type {(place: Node | null, match: Node, stay: Set<string>) => Node | null}
 */
function past(place, match, stay) {
  let here = place;
  while (here && here !== match && !stay.has(here.id)) {
    const gone = here;
    here = here.nextSibling;
    gone.remove();
  }
  return here;
}

/** The old node that a new one stands for. @type {(next: Node, place: Node | null, named: Map<string, Element>) => Node | null} */
function matching(next, place, named) {
  if (next.id) {
    const found = named.get(next.id);
    return found?.nodeName === next.nodeName ? found : null;
  }
  if (!place || place.id || place.nodeName !== next.nodeName) return null;
  return place.name === next.name ? place : null;
}
