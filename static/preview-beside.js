/**
 * The preview beside a survey in the making: a page of a child's tablet, made anew whenever
 * something was kept, at the same question and with the same answers. What is tapped in it is in
 * this page's memory only, and goes with it.
 *
 * @typedef {{ages: string, device: string, language: string}} Way
 * @typedef {import("./preview-path.js").State} State
 */

const PAUSE = 300;
const PATIENCE = 10000;
/** Points of the tablet's rim, both sides together. */
const RIM = 16;
/** Points of height that a tablet has at least, however small the window. */
const LEAST = 560;

class Preview {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.stage = root.querySelector("[data-preview-stage]");
    /** The frame that is seen, and the one that is being made in its place.
     * @type {HTMLIFrameElement | null} */
    this.live = null;
    this.next = null;
    /** @type {State | null} */
    this.state = null;
    this.at = root.dataset.at ? `q-${root.dataset.at}` : "";
    this.listen();
    root.classList.add("preview--live");
    this.fit();
    this.renew(0);
  }

  listen() {
    new ResizeObserver(() => this.fit()).observe(this.stage.parentElement);
    addEventListener("resize", () => this.fit());
    addEventListener("message", (event) => this.hear(event));
    document.addEventListener("studio:kept", () => this.renew());
    document.addEventListener("studio:at", ({ detail }) => this.show(detail.item));
    this.root.addEventListener("change", () => this.make(true));
    this.root.querySelector("[data-preview-again]")?.addEventListener("click", () => this.again());
    this.root.querySelector("form")?.addEventListener("submit", (event) => event.preventDefault());
  }

  /** @type {(name: string) => HTMLSelectElement | null} */
  choice(name) {
    return this.root.querySelector(`[data-preview-choice=${name}]`);
  }

  get address() {
    const { ages, device, language } = this.root.dataset;
    const way = { ages, device, language };
    for (const name of Object.keys(way)) way[name] = this.choice(name)?.value ?? way[name];
    return [this.root.dataset.src, way.ages, way.device, way.language].join("/");
  }

  /** Make the page anew, behind the one that is seen.
   * @type {(pause?: number) => void} */
  renew(pause = PAUSE) {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.make(), pause);
  }

  /** Whether there is any room for it: on a phone it stands on a page of its own. */
  get room() {
    return this.stage.parentElement.clientWidth - RIM;
  }

  /** @param {boolean} [anew] whatever is being made, as after a choice or where it was too late */
  make(anew = false) {
    this.unmade = this.room <= 0;
    if (this.unmade) return;
    // Whoever types on would put off for ever what they want to see: the one that is on its way
    // is let arrive, and is followed by the next.
    this.stale = Boolean(this.next) && !anew;
    if (this.stale) return;
    this.next?.remove();
    const next = document.createElement("iframe");
    Object.assign(next, { className: "preview__frame preview__frame--next", title: this.stage.dataset.title });
    next.inert = true;
    next.src = this.address;
    this.next = next;
    this.stage.append(next);
    clearTimeout(this.late);
    this.late = setTimeout(() => this.giveUp(), PATIENCE);
  }

  giveUp() {
    this.next?.remove();
    this.next = null;
    this.tell("The preview did not load. Load this page again.");
  }

  /** @type {(event: MessageEvent) => void} */
  hear({ origin, source, data }) {
    if (origin !== location.origin || !data?.preview) return;
    if (source === this.next?.contentWindow) this.hearNext(data.preview);
    else if (source === this.live?.contentWindow) this.hearLive(data.preview);
  }

  hearNext({ ready, shown, because, state }) {
    if (ready) this.ask(this.next, { answers: this.answers(), at: this.at || this.state?.at });
    if (!shown) return;
    clearTimeout(this.late);
    this.next.classList.remove("preview__frame--next");
    this.next.inert = false;
    this.live?.remove();
    this.live = this.next;
    this.next = null;
    this.fit();
    this.see(state, because);
    if (this.stale) this.renew();
  }

  hearLive({ ready, shown, because, state, language }) {
    if (language) {
      this.choice("language").value = language;
      this.make(true);
    } else if (shown) this.see(state, because);
    else if (ready) this.see(null, []);
    else if (state !== undefined) {
      this.at = ""; // somebody taps in it: it stays where they are
      this.see(state, []);
    }
  }

  /** What was answered, with the age that is chosen beside the preview.
   * @type {() => State["answers"]} */
  answers() {
    const said = this.state?.answers ?? [];
    const band = this.choice("band")?.value;
    return band ? [...said.filter(([name]) => name !== "age_band"), ["age_band", band]] : said;
  }

  /** @type {(frame: HTMLIFrameElement, show: object) => void} */
  ask(frame, show) {
    frame.contentWindow.postMessage({ show }, location.origin);
  }

  /** Show another question; nothing for the first screen.
   * @type {(item: string) => void} */
  show(item) {
    this.at = item ? `q-${item}` : "assent";
    if (this.live && !this.next) this.ask(this.live, { at: this.at });
  }

  again() {
    this.state = null;
    this.at = "assent";
    this.make(true);
  }

  /** Say where one is and why.
   * @type {(state: State | null, because: [string, string][] | null) => void} */
  see(state, because) {
    this.state = state;
    // A question that was just added is not in this page yet: it is still wanted of the next.
    if (state && because && state.at === this.at) this.at = "";
    this.tell(because === null ? "No answers lead to this question: nobody would be asked it." : reason(because));
    const change = this.root.querySelector("[data-preview-change]");
    const item = state?.at.startsWith("q-") ? state.at.slice(2) : "";
    if (!change) return;
    change.hidden = !item;
    change.href = `${change.dataset.previewChange}?item=${encodeURIComponent(item)}`;
  }

  /** @type {(words: string) => void} */
  tell(words) {
    const place = this.root.querySelector("[data-preview-said]");
    if (place.textContent !== words) place.textContent = words;
  }

  /** As large as there is room for. */
  fit() {
    const device = this.choice("device");
    const { width, height } = (device?.selectedOptions[0] ?? this.root).dataset;
    if (this.room <= 0) return;
    if (this.unmade) this.renew(0);
    const tall = Math.max(innerHeight - 2 * RIM, LEAST);
    const scale = Math.min(1, this.room / width, tall / height);
    Object.assign(this.stage.style, { width: `${width * scale}px`, height: `${height * scale}px` });
    for (const frame of this.stage.querySelectorAll("iframe")) {
      const size = { width: `${width}px`, height: `${height}px`, transform: `scale(${scale})` };
      Object.assign(frame.style, size);
    }
  }
}

/** @type {(because: [string, string][]) => string} */
function reason(because) {
  if (!because.length) return "";
  const said = because.map(([question, answer]) => `“${answer}” to “${question}”`);
  return `To show this, we tapped ${said.join(" and ")}.`;
}

for (const root of document.querySelectorAll("[data-preview]")) {
  root.dataset.at ||= document.querySelector("form[data-item]")?.dataset.item ?? "";
  new Preview(root);
}
