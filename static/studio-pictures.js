/**
 * Choosing a picture by looking at all there are. Each list stays underneath and is what is kept.
 */

const dialog = document.createElement("dialog");
dialog.className = "pictures";
dialog.setAttribute("aria-labelledby", "pictures-title");
document.body.append(dialog);

/** @type {(name: string, more?: object, inside?: (Node | string)[]) => HTMLElement} */
function element(name, more = {}, inside = []) {
  const made = Object.assign(document.createElement(name), more);
  made.append(...inside);
  return made;
}

/** One picture to tap. @type {(option: HTMLOptionElement) => HTMLElement} */
function tile(option) {
  const { src } = option.dataset;
  const seen = src
    ? element("img", { src, alt: "", width: 64, height: 64, loading: "lazy" })
    : element("span", { className: "pictures__none" });
  const button = element("button", { type: "button", value: option.value, className: "pictures__one" });
  if (option.selected) button.setAttribute("aria-current", "true");
  button.append(seen, element("span", {}, [option.text]));
  return element("li", {}, [button]);
}

/** @type {(name: string, options: Iterable<HTMLOptionElement>) => Node[]} */
function group(name, options) {
  const list = element("ul", { className: "pictures__list" }, [...options].map(tile));
  return name ? [element("h3", { className: "govuk-heading-s", textContent: name }), list] : [list];
}

/** Show every picture of a list, and take the one that is tapped.
 * @type {(field: HTMLElement) => void} */
function choose(field) {
  const list = /** @type {HTMLSelectElement} */ (field.querySelector("select"));
  const close = element("button", { type: "button", className: "studio-quiet", textContent: "Close" });
  close.addEventListener("click", () => dialog.close());
  const title = element("h2", { id: "pictures-title", className: "govuk-heading-m", textContent: field.dataset.label });
  const loose = [...list.children].filter((one) => one.localName === "option");
  const groups = [...list.querySelectorAll("optgroup")].flatMap((one) => group(one.label, one.children));
  dialog.replaceChildren(element("div", { className: "pictures__head" }, [title, close]), ...group("", loose), ...groups);
  dialog.onclick = (event) => event.target === dialog && dialog.close();
  dialog.querySelectorAll(".pictures__one").forEach((one) => {
    one.addEventListener("click", () => take(list, field, one));
  });
  dialog.showModal();
  dialog.querySelector("[aria-current]")?.focus();
}

/** @type {(list: HTMLSelectElement, field: HTMLElement, chosen: HTMLButtonElement) => void} */
function take(list, field, chosen) {
  list.value = chosen.value;
  dialog.close();
  const seen = field.querySelector(".picture-field__show");
  seen?.replaceChildren(...(chosen.querySelector("img") ? [chosen.querySelector("img").cloneNode()] : ["+"]));
  list.dispatchEvent(new Event("input", { bubbles: true }));
  list.dispatchEvent(new Event("change", { bubbles: true }));
  field.querySelector("button")?.focus();
}

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-choose]") : null;
  if (button) choose(/** @type {HTMLElement} */ (button.closest("[data-picture]")));
});
