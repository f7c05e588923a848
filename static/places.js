/** The places of the app on a tablet: one is shown at a time, and what is written in them. */

/** @type {(name: string) => HTMLElement} */
export const part = (name) => document.querySelector(`[data-part="${name}"]`);

/** @type {() => string | undefined} */
export const here = () => document.querySelector("[data-place]:not([hidden])")?.dataset.place;

/** @type {(name: string) => void} */
export function show(name) {
  for (const place of document.querySelectorAll("[data-place]")) {
    place.hidden = place.dataset.place !== name;
  }
  scrollTo(0, 0);
  document.querySelector("[data-place]:not([hidden]) h1").focus({ preventScroll: true });
}

/** @type {(name: string, words: string) => void} */
export function say(name, words) {
  part(name).textContent = words;
}

/** @type {(name: string, words: string, more?: string) => HTMLElement} a part made anew */
export function made(name, words, more = "") {
  const from = document.querySelector(`[data-template="${name}"]`);
  const element = from.content.firstElementChild.cloneNode(true);
  element.querySelector("[data-words]").textContent = words;
  element.querySelector("[data-more]").textContent = more;
  return element;
}

/** A button of a list, which leads on.
 * @type {(words: string, more: string, then: () => void) => HTMLElement} */
export function pick(words, more, then) {
  const button = made("choice", words, more);
  button.addEventListener("click", then);
  return button;
}
