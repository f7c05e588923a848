/**
 * Envelopes on their way. One leaves the tablet only on a JSON receipt with its own id and the
 * digest of its own bytes; whatever else comes back, or nothing, and it stays.
 *
 * @typedef {import("./envelopes.js").Envelope} Envelope
 * @typedef {"none" | "sent" | "later" | "refused"} Outcome  none: nothing waited; sent: nothing
 *   waits any more
 */
import { forget as strike, packs, read, write } from "./about.js";
import { adopt, counts as given, forget, tidy, waiting } from "./envelopes.js";
import { digest, post } from "./send.js";

const MOST = 50;
const LETTERS = 190000;
const MINUTE = 60000;
const PATIENCE = 30000;
/** How many go at once: fewer on a line that could not carry more. */
let most = MOST;
let token = "";
/** The events that wait for word from this tablet, as far as the service told. */
let awaited = [];
/** Whether the service waits for word of an event that it was just told nothing of. */
let learnt = false;

/** The next envelopes that go together: those of one event.
 * @type {(rows: Envelope[]) => Envelope[]} */
function batch(rows) {
  let letters = 0;
  const tooMuch = (row, n) => n === most || (letters += row.sealed.length + 150) > LETTERS;
  const end = rows.findIndex((row, n) => row.event !== rows[0].event || tooMuch(row, n));
  return rows.slice(0, end < 0 ? rows.length : Math.max(1, end));
}

/** Those of the envelopes whose receipts are right.
 * @type {(rows: Envelope[], said: any) => Promise<string[]>} */
async function received(rows, said) {
  const ids = [];
  for (const { id, sealed } of rows) {
    const hash = await digest(sealed);
    if (said.receipts.some((one) => one?.id === id && one.hash === hash)) ids.push(id);
  }
  return ids;
}

/** What the tablet may know of a reply: how many receipts, when, and how wrong its clock is. */
async function note(receipts, date) {
  const off = Date.parse(date) - Date.now();
  if (off || off === 0) await write({ name: "clock", off });
  if (receipts) await write({ name: "last", receipts, at: Date.now() + (off || 0) });
  await strike("refused");
  new BroadcastChannel("voice").postMessage("delivered");
}

/** The events this tablet has packs of, and these.
 * @type {(events: string[]) => Promise<string[]>} */
const use = async (events) => [...(await packs()).map((pack) => pack.event.id), ...events];

/** Which numbers were given out at every event this tablet could be used at, or that waits for it:
 * none is told, too, so that nobody waits for envelopes that never were.
 * @type {() => Promise<import("./envelopes.js").Counts>} */
async function told() {
  awaited = (await read("awaited"))?.events ?? awaited;
  const named = await use(awaited);
  const found = await given(named);
  for (const event of named) found[event] ??= { last: 0, not: [], open: [] };
  return found;
}

/** Keep which events wait for word from this tablet, also of those whose packs are gone. What was
 * counted for others, which are complete, goes. */
async function remember(events, counts) {
  if (!Array.isArray(events)) return;
  awaited = events;
  learnt ||= events.some((event) => counts && !(event in counts));
  await write({ name: "awaited", events });
  await tidy(await use(events));
}

/** Send some. Where the server finds fault with them all, they are sent in halves: one that is
 * bad keeps no other back. Returns the ids that arrived; fails where it makes no sense to go on.
 * @type {(rows: Envelope[]) => Promise<string[]>} */
async function send(rows) {
  const records = rows.map(({ id, key_id, n, sealed }) => ({ id, key_id, n, sealed }));
  const counts = await told().catch(() => undefined);
  const body = JSON.stringify({ event: rows[0]?.event, records, counts });
  const head = { Authorization: `Bearer ${token}` };
  const { status, said, date } = await post("/c/sync", body, head, PATIENCE).catch((error) => {
    most = Math.ceil(most / 4);
    throw error;
  });
  if (status === 200 && Array.isArray(said?.receipts)) {
    const ids = await received(rows, said);
    await forget(ids).catch(() => {});
    await note(ids.length, date).catch(() => {});
    await remember(said.awaited, counts).catch(() => {});
    most = Math.min(MOST, most * 4);
    return ids;
  }
  if (!Array.isArray(said?.faults) || status === 503) throw new Error("later");
  if (status === 401) {
    await write({ name: "refused", at: Date.now() }).catch(() => {});
    throw new Error("refused");
  }
  if (rows.length < 2) return [];
  const half = rows.length >> 1;
  return [...(await send(rows.slice(0, half))), ...(await send(rows.slice(half)))];
}

/** Whether this tablet is somebody to the server. What was known is kept should the store fail. */
async function known() {
  token = (await read("tablet").catch(() => null))?.token ?? token;
  return Boolean(token);
}

/** @type {() => Promise<Outcome>} */
async function all() {
  if (!(await known())) return "later";
  let rows = (await waiting()).sort((one, other) => (one.event < other.event ? -1 : 1));
  const many = rows.length;
  let left = many;
  learnt = false;
  if (!many) await send([]);
  while (rows.length) {
    const now = batch(rows);
    left -= (await send(now)).length;
    rows = rows.slice(now.length);
  }
  if (learnt) await send([]);
  if (!many) return "none";
  return left ? "later" : "sent";
}

/** Try once to deliver all that waits. Where another tab is at it this one takes its turn, or,
 * when it is `modest`, leaves it to that one.
 * @type {(modest?: boolean) => Promise<Outcome>} */
export async function deliver(modest = false) {
  try {
    await adopt();
    const turn = { ifAvailable: modest };
    return await navigator.locks.request("deliver", turn, (mine) => (mine ? all() : "later"));
  } catch (error) {
    return error.message === "refused" ? "refused" : "later";
  }
}

/** Whether the service knows this tablet and answers. Fails where it does not.
 * @type {() => Promise<boolean>} */
export const reached = async () => (await known()) && Boolean(await send([]));

/** Deliver one envelope that could not be stored.
 * @type {(row: Envelope) => Promise<boolean>} */
export const deliverThis = async (row) => (await known()) && (await send([row])).length > 0;

/** Try now, when there is a network again, when somebody looks and every minute; more seldom,
 * down to every five minutes, while it fails. Returns what tries at once.
 * @type {() => () => Promise<void>} */
export function keepTrying() {
  let timer;
  let pause = MINUTE;
  const go = async () => {
    const outcome = await deliver(true);
    clearTimeout(timer);
    const well = ["none", "sent"].includes(outcome);
    if (well) pause = MINUTE;
    timer = setTimeout(go, pause);
    if (!well) pause = Math.min(2 * pause, 5 * MINUTE);
  };
  addEventListener("online", go);
  document.addEventListener("visibilitychange", () => document.hidden || go());
  go();
  return go;
}
