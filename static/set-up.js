/**
 * Setting a tablet up, once: the secret of the worker's code and the PIN become a token that can
 * send envelopes and fetch packs, and nothing else. The secret leaves the address at once.
 */
import { forget, write } from "./about.js";
import { here, part, say, show } from "./places.js";
import { kept } from "./pin.js";
import { home, iPad } from "./ready.js";

let secret = "";

/** @type {(given?: string) => void} */
export function open(given = "") {
  secret = given;
  part("typed").hidden = Boolean(secret);
  part("set-up").reset();
  say("set-up-said", "");
  if (secret && iPad() && !home()) {
    part("letters").replaceChildren(...fours(secret));
    show("home-first");
  } else {
    show("set-up");
  }
}

/** Go on in the browser of an iPad. */
export const allTheSame = () => show("set-up");

/** @type {(letters: string) => HTMLElement[]} as they stand on the worker's page */
function fours(letters) {
  return letters.match(/.{1,4}/g).map((four) => {
    const span = document.createElement("span");
    span.textContent = four;
    return span;
  });
}

/** @type {(pin: string) => Promise<{status: number, said: any}>} */
async function ask(pin) {
  const response = await fetch("/tablet/enrol", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ secret, pin }),
    credentials: "omit",
    cache: "no-store",
    redirect: "error",
  });
  return { status: response.status, said: await response.json() };
}

const PLACES = { pin: "The PIN", secret: "That code" };

/** What the service said was wrong, in its own words.
 * @type {(said: any) => string} */
const wrong = (said) =>
  (said.faults ?? [])
    .map((fault) => `${PLACES[fault.place] ?? fault.place} ${fault.wrong} ${fault.do}`)
    .join(" ") || "That did not work. Please try again.";

/** @type {(said: any, pin: string) => Promise<void>} */
async function keep({ token, tablet, until, event }, pin) {
  const { id, kind, name: label, colour } = tablet;
  for (const row of ["now", "refused", "tries", "asked"]) await forget(row);
  await write({ name: "tablet", token, id, kind, label, colour, until, event, ...(await kept(pin)) });
  await navigator.storage?.persist?.();
}

/** @type {(pin: string) => Promise<string>} what went wrong, or nothing */
async function enrol(pin) {
  if (!secret) return "Type the set-up letters.";
  if (!/^\d{6}$/.test(pin)) return "The PIN has six figures.";
  let answer;
  try {
    answer = await ask(pin);
  } catch {
    return "No answer. Setting up needs Wi-Fi. Please try again.";
  }
  if (answer.status !== 201 || !answer.said.token) return wrong(answer.said);
  try {
    await keep(answer.said, pin);
  } catch {
    return "This tablet could not keep it: is this a private window, or is the tablet full?";
  }
  return "";
}

/** Whether it is set up; the page goes on where it is.
 * @type {(done: () => void) => void} */
export function begin(done) {
  part("set-up").addEventListener("submit", async (event) => {
    event.preventDefault();
    const form = event.target;
    const button = form.querySelector(".main");
    if (!part("typed").hidden) secret = form.querySelector("#letters").value.replace(/\s/g, "");
    button.disabled = true;
    say("set-up-said", "One moment…");
    const problem = await enrol(form.querySelector(".pin").value.trim());
    button.disabled = false;
    say("set-up-said", problem);
    if (problem.includes("PIN")) form.querySelector(".pin").value = "";
    if (problem) return form.querySelector(problem.includes("letters") ? "#letters" : ".pin").focus();
    secret = "";
    form.reset();
    if (here() === "set-up") done();
  });
}
