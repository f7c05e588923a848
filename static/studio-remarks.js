/**
 * How the open question reads for a child, said while it is typed, before it is kept.
 */
import { put } from "./studio-morph.js";
import "./studio-answers.js";
import "./studio-pictures.js";

const SOON = 300;
let timer = 0;
let asking = new AbortController();

/** Ask how it reads with what stands in the form now; what was asked before does not matter any more.
 * @type {(form: HTMLFormElement) => Promise<void>} */
async function look(form) {
  asking.abort();
  asking = new AbortController();
  const given = { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } };
  const got = await fetch(form.dataset.look, { ...given, signal: asking.signal }).catch(() => null);
  const told = got?.ok && !got.redirected ? await got.json().catch(() => null) : null;
  if (told && form.isConnected) put(told.parts, 0);
}

/** @type {(event: Event) => void} */
function typed({ target }) {
  const form = target instanceof Element ? target.closest("form[data-look]") : null;
  if (!form) return;
  window.clearTimeout(timer);
  timer = window.setTimeout(() => look(/** @type {HTMLFormElement} */ (form)), SOON);
}

document.addEventListener("input", typed);
/* What was kept comes with its own remarks: an older look must not take their place. */
document.addEventListener("studio:at", () => asking.abort());
