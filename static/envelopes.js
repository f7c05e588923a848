/**
 * Envelopes on this tablet. The one that is being filled is a draft; once closed it waits in the
 * outbox, never changes again and goes only when its receipt is there. Nobody can open either.
 *
 * @typedef {{id: string, key_id: string, n: number, sealed: string, event: string}} Envelope
 *   n counts the envelopes of an event on this tablet, so that one that is missing is missed
 * @typedef {{event: string, last: number, free: number[]}} Count
 */
import { asked, database } from "./database.js";

/** A piece of work on the stores. */
export const run = database("voice-envelopes", { draft: "id", outbox: "id", count: "event" });

/** What tells other tabs that a record is being written. */
const lock = (id) => `record-${id}`;

/** Be the one who writes a record, for as long as this page lives.
 * @type {(id: string) => Promise<void>} */
export const hold = (id) =>
  new Promise((held) => {
    navigator.locks.request(lock(id), () => {
      held();
      return new Promise(() => {});
    });
  });

/** Which numbers an event has given out; nothing where it has given none.
 * @type {(event: string) => Promise<Count | undefined>} */
export const count = (event) => run("readonly", (store) => asked(store("count").get(event)));

/** The number the next envelope gets: one that came back, or the one after the last.
 * @type {(count?: Count) => number} */
export const next = (count) => count?.free[0] ?? (count?.last ?? 0) + 1;

/** Give out a number, unless another tab just did.
 * @type {(store: (name: string) => IDBObjectStore, row: Envelope) => Promise<boolean>} */
async function take(store, { event, n }) {
  const found = await asked(store("count").get(event));
  if (next(found) !== n) return false;
  const [last, free] = [found?.last ?? 0, found?.free ?? []];
  store("count").put({ event, last: Math.max(last, n), free: free.filter((other) => other !== n) });
  return true;
}

/** Overwrite a draft, or close it for good. The first time its number is taken with it. False
 * where nothing was done: the number was gone, or the draft begun is not here any more.
 * @type {(row: Envelope, begun: boolean, closed: boolean) => Promise<boolean>} */
export const keep = (row, begun, closed) =>
  run("readwrite", async (store) => {
    const ours = begun ? await asked(store("draft").count(row.id)) : await take(store, row);
    if (!ours) return false;
    if (closed) {
      store("outbox").add(row);
      store("draft").delete(row.id);
    } else store("draft").put(row);
    return true;
  });

/** Nothing is left of a draft, and its number is free again.
 * @type {(id: string) => Promise<void>} */
export const throwAway = (id) =>
  run("readwrite", async (store) => {
    const row = await asked(store("draft").get(id));
    if (!row) return;
    const found = await asked(store("count").get(row.event));
    store("draft").delete(id);
    store("count").put({ ...found, free: [...found.free, row.n].sort((a, b) => a - b) });
  });

/** @type {(id: string) => Promise<Envelope | undefined>} */
export const draft = (id) => run("readonly", (store) => asked(store("draft").get(id)));

/** Close the drafts that nobody writes any more: a page that was left, a battery that died. */
export async function adopt() {
  const drafts = await run("readonly", (store) => asked(store("draft").getAllKeys()));
  for (const id of drafts) {
    await navigator.locks.request(lock(id), { ifAvailable: true }, (free) => free && close(id));
  }
}

/** @type {(id: string) => Promise<void>} */
const close = (id) =>
  run("readwrite", async (store) => {
    const row = await asked(store("draft").get(id));
    if (!row) return;
    store("outbox").add(row);
    store("draft").delete(id);
  });

/** @type {() => Promise<Envelope[]>} */
export const waiting = () => run("readonly", (store) => asked(store("outbox").getAll()));

/** How many of an event are on this tablet, closed or not.
 * @type {(event: string) => Promise<number>} */
export const unsent = (event) =>
  run("readonly", async (store) => {
    const rows = [store("draft"), store("outbox")].map((all) => asked(all.getAll()));
    return (await Promise.all(rows)).flat().filter((row) => row.event === event).length;
  });

/** Envelopes whose receipts are here.
 * @type {(ids: string[]) => Promise<void>} */
export const forget = (ids) =>
  run("readwrite", (store) => {
    for (const id of ids) {
      store("outbox").delete(id);
      store("draft").delete(id);
    }
  });

/** The drafts and the counts, and whether one is of use: its event is one of these, or something
 * of it is on this tablet. */
async function kept(store, events) {
  const all = ["draft", "outbox", "count"].map((name) => asked(store(name).getAll()));
  const [drafts, closed, rows] = await Promise.all(all);
  const here = [...drafts, ...closed].map((row) => row.event);
  const wanted = new Set(events && [...events, ...here]);
  return { drafts, rows, used: ({ event }) => !events || wanted.has(event) };
}

/** What was given out for each event, and which of it is no envelope: free again, or open still.
 * Where events are named, of those alone and of what has something on this tablet.
 * @typedef {Record<string, {last: number, not: number[], open: number[]}>} Counts
 * @type {(events?: string[]) => Promise<Counts>} */
export const counts = (events) =>
  run("readonly", async (store) => {
    const { drafts, rows, used } = await kept(store, events);
    const found = {};
    for (const { event, last, free } of rows.filter(used)) {
      const open = drafts.filter((draft) => draft.event === event).map((draft) => draft.n);
      found[event] = { last, not: free, open };
    }
    return found;
  });

/** Forget what was given out for any but these events, where nothing of it is on this tablet.
 * @type {(events: string[]) => Promise<void>} */
export const tidy = (events) =>
  run("readwrite", async (store) => {
    const { rows, used } = await kept(store, events);
    for (const row of rows) if (!used(row)) store("count").delete(row.event);
  });
