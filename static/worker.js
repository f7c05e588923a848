// Comfort for the workers' pages. Every page works without it.

import { initAll } from "./govuk-frontend-6.6.0.min.js";

const EVERY = 5000;

document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
initAll();

/* Ask an address for numbers now and then while the page is looked at; `told` says whether to go on. */
function ask(address, told) {
  const timer = window.setInterval(async () => {
    if (document.hidden) return;
    const answer = await fetch(address, { headers: { Accept: "application/json" } }).catch(() => null);
    if (answer?.redirected) window.location.reload(); // logged out meanwhile
    if (!answer?.ok || answer.redirected) return;
    if (!told(await answer.json())) window.clearInterval(timer);
  }, EVERY);
}

/* How many have answered: numbers grow where they stand. */
for (const place of document.querySelectorAll("[data-counts]")) {
  ask(place.dataset.counts, (numbers) => {
    for (const spot of place.querySelectorAll("[data-count]")) {
      const [number, word] = numbers[spot.dataset.count] ?? [];
      if (number === undefined) continue;
      const figure = spot.querySelector("[data-number]");
      if (figure) figure.textContent = number;
      spot.querySelector("[data-word]").textContent = word;
    }
    return true;
  });
}

/* Long work: the bar moves, and the page is read again when it has ended. */
for (const place of document.querySelectorAll("[data-work]")) {
  ask(place.dataset.work, (work) => {
    place.querySelector("progress").value = work.progress;
    place.querySelector("[data-said]").textContent = work.said;
    if (!work.ended) return true;
    window.location.reload();
    return false;
  });
}

/* Handing the device over: once the log-in has ended, the child's page takes this page's place, so
   that Back does not lead here. Where anything else is answered, the form is sent as any other. */
for (const form of document.querySelectorAll("form[data-replace]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const sent = { method: "POST", body: new FormData(form), redirect: "manual" };
    const answer = await fetch(form.action, sent).catch(() => null);
    if (answer?.type === "opaqueredirect") window.location.replace(form.dataset.replace);
    else form.submit();
  });
}

/* A row that is pushed sideways begins with the page one is on. */
for (const here of document.querySelectorAll(".ways [aria-current]")) {
  const row = here.closest("ul");
  row.scrollLeft = here.offsetLeft - (row.clientWidth - here.offsetWidth) / 2;
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.addEventListener("click", () => window.print());
}

/* A banner or a list of faults is read out first. */
document.querySelector(".govuk-notification-banner--success")?.scrollIntoView({ block: "nearest" });
