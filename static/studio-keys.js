/** Quick keys of the studio. Each does what a link or a button does that can be seen. */

/** @type {(place: HTMLElement, open: (address: string) => void, press: (value: string) => void) => void} */
export function keys(place, open, press) {
  place.querySelector(".studio-keys").hidden = false;
  document.addEventListener("keydown", (event) => {
    const act = wanted(event);
    if (!act) return;
    const target = place.querySelector(act);
    event.preventDefault();
    if (!target || target.getAttribute("aria-disabled") === "true") return;
    const address = target.dataset.open || target.href;
    if (address) open(address);
    else press(target.value);
  });
}

const WRITES = "input:not([type=checkbox], [type=radio]), textarea, select";

/** The link or button that a key stands for. @type {(event: KeyboardEvent) => string} */
function wanted(event) {
  const { key, altKey, shiftKey } = event;
  if (altKey && !event.ctrlKey && !event.metaKey) return ofAlt(key, shiftKey);
  if (!(event.ctrlKey || event.metaKey) || event.target.closest(WRITES)) return "";
  if (key.toLowerCase() === "z") return shiftKey ? "#studio-redo" : "#studio-undo";
  return key.toLowerCase() === "y" ? "#studio-redo" : "";
}

/** @type {(key: string, shift: boolean) => string} */
function ofAlt(key, shift) {
  if (key === "ArrowUp") return shift ? ".outline__row--open [id^=up-]" : before();
  if (key === "ArrowDown") return shift ? ".outline__row--open [id^=down-]" : after();
  return key.toLowerCase() === "n" && !shift ? "#outline-add" : "";
}

const rows = () => [...document.querySelectorAll("#studio-outline [data-open]")];
const here = () => rows().findIndex((one) => one.hasAttribute("aria-current"));

/** @type {(at: number) => string} */
const idOf = (at) => (rows()[at] ? `#${CSS.escape(rows()[at].id)}` : "");
const before = () => idOf(here() - 1);
const after = () => idOf(here() + 1);
