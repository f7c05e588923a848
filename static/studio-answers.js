/**
 * Writing answers one after the other: Enter goes on to the next, and makes one after the last.
 */

let made = false;

/** @type {() => HTMLInputElement[]} */
const fields = () => [...document.querySelectorAll("#answers .answer__text input[type=text]")];

document.addEventListener("keydown", (event) => {
  const all = fields();
  const at = all.indexOf(/** @type {HTMLInputElement} */ (event.target));
  if (event.key !== "Enter" || at < 0 || event.isComposing) return;
  event.preventDefault();
  if (at + 1 < all.length) all[at + 1].focus();
  else document.getElementById("option-add")?.click();
});

document.addEventListener("click", (event) => {
  if (event.target instanceof Element && event.target.closest("#option-add")) made = true;
});

document.addEventListener("studio:kept", () => {
  const last = fields().at(-1);
  if (made && last && !last.value) {
    made = false;
    last.focus();
  }
});
