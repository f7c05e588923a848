/** Dragging questions in the outline: an extra beside the buttons that move them. */

/** @type {(place: HTMLElement, press: (value: string) => void) => void} */
export function drag(place, press) {
  /** @type {HTMLElement | null} */
  let held = null;
  const rowAt = (event) => event.target.closest?.("[data-row]");

  place.addEventListener("pointerdown", (event) => {
    const row = rowAt(event);
    if (row && event.pointerType === "mouse") row.draggable = true;
  });
  place.addEventListener("dragstart", (event) => {
    held = rowAt(event);
    if (!held) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", "");
    held.classList.add("outline__row--held");
  });
  place.addEventListener("dragover", (event) => {
    const row = rowAt(event);
    if (!held || !row) return;
    event.preventDefault();
    mark(place, row === held ? null : row, below(event, row));
  });
  place.addEventListener("drop", (event) => {
    const row = rowAt(event);
    if (!held || !row || row === held) return;
    event.preventDefault();
    const to = target(held, row, below(event, row));
    press(JSON.stringify({ what: "move", item: held.dataset.row, given: { to } }));
  });
  place.addEventListener("dragend", () => {
    held?.classList.remove("outline__row--held");
    held = null;
    mark(place, null, false);
  });
}

/** @type {(event: DragEvent, row: HTMLElement) => boolean} */
function below(event, row) {
  const { top, height } = row.getBoundingClientRect();
  return event.clientY > top + height / 2;
}

/** Where it comes to stand, counted from one. @type {(held: HTMLElement, row: HTMLElement, after: boolean) => number} */
function target(held, row, after) {
  const from = Number(held.dataset.number);
  const onto = Number(row.dataset.number) + (after ? 1 : 0);
  return from < onto ? onto - 1 : onto;
}

/** @type {(place: HTMLElement, row: HTMLElement | null, after: boolean) => void} */
function mark(place, row, after) {
  for (const one of place.querySelectorAll("[data-drop]")) one.removeAttribute("data-drop");
  if (row) row.dataset.drop = after ? "after" : "before";
}
