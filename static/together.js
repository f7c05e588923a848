/**
 * What a group said before others, on this device: cards, messages that everybody said yes to, and
 * the round of yes and no that is under way. All of it is on the disk at once and stays until the
 * service has it and the event is over. No yes and no no is ever among it.
 *
 * @typedef {{id: string, event: string, survey: string, item: string, words: string,
 *   starred: boolean, edit: number, sent: number, base?: string | null, tried?: string[]}} Card
 *   edit counts its changes, sent is the one the service has; base are its words there as far as we
 *   know, tried those that we sent since and had no answer to; taken away it has no words
 * @typedef {{id: string, event: string, words: string, signed: string, sent: boolean}} Message
 * @typedef {{event: string, words: string, signed: string, people: number, least?: number}} Round
 *   least is how many were asked about in any round so far: it outlives the words
 * @typedef {{survey: string, title: string, columns: {id: string, text: string}[]}} Board
 * @typedef {{event: {id: string, name: string, day: string, host?: string}, version?: string,
 *   boards: Board[]}} Gathering
 */
import { packs, read } from "./about.js";
import { asked, database } from "./database.js";

/** Letters of a card. */
export const LONGEST = 200;
/** Posts without an answer that are remembered of one card. */
const TRIED = 3;

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
  const card = { id: crypto.randomUUID(), ...of, starred: false, edit: 1, sent: 0, base: null, tried: [] };
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

/** These words are on their way from now on: they may arrive although no answer comes.
 * @type {(rows: Card[]) => Promise<void>} */
export const leaving = (rows) =>
  run("readwrite", async (store) => {
    for (const { id, words } of rows) {
      const card = await asked(store("cards").get(id));
      if (!card?.tried || card.tried.at(-1) === words) continue;
      store("cards").put({ ...card, tried: [...card.tried, words].slice(-TRIED) });
    }
  });

/** How a card is sent: with the words on which its change was made.
 * @type {(card: Card) => object} */
export const outward = ({ id, item, words, starred, edit, base, tried }) => {
  return { id, item, words, starred, edit, was: base, tried };
};

/** Take in what the service has after some cards were posted. It has decided on those; what was
 * changed here since stays as it is here. Tells whether any card is another now.
 * @type {(event: string, survey: string, said: Card[], posted: Card[]) => Promise<boolean>} */
export const merge = (event, survey, said, posted) =>
  run("readwrite", async (store) => {
    let other = false;
    const edits = new Map(posted.map((card) => [card.id, card.edit]));
    for (const { id, item, words, starred, edit } of said) {
      const own = await asked(store("cards").get(id));
      if (own && own.edit > own.sent && own.edit !== edits.get(id)) {
        store("cards").put(onto(own, words, edit));
        continue;
      }
      store("cards").put({ id, event, survey, item, words, starred, edit, sent: edit, base: words, tried: [] });
      other ||= own?.edit !== edit || own.sent !== edit;
    }
    const elsewhere = posted.filter((card) => isElsewhere(card, said));
    for (const { id } of elsewhere) store("cards").delete(id);
    return other || elsewhere.length > 0;
  });

/** A card that was changed here meanwhile: on top of what the service has, where its words are ours.
 * @type {(own: Card, words: string, edit: number) => Card} */
function onto(own, words, edit) {
  if (!own.tried || (words !== own.base && !own.tried.includes(words))) return own;
  return { ...own, base: words, tried: [], edit: Math.max(own.edit, edit + 1) };
}

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

/** What waits, as a file holds it: from now on it may have come there.
 * @type {() => Promise<{cards: object[], messages: object[]}>} */
export async function saved() {
  const { cards, messages } = await waiting();
  await leaving(cards);
  const here = ({ event, survey }) => ({ event, survey });
  return {
    cards: cards.map((card) => ({ ...here(card), ...outward(card) })),
    messages: messages.map(({ id, event, words, signed }) => ({ id, event, words, signed })),
  };
}

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
export const round = (event) =>
  run("readonly", async (store) => {
    const row = await asked(store("round").get(event));
    return row?.words ? row : undefined;
  });

/** For how many people the largest round of an event was, of those in which anybody was asked. One
 * for fewer would tell who said no to this one.
 * @type {(event: string) => Promise<number>} */
export const least = (event) =>
  run("readonly", async (store) => (await asked(store("round").get(event)))?.least ?? 0);

/** @type {(begun: Round) => Promise<void>} */
export const begin = (begun) =>
  run("readwrite", async (store) => {
    const row = await asked(store("round").get(begun.event));
    store("round").put({ ...begun, least: row?.least ?? 0 });
  });

/** Somebody was asked in the round: from now on no round of this event is for fewer.
 * @type {(event: string) => Promise<void>} */
export const count = (event) =>
  run("readwrite", async (store) => {
    const row = await asked(store("round").get(event));
    store("round").put({ ...row, least: Math.max(row.least, row.people) });
  });

/** Nothing is left of the words of a round. */
function empty(store, { event, least }) {
  if (least) store("round").put({ event, least });
  else store("round").delete(event);
}

/** The round is over, and its words are gone.
 * @type {(event: string) => Promise<void>} */
export const drop = (event) =>
  run("readwrite", async (store) => {
    const row = await asked(store("round").get(event));
    if (row) empty(store, row);
  });

/** Everybody said yes: the words of the round are a message from now on.
 * @type {(event: string) => Promise<void>} */
export const agree = (event) =>
  run("readwrite", async (store) => {
    const row = await asked(store("round").get(event));
    const { words, signed } = row;
    store("messages").add({ id: crypto.randomUUID(), event, words, signed, sent: false });
    empty(store, row);
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
