/**
 * Keeping what is typed and doing what is pressed, one after the other. What does not get there
 * stays in the page and is sent again, just as it was, until it does.
 */
import { answer, bases, valueOf, waiting } from "./studio-fields.js";

const AGAIN = [1000, 2000, 4000, 8000];
const MAKES_ONE = new Set(["add", "copy", "add-option"]);
export const SAID = {
  kept: "Everything is kept.",
  keeping: "Keeping…",
  trouble: "Not kept yet. Trying again…",
  out: "You have been logged out. What you typed is still here: log in in another window, then it is kept.",
};

/** @typedef {{body: FormData, fields: [HTMLInputElement, string][], item: string, loud: boolean}} Sent loud: a button was pressed */

/** What keeps one draft. */
export class Keeping {
  /** @param {HTMLElement} place @param {(answer: any, before: number) => void} take what to do with an answer
   * @param {(state: keyof typeof SAID | string) => void} say */
  constructor(place, take, say) {
    this.place = place;
    this.take = take;
    this.say = say;
    this.version = Number(place.dataset.version);
    this.at = place.dataset.at;
    this.token = place.dataset.token;
    /** @type {string[]} what was pressed and not done yet */
    this.pressed = [];
    /** @type {Sent | null} what is on its way, the same until it is answered */
    this.sent = null;
    this.failed = 0;
    this.running = null;
    this.over = false;
  }

  /** Whether anything is not kept yet. */
  get open() {
    return Boolean(this.sent || this.pressed.length || waiting(this.place).length);
  }

  /** Keep what is typed soon, or at once. @param {number} [wait] */
  soon(wait = 600) {
    if (waiting(this.place).length) this.say("keeping");
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.keep(), wait);
  }

  /** Do what a button says, after all that is typed is kept. @param {string} value */
  press(value) {
    this.pressed.push(named(value));
    return this.keep();
  }

  /** Keep everything; whether it is kept. @type {() => Promise<boolean>} */
  keep() {
    this.running ??= this.run().finally(() => (this.running = null));
    return this.running.then((done) => (done && this.open && !this.over ? this.keep() : done));
  }

  async run() {
    window.clearTimeout(this.timer);
    while (!this.over && (this.sent ??= this.next())) {
      this.say("keeping");
      if (!(await this.send(this.sent))) return this.later();
    }
    if (!this.over) this.say("kept");
    return true;
  }

  /** What is to be sent next: the fields that wait, and the first button if no others are left. */
  next() {
    const all = waiting(this.place);
    if (!all.length && !this.pressed.length) return null;
    const base = Math.min(this.version, ...all.map((one) => bases.get(one) ?? this.version));
    const now = all.filter((one) => (bases.get(one) ?? this.version) === base);
    const item = now[0]?.form?.dataset.item ?? "";
    const body = new FormData();
    body.set("version", String(base));
    body.set("item", item);
    body.set("at", this.at);
    const fields = now.map((one) => [one, valueOf(one)]);
    for (const [one, value] of fields) body.set(one.name, value);
    const pressed = now.length === all.length && this.pressed.shift();
    if (pressed) body.set("op", pressed);
    return { body, fields, item, loud: Boolean(pressed) };
  }

  /** Send it; whether it was answered. @param {Sent} sent */
  async send(sent) {
    sent.body.set("csrf_token", this.token);
    const given = { method: "POST", body: sent.body, headers: { Accept: "application/json" } };
    const got = await fetch(this.place.dataset.do, { ...given, keepalive: document.hidden }).catch(() => null);
    const told = got?.headers.get("Content-Type")?.includes("json") ? await got.json().catch(() => null) : null;
    if (told?.gone) return this.end(told.gone);
    if (!told) {
      this.say(got && [400, 403].includes(got.status) ? "out" : "trouble");
      return false;
    }
    this.failed = 0;
    this.sent = null;
    const how = told.spare ? "beside" : told.faults?.length ? "refused" : "kept";
    for (const [one, value] of sent.fields) answer(one, value, how);
    const before = this.version;
    this.version = told.version;
    this.take({ ...told, item: sent.item, loud: sent.loud }, before);
    return true;
  }

  /** The draft is not there any more: what is typed stays in the page. @param {string} why */
  end(why) {
    this.over = true;
    this.say(why);
    return true;
  }

  later() {
    const wait = AGAIN[Math.min(this.failed++, AGAIN.length - 1)];
    this.timer = window.setTimeout(() => this.keep(), wait);
    return false;
  }
}

/** A button's words with an id for what it makes, so that it is made once however often it is sent.
 * @type {(value: string) => string} */
function named(value) {
  const said = JSON.parse(value);
  if (!MAKES_ONE.has(said.what) || said.given.named) return value;
  const [drawn] = crypto.getRandomValues(new Uint32Array(1));
  said.given.named = `new-${drawn.toString(16).padStart(8, "0")}`;
  return JSON.stringify(said);
}
