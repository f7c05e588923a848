/** Which event this tablet asks at, and which of its questions: what a worker can pick. */
import { packs, read, write } from "./about.js";

/** The newest pack of each event that the service named when it was asked last: it names none that
 * is over, cancelled or asks nothing any more.
 * @type {() => Promise<any[]>} */
export async function events() {
  const asked = await read("asked");
  const newest = new Map();
  for (const pack of await packs()) {
    const other = newest.get(pack.event.id);
    if (!other || pack.at >= other.at) newest.set(pack.event.id, pack);
  }
  return [...newest.values()].filter((pack) => !asked || asked.events.includes(pack.event.id));
}

/** Whether nothing is asked at an event any more, as far as this tablet heard: the service named it
 * no more when it was asked last, or took the tablet off the list.
 * @type {(event: string) => Promise<boolean>} */
export async function over(event) {
  const asked = await read("asked");
  return Boolean((await read("refused")) || (asked && !asked.events.includes(event)));
}

/** @type {(pack: any, code: string) => string} the child's page */
function pageOf(pack, code) {
  const { pages } = pack.surveys.find((survey) => survey.code === code);
  return `/tablet/packs/${pack.version}/${pages.en}`;
}

/** The child's page, where it can be opened without a network.
 * @type {(pack: any, code: string) => Promise<string | null>} */
async function ready(pack, code) {
  const page = pageOf(pack, code);
  const held = navigator.serviceWorker.controller && (await caches.match(page, { ignoreVary: true }));
  return held ? page : null;
}

/** Ask this from now on. False where its page is not here; then nothing has changed.
 * @type {(pack: any, code: string) => Promise<boolean>} */
export async function start(pack, code) {
  const page = await ready(pack, code);
  if (!page) return false;
  await write({ name: "now", event: pack.event.id, version: pack.version, code });
  location.replace(page);
  return true;
}

/** Straight on to the child's page that was chosen before; whether there is one: what is said
 * together has no page of its own.
 * @type {() => Promise<boolean>} */
export async function resume() {
  const now = await read("now");
  const pack = now?.code && (await packs()).find((one) => one.version === now.version);
  if (!pack || pack.event.day < ((await read("asked"))?.day ?? "")) return false;
  if (await over(pack.event.id)) return false;
  const page = await ready(pack, now.code);
  if (page) location.replace(page);
  return Boolean(page);
}
