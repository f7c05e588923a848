/**
 * Decisions on texts on their way to the server. Each is sent at once; one that does not get there
 * stays in this tab, as ids alone without a word of any text, and is sent again until it does.
 */

/** @typedef {{remark: string, act: "keep" | "none" | "back", themes: string[]}} Decision */

const AGAIN = 4000;
const OUT = "You were logged out. Log in again in this tab: nothing is lost.";
const OLD = "This page is too old. Load it again: nothing is lost.";
/** The text or the theme is not there any more, so sending it again would not help. */
const GONE = [404, 409];

/** What keeps decisions of one person for one form, and says how it stands. */
export class Decisions {
  /** @param {HTMLFormElement} form @param {string} person @param {HTMLElement} place */
  constructor(form, person, place) {
    this.form = form;
    this.place = place;
    this.key = `sorting ${person} ${new URL(form.action).pathname}`;
    /** @type {Decision[]} */
    this.waiting = JSON.parse(sessionStorage.getItem(this.key) ?? "[]");
    this.sending = false;
    /** So many could not be kept. */
    this.refused = 0;
    /** What to do once all is saved. @type {() => void} */
    this.then = () => {};
    window.addEventListener("online", () => this.send());
    window.addEventListener("beforeunload", (event) => this.waiting.length && event.preventDefault());
    if (this.waiting.length) this.send();
  }

  /** @param {Decision} decision */
  add(decision) {
    this.waiting = [...this.waiting.filter(({ remark }) => remark !== decision.remark), decision];
    this.keep();
    this.send();
  }

  keep() {
    sessionStorage.setItem(this.key, JSON.stringify(this.waiting));
  }

  /** One after the other, so that the last decision on a text is the one that stands. */
  async send() {
    if (this.sending) return;
    this.sending = true;
    window.clearTimeout(this.timer);
    let trouble = "";
    while (this.waiting.length && !trouble) trouble = await this.sendOne(this.waiting[0]);
    this.sending = false;
    this.say(trouble);
    if (trouble) this.timer = window.setTimeout(() => this.send(), AGAIN);
    else this.then();
  }

  /** What is in its way; nothing once it is saved. @param {Decision} decision */
  async sendOne(decision) {
    const body = new FormData();
    body.set("csrf_token", this.form.elements.csrf_token.value);
    for (const name of ["remark", "act"]) body.set(name, decision[name]);
    for (const theme of decision.themes) body.append("themes", theme);
    body.set("quiet", "1");
    const answer = await fetch(this.form.action, { method: "POST", body }).catch(() => null);
    if (!answer) return "No network. Go on; they are sent as soon as there is one.";
    if (answer.status === 403 || answer.redirected) return OUT;
    const gone = GONE.includes(answer.status);
    if (!answer.ok && !gone) return answer.status < 500 ? OLD : "The server is busy. Go on; we try again.";
    if (gone) this.refused += 1;
    this.waiting = this.waiting.filter((one) => one !== decision);
    this.keep();
    return "";
  }

  /** @param {string} trouble */
  say(trouble) {
    const number = this.waiting.length;
    this.place.toggleAttribute("data-trouble", Boolean(trouble));
    const refused = this.refused ? ` ${this.refused} could not be kept, because something changed. Sort again.` : "";
    this.place.textContent = `${trouble ? `${number} not saved yet. ${trouble}` : "All saved."}${refused}`;
  }
}
