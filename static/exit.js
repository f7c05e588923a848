/**
 * “Exit this page”, on a phone of one’s own: the page is blank at once, and a harmless one takes
 * its place. Nothing typed is kept or sent, and neither Back nor Forward leads here again.
 * Without this script the button is a plain link. It comes before the page’s own script, so that
 * it hears everything first.
 */

const PRESSES = 3;
/** Milliseconds in which the presses of Escape belong together. */
const TOGETHER = 3000;
/** An address of ours that leads straight out again. */
const OUT = "/exit";
/** What the page’s own script would do something about. */
const HEARD = ["beforeunload", "popstate", "online", "voice:again", "pageshow", "keydown"];

const button = document.querySelector("a.exit");
let pressed = [];
/** Where to, once somebody has left. */
let away = "";

/** Nothing on this page acts any more: no clock, no request, nobody who listens. */
function end() {
  for (let timer = Number(setTimeout(() => {})); timer > 0; timer -= 1) clearTimeout(timer);
  stop();
  document.documentElement.className = "";
  document.documentElement.replaceChildren();
}

let gone = false;

function go() {
  if (!gone) location.replace(away);
  gone = true;
}

function leave() {
  away = button.href;
  document.querySelector("form")?.reset();
  end();
  if (history.state === null) return go();
  // The page stands twice in the history: the later one is made to lead out too.
  history.replaceState(null, "", OUT);
  history.back();
  setTimeout(go, 500);
}

for (const name of HEARD) {
  addEventListener(name, (event) => {
    if (!away) return;
    event.stopImmediatePropagation();
    if (name === "popstate") go();
  });
}

button.addEventListener("click", (event) => {
  event.preventDefault();
  event.stopPropagation();
  leave();
});

addEventListener("keydown", (event) => {
  if (event.repeat) return;
  const now = performance.now();
  pressed = event.key === "Escape" ? [...pressed.filter((at) => now - at < TOGETHER), now] : [];
  if (pressed.length >= PRESSES) leave();
});
