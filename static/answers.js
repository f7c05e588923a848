/** What a tap on one answer does to the others, and to what stands around them. */

/** The strip that names a person comes with an answer that may be a worry. It stands in the foot.
 * @type {(strip: HTMLElement, screen: Element) => void} */
export function offer(strip, screen) {
  const before = strip.hidden;
  const worry = screen.querySelector("[data-worry]:checked");
  strip.hidden = !worry;
  if (before && worry) uncover(worry.closest(".stone"), screen);
}

/** Where the foot grew over the answer, scroll so far that it is seen, but keep the question.
 * @type {(stone: Element, screen: Element) => void} */
function uncover(stone, screen) {
  const room = 32; // the wave
  const foot = screen.querySelector(".foot").getBoundingClientRect().top - room;
  const under = stone.getBoundingClientRect().bottom - foot;
  const above = screen.querySelector("h1").getBoundingClientRect().top;
  if (under > 0) scrollBy(0, above > 0 ? Math.min(under, above) : under);
}

/** "I'd rather not say" and "I don't know" stand alone; words once written are left as they are.
 * @type {(screen: Element, changed: HTMLInputElement) => void} */
export function settle(screen, changed) {
  const alone = (input) => input.name === "pass" || input.value === "_dont-know";
  for (const input of screen.querySelectorAll("input:checked")) {
    if (input !== changed && (alone(input) || alone(changed))) input.checked = false;
  }
}

/** The words, and the answers, that an age is shown.
 * @type {(form: Element, band: string) => void} */
export function speak(form, band) {
  for (const part of form.querySelectorAll("[data-versions]")) {
    part.dataset.usual ??= part.textContent;
    part.textContent = JSON.parse(part.dataset.versions)[band] ?? part.dataset.usual;
  }
  for (const stone of form.querySelectorAll("[data-absent]")) {
    stone.hidden = JSON.parse(stone.dataset.absent).includes(band);
    if (stone.hidden) stone.querySelector("input").checked = false;
  }
}
