/**
 * What a group said before others, on this device: cards, messages that everybody said yes to, and
 * the round of yes and no that is under way. All of it is on the disk at once and stays until the
 * service has it and the event is over. No yes and no no is ever among it.
 *
 * @typedef {{id: string, event: string, survey: string, item: string, words: string,
 *   starred: boolean, edit: number, sent: number}} Card  edit counts its changes, sent is the one
 *   the service has; taken away it has no words
 * @typedef {{id: string, event: string, words: string, signed: string, sent: boolean}} Message
 * @typedef {{event: string, words: string, signed: string, people: number}} Round
 * @typedef {{survey: string, title: string, columns: {id: string, text: string}[]}} Board
 * @typedef {{event: {id: string, name: string, day: string}, version?: string,
 *   boards: Board[]}} Gathering
 */
import { packs, read } from "./about.js";
import { asked, database } from "./database.js";

/** Letters of a card. */
export const LONGEST = 200;

const run = database("voice-together", { cards: "id", messages: "id", round: "event" });

/** Tell every page of this device that something of it has changed. */
export function news() {
  const channel = new BroadcastChannel("voice");
  channel.postMessage("together");
  channel.close();
}

// Where

/** What a kind of device is at, and which boards are open there.
 * @type {Record<string, (tablet: any) => Promise<Gathering | null>>} */
const AT = {
  async tablet() {
    const now = await read("now");
    const pack = (await packs()).find((one) => one.version === now?.version);
    if (!pack || pack.event.day < ((await read("asked"))?.day ?? "")) return null;
    return { event: pack.event, version: pack.version, boards: pack.together ?? [] };
  },
  async phone({ event, over }) {
    return over ? null : { event, boards: (await read("came"))?.board?.together ?? [] };
  },
};

/** The event this device is at now; null where it is at none.
 * @type {() => Promise<Gathering | null>} */
export async function gathering() {
  const tablet = await read("tablet");
  return tablet ? AT[tablet.kind](tablet) : null;
}

/** The events whose cards are still of use here. */
async function current() {
  const tablet = await read("tablet");
  const own = tablet?.kind === "phone" && !tablet.over ? [tablet.event.id] : [];
  return new Set([...own, ...(await packs()).map((pack) => pack.event.id)]);
}

// Cards

/** The cards of a board, those taken away included, in no order.
 * @type {(event: string, survey: string) => Promise<Card[]>} */
export const cards = (event, survey) =>
  run("readonly", async (store) => {
    const all = await asked(store("cards").getAll());
    return all.filter((card) => card.event === event && card.survey === survey);
  });

/** A new card. Returns when it is on the disk.
 * @type {(of: {event: string, survey: string, item: string, words: string}) => Promise<Card>} */
export async function add(of) {
  const card = { id: crypto.randomUUID(), ...of, starred: false, edit: 1, sent: 0 };
  await run("readwrite", (store) => void store("cards").add(card));
  return card;
}

/** Change some cards, all or none, by their ids. Returns what they were before.
 * @type {(changes: Record<string, Partial<Card>>) => Promise<Card[]>} */
export const change = (changes) =>
  run("readwrite", async (store) => {
    const before = [];
    for (const [id, fields] of Object.entries(changes)) {
      const card = await asked(store("cards").get(id));
      store("cards").put({ ...card, ...fields, edit: card.edit + 1 });
      before.push(card);
    }
    return before;
  });

/** Take in what the service has after some cards were posted. It has decided on those; what was
 * changed here since stays as it is here. Tells whether any card is another now.
 * @type {(event: string, survey: string, said: Card[], posted: Card[]) => Promise<boolean>} */
export const merge = (event, survey, said, posted) =>
  run("readwrite", async (store) => {
    let other = false;
    const edits = new Map(posted.map((card) => [card.id, card.edit]));
    for (const { id, item, words, starred, edit } of said) {
      const own = await asked(store("cards").get(id));
      if (own && own.edit > edit && own.edit !== edits.get(id)) continue;
      store("cards").put({ id, event, survey, item, words, starred, edit, sent: edit });
      other ||= own?.edit !== edit || own.sent !== edit;
    }
    const elsewhere = posted.filter((card) => isElsewhere(card, said));
    for (const { id } of elsewhere) store("cards").delete(id);
    return other || elsewhere.length > 0;
  });

/** Whether a card that came after the event’s end lives on as another one, or had no words left.
 * @type {(card: Card, said: Card[]) => boolean} */
function isElsewhere({ id, words }, said) {
  const same = (one) => one.words.toLowerCase() === words.toLowerCase();
  return !said.some((one) => one.id === id) && (!words || said.some(same));
}

/** Cards and messages that the service has not yet.
 * @type {() => Promise<{cards: Card[], messages: Message[]}>} */
export const waiting = () =>
  run("readonly", async (store) => {
    const [all, messages] = [asked(store("cards").getAll()), asked(store("messages").getAll())];
    return {
      cards: (await all).filter((card) => card.edit > card.sent),
      messages: (await messages).filter((message) => !message.sent),
    };
  });

/** What the service has goes once its event is over here. */
export async function tidy() {
  const here = await current();
  const gone = (row, sent) => sent && !here.has(row.event);
  await run("readwrite", async (store) => {
    for (const card of await asked(store("cards").getAll())) {
      if (gone(card, card.sent >= card.edit)) store("cards").delete(card.id);
    }
    for (const message of await asked(store("messages").getAll())) {
      if (gone(message, message.sent)) store("messages").delete(message.id);
    }
    for (const { event } of await asked(store("round").getAll())) {
      if (!here.has(event)) store("round").delete(event);
    }
  });
}

/** A person has written these down elsewhere.
 * @type {() => Promise<void>} */
export const settle = () =>
  run("readwrite", async (store) => {
    for (const card of await asked(store("cards").getAll())) {
      if (card.edit > card.sent) store("cards").delete(card.id);
    }
    for (const message of await asked(store("messages").getAll())) {
      if (!message.sent) store("messages").delete(message.id);
    }
  });

// Messages

/** The round that was begun at an event and not ended.
 * @type {(event: string) => Promise<Round | undefined>} */
export const round = (event) => run("readonly", (store) => asked(store("round").get(event)));

/** @type {(begun: Round) => Promise<void>} */
export const begin = (begun) => run("readwrite", (store) => void store("round").put(begun));

/** Nothing is left of a round.
 * @type {(event: string) => Promise<void>} */
export const drop = (event) => run("readwrite", (store) => void store("round").delete(event));

/** Everybody said yes: the words of the round are a message from now on.
 * @type {(event: string) => Promise<void>} */
export const agree = (event) =>
  run("readwrite", async (store) => {
    const { words, signed } = await asked(store("round").get(event));
    store("messages").add({ id: crypto.randomUUID(), event, words, signed, sent: false });
    store("round").delete(event);
  });

/** What everybody said yes to at an event.
 * @type {(event: string) => Promise<Message[]>} */
export const messages = (event) =>
  run("readonly", async (store) => {
    const all = await asked(store("messages").getAll());
    return all.filter((message) => message.event === event);
  });

/** The service has a message.
 * @type {(message: Message) => Promise<void>} */
export const arrived = (message) =>
  run("readwrite", (store) => void store("messages").put({ ...message, sent: true }));
