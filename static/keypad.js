/** Figures to tap below a PIN: an iPad has no keypad of its own. A keyboard works as well. */

/** @type {(key: HTMLElement) => void} */
function press(key) {
  const field = key.closest("form").querySelector(".pin");
  const { figure } = key.dataset;
  field.value = figure ? (field.value + figure).slice(0, field.maxLength) : field.value.slice(0, -1);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Every keypad of the page works; the sixth figure of one `atOnce` is as good as its button.
 * @type {(atOnce: HTMLFormElement) => void} */
export function begin(atOnce) {
  document.addEventListener("click", (event) => {
    const key = event.target.closest(".keys button");
    if (key) press(key);
  });
  atOnce.addEventListener("input", ({ target }) => {
    if (target.value.length === target.maxLength) atOnce.requestSubmit();
  });
}
