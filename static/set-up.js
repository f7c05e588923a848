/**
 * Setting a tablet up, once: the secret of the worker's code and the PIN become a token that can
 * send envelopes and fetch packs, and nothing else. The secret leaves the address at once.
 *
 * A tablet that is one of ours can be set up again without its own PIN, which may be forgotten: the
 * new code's PIN is proof enough, and until the service has taken it nothing here changes.
 */
import { forget, read, write } from "./about.js";
import { countAnew } from "./count-anew.js";
import { waiting } from "./envelopes.js";
import { dropAll } from "./packs.js";
import { here, made, part, say, show } from "./places.js";
import { kept } from "./pin.js";
import { home, iPad } from "./ready.js";

let secret = "";

/** @type {(given?: string) => Promise<void>} */
export async function open(given = "") {
  secret = given;
  part("typed").hidden = Boolean(secret);
  part("set-up").reset();
  say("set-up-said", "");
  const again = await tellBefore();
  if (secret && !again && iPad() && !home()) {
    part("letters").replaceChildren(...fours(secret));
    show("home-first");
  } else {
    show("set-up");
  }
}

/** Say whose tablet this is already and what waits on it; whether it is one. */
async function tellBefore() {
  const tablet = await read("tablet").catch(() => null);
  const again = tablet?.kind === "tablet";
  part("set-up-back").hidden = !again;
  const waits = again && stays((await waiting()).length);
  const words = `${waits} To set it up again you need a new code and the PIN of that code.`;
  part("before").replaceChildren(
    ...(again ? [made("note", `This is ${tablet.label} already.`, words)] : []),
  );
  return again;
}

/** @type {(n: number) => string} */
function stays(n) {
  if (!n) return "No envelope waits on it.";
  return n === 1 ? "1 envelope waits on it and stays." : `${n} envelopes wait on it and stay.`;
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

/** With the token it had before the same tablet stays the same to the service.
 * @type {(pin: string) => Promise<{status: number, said: any}>} */
async function ask(pin) {
  const before = (await read("tablet").catch(() => null))?.token;
  const response = await fetch("/tablet/enrol", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ secret, pin, before }),
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

/** @type {(said: any, hashed: any) => Promise<void>} */
async function keep({ token, tablet, until, event }, hashed) {
  const { id, kind, name: label, colour } = tablet;
  const other = (await read("tablet"))?.id !== id;
  if (other) await countAnew();
  await write({ name: "tablet", token, id, kind, label, colour, until, event, ...hashed });
  for (const row of ["now", "refused", "tries", "asked"]) await forget(row);
  if (other) await Promise.all([forget("awaited"), dropAll()]);
  await navigator.storage?.persist?.();
}

/** @type {(pin: string) => Promise<string>} what went wrong, or nothing */
async function enrol(pin) {
  if (!secret) return "Type the set-up letters.";
  if (!/^\d{6}$/.test(pin)) return "The PIN has six figures.";
  let answer, hashed;
  try {
    // Once the service has said yes nothing slow comes before it is kept.
    [answer, hashed] = await Promise.all([ask(pin), kept(pin)]);
  } catch {
    return "No answer. Setting up needs Wi-Fi. Please try again.";
  }
  if (answer.status !== 201 || !answer.said.token) return wrong(answer.said);
  try {
    await keep(answer.said, hashed);
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
