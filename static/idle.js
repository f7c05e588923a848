/** The clock that notices when a tablet was put down: first it asks, then it ends. */
export class Idle {
  /** @param {number} seconds until it asks
   * @param {number} warning seconds more until it ends
   * @param {{begun: () => boolean, ask: () => void, end: () => void}} then */
  constructor(seconds, warning, then) {
    Object.assign(this, { seconds, warning, then });
    for (const sign of ["pointerdown", "keydown", "input"]) {
      addEventListener(sign, () => this.here(), { passive: true });
    }
    this.start();
  }

  start() {
    this.stop();
    this.asked = false;
    this.since = Date.now();
    this.timer = setInterval(() => this.look(), 1000);
  }

  stop() {
    clearInterval(this.timer);
  }

  /** Somebody is here. Once asked, only the button that answers counts. */
  here() {
    if (!this.asked) this.since = Date.now();
  }

  look() {
    if (!this.then.begun()) this.since = Date.now();
    const gone = (Date.now() - this.since) / 1000;
    if (!this.asked && gone >= this.seconds) {
      this.asked = true;
      this.then.ask();
    } else if (this.asked && gone >= this.seconds + this.warning) {
      this.stop();
      this.then.end();
    }
  }
}
