// Explore changes at once with what is chosen. Without this, there is the button.

const place = document.querySelector("[data-explore]");

/* Read the page of another choice, and put it where this one stands. */
async function show(address) {
  const answer = await fetch(address).catch(() => null);
  if (!answer?.ok || answer.redirected) {
    window.location.assign(address); // logged out meanwhile, or no network: the browser says so
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const next = page.querySelector("[data-explore]");
  if (!next) return;
  const at = document.activeElement?.id;
  const open = place.querySelector(".choosing__more")?.open;
  place.replaceChildren(...next.childNodes);
  if (open) place.querySelector(".choosing__more")?.setAttribute("open", "");
  if (at) document.getElementById(at)?.focus();
  window.history.replaceState(null, "", address);
  place.querySelector("[data-status]").textContent = said();
}

/* What is read out once something else is shown. */
function said() {
  const titles = [...place.querySelectorAll(".told__question, .told__finding h3")];
  return titles.map((title) => title.textContent.trim()).join(". ");
}

/* Copy a sentence with what was asked and when; where the browser keeps that to itself, mark it to be copied by hand. */
async function copy(button) {
  const words = document.getElementById(button.dataset.copy);
  const told = `${words.textContent.trim()} (${button.dataset.source})`;
  const copied = await navigator.clipboard?.writeText(told).then(
    () => true,
    () => false,
  );
  if (copied) {
    button.textContent = "Copied";
    return;
  }
  window.getSelection().selectAllChildren(words);
  button.textContent = "Marked: copy it now";
}

place.addEventListener("change", (event) => {
  const form = event.target.form;
  const chosen = new URLSearchParams(new FormData(form));
  show(`${form.action}?${chosen}`);
});
place.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy]");
  if (button) copy(button);
});
