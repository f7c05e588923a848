/**
 * What a tablet knows of itself: who it is, which event it asks at, which packs it has. Nothing
 * here is an answer, nothing tells one child from another.
 *
 * @typedef {{name: string}} Row  told apart by its name: "tablet", "now", "last", "clock", ...
 * @typedef {{version: string, event: {id: string, name: string, day: string}}} Pack
 */
import { asked, database } from "./database.js";

const run = database("voice-tablet", { about: "name", packs: "version" });

/** @type {(name: string) => Promise<Row & Record<string, any> | undefined>} */
export const read = (name) => run("readonly", (store) => asked(store("about").get(name)));

/** Returns when the row is on the disk.
 * @type {(row: Row & Record<string, any>) => Promise<void>} */
export const write = (row) => run("readwrite", (store) => void store("about").put(row));

/** @type {(name: string) => Promise<void>} */
export const forget = (name) => run("readwrite", (store) => void store("about").delete(name));

/** Write a row as it is now, changed; nothing comes between the look and the write.
 * @type {(name: string, changed: (row: Record<string, any> | undefined) => Record<string, any>) =>
 *   Promise<Row & Record<string, any>>} */
export const change = (name, changed) =>
  run("readwrite", async (store) => {
    const row = { ...changed(await asked(store("about").get(name))), name };
    store("about").put(row);
    return row;
  });

/** The packs that are whole on this tablet, by day.
 * @type {() => Promise<Pack[]>} */
export async function packs() {
  const all = await run("readonly", (store) => asked(store("packs").getAll()));
  return all.sort((one, other) => (one.event.day < other.event.day ? -1 : 1));
}

/** @type {(pack: Pack) => Promise<void>} */
export const addPack = (pack) => run("readwrite", (store) => void store("packs").put(pack));

/** @type {(version: string) => Promise<void>} */
export const dropPack = (version) =>
  run("readwrite", (store) => void store("packs").delete(version));
