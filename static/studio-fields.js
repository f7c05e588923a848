/**
 * Fields of the studio: what stands in each, what the server has of it, and what is not kept yet.
 * What the server has is what the page says by itself: the field's default.
 */

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field */

/** What the server has taken, where it made something else of it. @type {WeakMap<Field, string>} */
const settled = new WeakMap();
/** @typedef {"kept" | "refused" | "beside"} How beside: kept beside what somebody else did */
/** What is just being answered. @type {WeakMap<Field, {value: string, how: How}>} */
const answered = new WeakMap();
/** The version a field was typed from, where somebody else has changed it since.
 * @type {WeakMap<Field, number>} */
export const bases = new WeakMap();

const WRITTEN = new Set(["text", "textarea"]);

/** What had the focus when the page began to change. @type {Element | null} */
let held = null;
export const hold = (/** @type {Element | null} */ element) => (held = element);

/** @type {(node: Node) => boolean} */
export const isField = (node) => node.name?.startsWith?.("f:") && node.type !== "hidden";
const isTick = (/** @type {Field} */ field) => field.type === "checkbox" || field.type === "radio";

/** What stands in it. @type {(field: Field) => string} */
export function valueOf(field) {
  return isTick(field) ? (field.checked ? field.value : "") : field.value;
}

/** What the page says of it. @type {(field: Field) => string} */
export function keptOf(field) {
  if (isTick(field)) return field.defaultChecked ? field.value : "";
  if (!(field instanceof HTMLSelectElement)) return field.defaultValue;
  return (field.querySelector("option[selected]") ?? field.options[0])?.value ?? "";
}

/** Whether something stands in it that the server has not. @type {(field: Field) => boolean} */
export function waits(field) {
  const value = valueOf(field);
  if (field.type === "radio" && !field.checked) return false;
  return value !== keptOf(field) && value !== settled.get(field);
}

/** Every field of a page that waits. @type {(place: ParentNode) => Field[]} */
export function waiting(place) {
  return [...place.querySelectorAll("[name^='f:']")].filter((one) => isField(one) && waits(one));
}

/** Say what became of what was sent. @type {(field: Field, value: string, how: How) => void} */
export const answer = (field, value, how) => answered.set(field, { value, how });

/**
 * Bring a field up to date after the page said something new of it, without taking away what is
 * being typed. `typed` and `was`: what stood in it and what the page said before.
 * @type {(field: Field, to: Field, typed: string, was: string, version: number) => void}
 */
export function renew(field, to, typed, was, version) {
  const now = keptOf(to);
  const ours = answered.get(field);
  answered.delete(field);
  if (ours) {
    settled.set(field, ours.value);
    if (ours.how !== "beside" || typed === ours.value) bases.delete(field);
    else bases.set(field, bases.get(field) ?? version);
    return put(field, stays(field, typed, ours) ? typed : now);
  }
  const open = typed !== was && typed !== settled.get(field) && field.type !== "radio";
  if (!open) {
    if (now !== was) settled.delete(field);
    return put(field, now === was && typed === settled.get(field) ? typed : now);
  }
  if (now !== was && now !== typed && !bases.has(field)) bases.set(field, version);
  put(field, typed);
}

/**
 * Whether what is typed stays, though the page says something else: somebody types on, it was
 * refused, or the words differ by a blank at their end.
 * @type {(field: Field, typed: string, ours: {value: string, how: How}) => boolean}
 */
function stays(field, typed, { value, how }) {
  if (typed !== value || how === "refused") return true;
  return how === "kept" && field === held && WRITTEN.has(field.type);
}

/** @type {(field: Field, value: string) => void} */
function put(field, value) {
  if (isTick(field)) field.checked = value !== "";
  else if (field.value !== value) write(field, value);
}

/** Put words in, the caret where it was. @type {(field: Field, value: string) => void} */
function write(field, value) {
  const caret = field === document.activeElement && WRITTEN.has(field.type) ? field.selectionStart : null;
  field.value = value;
  if (caret !== null) field.setSelectionRange(caret, caret);
}
