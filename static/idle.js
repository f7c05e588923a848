/** Seconds between two looks after which the tablet must have slept. */
const SLEPT = 5;

const clocks = () => [performance.now(), Date.now()];

/**
 * What notices when a tablet was put down: first it asks, then it ends. Awake it goes by the clock
 * that nobody can set. Asleep that one may stand still, so then the larger of both counts.
 */
export class Idle {
  /** @param {number} seconds until it asks
   * @param {number} warning seconds more until it ends, from when it asked
   * @param {{begun: () => boolean, ask: () => void, end: () => void, hide?: () => void,
   *   back?: () => void, own?: boolean}} then  hide: nobody looks now; back: somebody does, and
   *   was not away for long; own: their own phone, which never ends while nobody looks */
  constructor(seconds, warning, then) {
    Object.assign(this, { seconds, warning, then });
    for (const sign of ["pointerdown", "keydown", "input"]) {
      addEventListener(sign, () => this.here(), { passive: true });
    }
    document.addEventListener("visibilitychange", () => this.look());
    this.start();
  }

  start() {
    this.stop();
    this.asked = this.hidden = false;
    this.gone = 0;
    this.last = clocks();
    this.timer = setInterval(() => this.look(), 1000);
  }

  stop() {
    clearInterval(this.timer);
    this.timer = 0;
  }

  /** Somebody is here, which says nothing of before. Once asked, only the button that answers
   * counts. */
  here() {
    this.look(false);
    if (!this.asked) this.gone = 0;
  }

  look(hidden = document.hidden) {
    if (!this.timer) return;
    const { seconds, warning, then, asked, hidden: was } = this;
    const slept = this.pass();
    this.hidden = hidden;
    if (!then.begun() || (slept && asked && then.own)) this.gone = 0;
    const over = this.gone >= (asked ? warning : seconds + warning);
    if (over && (asked || slept) && !(slept && then.own)) {
      this.stop();
      then.end();
    } else if (hidden) then.hide?.();
    else if (this.gone >= seconds && !asked) {
      this.asked = true;
      this.gone = 0;
      then.ask();
    } else if (was && !asked) then.back?.();
  }

  /** Count the seconds since the last look. Tells whether it was a sleep. */
  pass() {
    const now = clocks();
    const [ran, day] = now.map((at, n) => Math.max(0, at - this.last[n]) / 1000);
    const slept = this.hidden || ran > SLEPT;
    this.last = now;
    this.gone += slept ? Math.max(ran, day) : ran;
    return slept;
  }
}
