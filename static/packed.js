/**
 * The questions on a shared tablet, with or without a network. After each screen the record so
 * far lies on the disk, sealed; at the end its envelope is closed, and delivered when it can be.
 */
import { ask } from "./child.js";
import { deliverThis, keepTrying, reached } from "./deliver.js";
import { count, draft, forget, hold, keep, next, throwAway } from "./envelopes.js";
import { newId } from "./record.js";
import { importKey, seal } from "./seal.js";

const { event, code, keyId: key_id, key } = document.querySelector("#survey").dataset;
const id = newId();
const held = hold(id);
const opened = importKey(JSON.parse(key));
/** The number of the envelope, from the first draft on. */
let n;
let drafted = false;
/** The envelope that is sent although it could not be closed. No other is sent from then on. */
let direct;

/** Once more, where the browser closed the store under our hands.
 * @type {<T>(work: () => Promise<T>) => Promise<T>} */
const twice = (work) => work().catch(work);

async function envelope(said) {
  n ??= next(await count(event).catch(() => undefined));
  const text = JSON.stringify({ id, ...said, code });
  return { id, key_id, n, event, sealed: await seal(await opened, { id, key_id, n }, text) };
}

/** Put what was said on the disk; null where another tab closed this record meanwhile.
 * @type {(said: object, closed: boolean) => Promise<true | null>} */
async function put(said, closed) {
  await held;
  while (!(await keep(await envelope(said), drafted, closed))) {
    if (drafted && (await count(event))) return null;
    // Another tab took the number, or the whole store was wiped.
    drafted = false;
    n = undefined;
  }
  drafted = true;
  return true;
}

/** Send from memory, once the network is there. What lies on the disk under this id must go before:
 * found there later, it would be another record, or the same one with other answers. Where it does
 * not go it is itself what is sent.
 * @type {(said: object) => Promise<boolean>} */
async function send(said) {
  if (!direct) {
    if (!(await reached())) return false;
    const stuck = await twice(() => forget([id])).catch(() => draft(id));
    // A number that nobody was given is missed by nobody.
    if (!drafted) n = 0;
    direct = stuck ?? (await envelope(said));
    if (stuck) document.querySelector("[data-part]").hidden = false;
    document.querySelector("#look [data-go=return]").remove();
  }
  return deliverThis(direct);
}

const tryNow = keepTrying();

const begun = ask({
  rest: 12,
  turn: async (address) => (await import("./language.js")).turn(address),
  screen: async (said) => (direct ? true : twice(() => put(said, false))),
  async finish(said) {
    if (direct) return send();
    const kept = await twice(() => put(said, true));
    tryNow();
    return kept;
  },
  instead(said, wait) {
    wait();
    return send(said);
  },
  async throwAway() {
    // A disk without room for the number that comes back still lets go of the draft.
    await twice(() => throwAway(id)).catch(() => forget([id]));
    return true;
  },
});

// New packs come while nobody answers; what is on this page stays, unless its event is over.
import("./packs.js").then(({ keepFresh }) => keepFresh(() => !begun(), event));

// The way to the worker's screen leaves nothing behind that Back could find.
document.addEventListener("click", (event) => {
  const link = event.target.closest(".grown-ups");
  if (!link) return;
  event.preventDefault();
  location.replace(link.href);
});
