/**
 * The packs of coming events: fetched by themselves, every file checked against its digest, all
 * of a pack or nothing of it. A pack never changes; a newer one lies beside it until the worker
 * takes it up, so that nobody who answers notices.
 *
 * @typedef {{url: string, sha256: string, bytes: number}} File
 * @typedef {import("./about.js").Pack & {files: File[], installed: string}} Pack
 */
import { addPack, change, dropPack, forget, packs, read, write } from "./about.js";
import { dayOf } from "./days.js";
import { unsent } from "./envelopes.js";
import { over } from "./events.js";

const EVERY = 15 * 60_000;
const AGAIN = 60_000;
/** Files on their way at a time. */
const LOT = 8;

/** @type {(version: string) => string} */
const cacheOf = (version) => `pack-${version}`;

/** @type {(pack: Pack, file: File) => string} */
const address = (pack, file) =>
  new URL(file.url, `${location.origin}/tablet/packs/${pack.version}/`).href;

/** @type {(response: Response, sha256: string) => Promise<boolean>} */
async function same(response, sha256) {
  const bytes = await crypto.subtle.digest("SHA-256", await response.clone().arrayBuffer());
  const hex = [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return response.ok && hex === sha256;
}

/** @type {(url: string, token: string) => Promise<Response>} */
const get = (url, token) =>
  fetch(url, {
    cache: "no-store",
    credentials: "omit",
    redirect: "error",
    headers: url.includes("/tablet/") ? { Authorization: `Bearer ${token}` } : {},
  });

/** A file as it should be: one that is here already, or a new one. Throws for any other.
 * @type {(url: string, sha256: string, token: string) => Promise<Response>} */
async function checked(url, sha256, token) {
  const here = await caches.match(url, { ignoreVary: true });
  if (here && (await same(here, sha256))) return here;
  const fresh = await get(url, token);
  if (!(await same(fresh, sha256))) throw new Error(`${url} is not what it should be`);
  return fresh;
}

/** The files of a pack that are missing, or altered where `closely`; an altered one is dropped, so
 * that it is fetched again.
 * @type {(pack: Pack, closely?: boolean) => Promise<File[]>} */
export async function missing(pack, closely = false) {
  const cache = await caches.open(cacheOf(pack.version));
  const found = await Promise.all(
    pack.files.map(async (file) => {
      const here = await cache.match(address(pack, file), { ignoreVary: true });
      if (here && closely && !(await same(here, file.sha256))) {
        return cache.delete(address(pack, file), { ignoreVary: true });
      }
      return !here;
    }),
  );
  return pack.files.filter((_, n) => found[n]);
}

/** Put a pack on this tablet, or what is missing of it. Throws where one file is not to be had;
 * then nothing has changed. */
async function install(pack, { token, id }, at) {
  const cache = await caches.open(cacheOf(pack.version));
  try {
    for (let from = 0; from < pack.files.length; from += LOT) {
      await Promise.all(
        pack.files.slice(from, from + LOT).map(async (file) => {
          const url = address(pack, file);
          await cache.put(url, await checked(url, file.sha256, token));
        }),
      );
    }
  } catch (error) {
    const known = (await packs()).some((other) => other.version === pack.version);
    if (!known) await caches.delete(cacheOf(pack.version));
    throw error;
  }
  await addPack({ ...pack, installed: dayOf(at), at, tablet: id });
}

/** Whether a pack is here, or now is. The service knows that it is from being asked for it, so a
 * tablet that was set up anew asks again.
 * @type {(listed: {version: string}, tablet: Record<string, any>, at: number) =>
 *   Promise<boolean>} */
async function take(listed, tablet, at) {
  try {
    const known = (await packs()).find((pack) => pack.version === listed.version);
    const here = known?.tablet === tablet.id ? known : undefined;
    if (here && !(await missing(here)).length) return true;
    const asked = () => get(`/tablet/packs/${listed.version}.json`, tablet.token);
    const pack = here ?? (await (await asked()).json());
    if (pack.version !== listed.version) return false;
    await install(pack, tablet, at);
    return true;
  } catch {
    return false;
  }
}

/** Old packs go: those a newer one of the same event has replaced, and those of events that the
 * service names no longer, as they are over or cancelled, with nothing left to send. The one that
 * is used now stays. */
async function tidy(listed) {
  const now = await read("now");
  const here = await packs();
  for (const pack of here) {
    const { event, version } = pack;
    if (version === now?.version || listed.some((other) => other.version === version)) continue;
    const newer = listed.find((other) => other.event.id === event.id)?.version;
    const replaced = here.some((other) => other.version === newer);
    const gone = !newer && !(await unsent(event.id));
    if (!replaced && !gone) continue;
    await dropPack(version);
    await caches.delete(cacheOf(version));
  }
}

/** No pack is here any more: this is another tablet now, which has to ask for its own. */
export async function dropAll() {
  for (const { version } of await packs()) {
    await dropPack(version);
    await caches.delete(cacheOf(version));
  }
}

/** The list of packs as the service has it, and its clock; null where the service did not answer.
 * @type {(token: string) => Promise<{status: number, said: any, at: number} | null>} */
async function ask(token) {
  try {
    const response = await get("/tablet/packs.json", token);
    const at = Date.parse(response.headers.get("Date") ?? "") || Date.now();
    return { status: response.status, said: await response.json(), at };
  } catch {
    return null;
  }
}

/** @typedef {"fresh" | "faulty" | "away" | "refused" | "none"} Outcome
 * fresh: every pack is here; faulty: one could not be taken, what was here stays in use; away: no
 * answer; refused: this tablet was taken off the list; none: it has no packs of its own */

/** @type {() => Promise<Outcome>} */
async function round() {
  const tablet = await read("tablet");
  if (tablet?.kind !== "tablet") return "none";
  const answer = await ask(tablet.token);
  if (answer?.status === 401 && answer.said.faults) {
    await write({ name: "refused", at: answer.at });
    return "refused";
  }
  if (answer?.status !== 200 || !Array.isArray(answer.said.packs)) return "away";
  return takeAll(answer.said, tablet, answer.at);
}

/** @type {(said: any, tablet: Record<string, any>, at: number) => Promise<Outcome>} */
async function takeAll(said, tablet, at) {
  const { name, colour } = said.tablet;
  const listed = said.packs;
  await forget("refused");
  await write({ name: "clock", off: at - Date.now() });
  await change("tablet", (row) => ({ ...row, label: name, colour }));
  const faulty = [];
  for (const one of listed) if (!(await take(one, tablet, at))) faulty.push(one.event.name);
  const events = listed.map((one) => one.event.id);
  await write({ name: "asked", day: dayOf(at), at, events, faulty });
  await tidy(listed);
  return faulty.length ? "faulty" : "fresh";
}

/** One round at a time, in whatever tab. Tells the other pages when it is over.
 * @type {() => Promise<Outcome>} */
export async function refresh() {
  const outcome = await navigator.locks.request("packs", round);
  const news = new BroadcastChannel("voice");
  news.postMessage("packs");
  news.close();
  return outcome;
}

/** From a child's page to the app, which knows what to say, once nothing is asked at its event any
 * more; but only while `quiet`. Whether it was left.
 * @type {(quiet: () => boolean, event?: string) => Promise<boolean>} */
async function leave(quiet, event) {
  const left = Boolean(event) && (await over(event).catch(() => false)) && quiet();
  if (left) location.replace("/tablet/#app");
  return left;
}

/** Look for packs at the start, when the network or the page is back, and every quarter of an
 * hour, or every minute until it went well; but only while `quiet`. A child's page of an `event` is
 * left when that is over.
 * @type {(quiet?: () => boolean, event?: string) => void} */
export function keepFresh(quiet = () => true, event) {
  let timer;
  const look = async () => {
    clearTimeout(timer);
    timer = setTimeout(look, AGAIN);
    if (!navigator.locks || document.hidden || !quiet() || (await leave(quiet, event))) return;
    const outcome = await refresh().catch(() => "away");
    if (await leave(quiet, event)) return;
    clearTimeout(timer);
    timer = setTimeout(look, ["away", "faulty"].includes(outcome) ? AGAIN : EVERY);
  };
  if (event) setInterval(() => document.hidden || leave(quiet, event), AGAIN);
  addEventListener("online", look);
  document.addEventListener("visibilitychange", look);
  look();
}
