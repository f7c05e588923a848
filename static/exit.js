/**
 * “Exit this page”, on a phone of one’s own: the page is blank at once, and a harmless one takes
 * its place. Nothing typed is kept or sent, and neither Back nor Forward leads here again.
 * Without this script the button is a plain link.
 */

const PRESSES = 3;
/** Milliseconds in which the presses of Escape belong together. */
const TOGETHER = 3000;
/** An address of ours that leads straight out again. */
const OUT = "/exit";

const button = document.querySelector("a.exit");
let pressed = [];

/** Nothing on this page acts any more: no clock, no request, nobody who listens. */
function end() {
  for (let timer = Number(setTimeout(() => {})); timer > 0; timer -= 1) clearTimeout(timer);
  for (const name of ["beforeunload", "popstate", "online", "voice:again", "pageshow", "keydown"]) {
    addEventListener(name, (event) => event.stopImmediatePropagation(), { capture: true });
  }
  stop();
}

/** @type {(address: string) => void} */
function leave(address) {
  document.querySelector("form")?.reset();
  const go = () => location.replace(address);
  // The page may stand twice in the history. The later one is made to lead out too.
  const twice = history.state !== null;
  if (twice) addEventListener("popstate", go, { capture: true });
  end();
  document.documentElement.className = "";
  document.documentElement.replaceChildren();
  if (!twice) return go();
  history.replaceState(null, "", OUT);
  history.back();
  setTimeout(go, 500);
}

button?.addEventListener("click", (event) => {
  event.preventDefault();
  event.stopImmediatePropagation();
  leave(button.href);
});

addEventListener(
  "keydown",
  (event) => {
    if (event.repeat) return;
    const now = performance.now();
    pressed = event.key === "Escape" ? [...pressed.filter((at) => now - at < TOGETHER), now] : [];
    if (button && pressed.length >= PRESSES) leave(button.href);
  },
  { capture: true },
);
