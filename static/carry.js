/**
 * Cards and messages on their way, and what other devices wrote on the same board on its way here.
 * Only the service’s own words are believed: a hall’s Wi-Fi also answers 200, and 401.
 *
 * @typedef {"done" | "later" | "refused" | "late"} Outcome  late: the event was closed before
 */
import { read } from "./about.js";
import { post } from "./send.js";
import { arrived, gathering, leaving, merge, news, outward, tidy, waiting } from "./together.js";

/** Cards in one post. */
const MOST = 40;
const MINUTE = 60_000;

/** @type {(path: string, body: object) => Promise<{status: number, said: any}>} */
async function ask(path, body) {
  const token = (await read("tablet"))?.token;
  if (!token) throw new Error("nobody");
  return post(path, JSON.stringify(body), { Authorization: `Bearer ${token}` });
}

/** What a reply means where it is not what was hoped for.
 * @type {(reply: {status: number, said: any}) => Outcome | "faulty"} */
function meaning({ status, said }) {
  if (!Array.isArray(said?.faults)) return "later";
  return { 400: "faulty", 401: "refused", 404: "late", 409: "late" }[status] ?? "later";
}

/** Send some cards of one board. Those it finds fault with keep no other back: they go in halves.
 * @type {(event: string, survey: string, rows: import("./together.js").Card[]) =>
 *   Promise<Outcome>} */
async function send(event, survey, rows) {
  await leaving(rows);
  const reply = await ask("/tablet/board", { event, survey, cards: rows.map(outward) });
  if (reply.status === 200 && Array.isArray(reply.said?.cards)) {
    if (await merge(event, survey, reply.said.cards, rows)) news();
    return "done";
  }
  const meant = meaning(reply);
  if (meant !== "faulty") return meant;
  if (rows.length < 2) return "done";
  const half = rows.length >> 1;
  const first = await send(event, survey, rows.slice(0, half));
  return first === "done" ? send(event, survey, rows.slice(half)) : first;
}

/** The boards that are to be asked for: those with cards that wait, and those that are open here.
 * @type {(cards: import("./together.js").Card[]) =>
 *   Promise<Map<string, {event: string, survey: string, rows: any[]}>>} */
async function boards(cards) {
  const found = new Map();
  const of = (event, survey) => {
    const name = `${event} ${survey}`;
    if (!found.has(name)) found.set(name, { event, survey, rows: [] });
    return found.get(name);
  };
  for (const card of cards) of(card.event, card.survey).rows.push(card);
  const open = await gathering();
  for (const { survey } of open?.boards ?? []) of(open.event.id, survey);
  return found;
}

/** @type {(message: import("./together.js").Message) => Promise<Outcome>} */
async function say(message) {
  const { event, id, words, signed } = message;
  const reply = await ask("/tablet/message", { event, id, words, signed });
  const known = ["stored", "already"].includes(reply.said?.outcome);
  if (reply.status === 200 && reply.said.id === id && known) {
    await arrived(message);
    news();
    return "done";
  }
  const meant = meaning(reply);
  return meant === "faulty" ? "done" : meant;
}

/** @type {() => Promise<Outcome>} */
async function all() {
  const { cards, messages } = await waiting();
  const ended = [];
  for (const { event, survey, rows } of (await boards(cards)).values()) {
    for (let from = 0; from === 0 || from < rows.length; from += MOST) {
      ended.push(await send(event, survey, rows.slice(from, from + MOST)));
    }
  }
  for (const message of messages) ended.push(await say(message));
  await tidy();
  return ended.find((one) => one !== "done") ?? "done";
}

/** Try once to bring everything to the service, and the other devices’ cards here. One page at a
 * time.
 * @type {() => Promise<Outcome>} */
export const carry = () => navigator.locks.request("together", all).catch(() => "later");

/** Whether somebody asked for a try while one was under way. */
let again = false;
let busy = false;

/** Try now; changes that come meanwhile go with one more try. */
export async function soon() {
  again = true;
  if (busy) return;
  busy = true;
  while (again) {
    again = false;
    await carry();
  }
  busy = false;
}

let trying = false;

/** Try now, when there is a network again, when somebody looks, and every minute. Begun once. */
export function keepCarrying() {
  if (trying) return;
  trying = true;
  addEventListener("online", soon);
  document.addEventListener("visibilitychange", () => document.hidden || soon());
  setInterval(soon, MINUTE);
  soon();
}
