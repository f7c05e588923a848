/** Keeps the reasons on the page for publishing, as soon as each is written. */

const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-keep]"));

/** Send what is written so far, to be kept and no more. */
async function keep() {
  const given = new FormData(form ?? undefined);
  given.set("act", "keep");
  const accept = { Accept: "application/json" };
  try {
    await fetch(form?.dataset.keep ?? "", { method: "POST", body: given, headers: accept, keepalive: true });
  } catch {
    // Without a network it stays on the page, and comes with the button.
  }
}

form?.addEventListener("change", keep);
