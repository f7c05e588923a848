/**
 * The questions in a frame beside the people who make them. Nothing that is tapped or typed here
 * goes anywhere: the page around the frame is told where one is, and gives it back when the
 * questions have changed.
 */
import { ask } from "./child.js";
import { go, restore, state } from "./preview-path.js";

const framed = parent !== window;
const LONG = 1e9;

/** @type {(what: object) => void} */
const tell = (what) => framed && parent.postMessage({ preview: what }, location.origin);

// Whoever types beside the frame keeps the focus.
const focus = HTMLElement.prototype.focus;
HTMLElement.prototype.focus = function (how) {
  if (document.hasFocus()) focus.call(this, how);
};

// Back belongs to the page around the frame.
history.replaceState("on", "");

/** Nobody is asked here whether they are still there. */
function patient() {
  Object.assign(document.querySelector("#survey").dataset, { idle: LONG, helped: LONG });
}

patient();
ask({
  finish: async () => true,
  async turn(address) {
    tell({ language: address.split("/").at(-1) });
    throw new Error("the page around the frame does it");
  },
});

/** What leads out of the page leads nowhere from here.
 * @type {(event: MouseEvent) => void} */
function stay(event) {
  const link = event.target.closest("a[href]");
  if (!link || link.getAttribute("href").startsWith("#")) return;
  event.preventDefault();
  const language = new URLSearchParams(link.search).get("language");
  if (language) tell({ language });
  if (link.matches(".exit")) event.stopImmediatePropagation();
}

addEventListener("click", stay, { capture: true });
addEventListener(
  "keydown",
  (event) => event.key === "Escape" && event.stopImmediatePropagation(),
  { capture: true },
);

/** Where one is, once the page has done what somebody tapped.
 * @type {(event: Event) => void} */
const told = ({ isTrusted }) => isTrusted && setTimeout(() => tell({ state: state() }));
for (const sign of ["click", "input", "submit"]) document.addEventListener(sign, told);

addEventListener("message", ({ origin, source, data }) => {
  if (origin !== location.origin || source !== parent || !data.show) return;
  const { answers, at } = data.show;
  if (answers) restore(answers);
  const because = go(at ?? "");
  tell({ shown: true, because, state: state() });
});

tell({ ready: true });
