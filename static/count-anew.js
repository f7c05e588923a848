/**
 * The numbers of a tablet that is another one to the service than before. Nothing more is told of
 * what it sent under its other name; envelopes that are still here keep the numbers they bear.
 */
import { asked } from "./database.js";
import { run } from "./envelopes.js";

/** @typedef {import("./envelopes.js").Count} Count */

/** What is left of the numbers of an event, given those of its envelopes that are here.
 * @type {(count: Count, here: Set<number>) => Count} */
function left({ event, last }, here) {
  const all = Array.from({ length: last }, (_, before) => before + 1);
  return { event, last, free: all.filter((n) => !here.has(n)) };
}

/** Done when it returns; nothing of an envelope is changed. */
export const countAnew = () =>
  run("readwrite", async (store) => {
    const all = ["draft", "outbox"].map((name) => asked(store(name).getAll()));
    const rows = (await Promise.all(all)).flat();
    for (const count of await asked(store("count").getAll())) {
      const own = rows.filter((row) => row.event === count.event);
      if (own.length) store("count").put(left(count, new Set(own.map((row) => row.n))));
      else store("count").delete(count.event);
    }
  });
