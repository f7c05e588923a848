/**
 * Writing answers one after the other: Enter goes on to the next, and makes one after the last.
 * A list that is pasted becomes an answer a line.
 */

const MOST = 12;

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

/** Add an answer, as a button of the form would. @type {(form: HTMLFormElement, text: string) => void} */
function add(form, text) {
  const button = document.createElement("button");
  Object.assign(button, { name: "op", hidden: true });
  button.value = JSON.stringify({ what: "add-option", item: form.dataset.item, given: { text } });
  form.append(button);
  form.requestSubmit(button);
  button.remove();
}

document.addEventListener("paste", (event) => {
  const field = /** @type {HTMLInputElement} */ (event.target);
  const all = fields();
  if (!all.includes(field) || field.value || !document.getElementById("option-add")) return;
  const lines = (event.clipboardData?.getData("text") ?? "").split(/\r?\n/).map((one) => one.trim()).filter(Boolean);
  if (lines.length < 2) return;
  event.preventDefault();
  field.value = lines[0];
  field.dispatchEvent(new Event("input", { bubbles: true }));
  for (const line of lines.slice(1, 1 + MOST - all.length)) add(field.form, line);
});
