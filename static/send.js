/**
 * One record on its way. It counts as kept only on a JSON receipt with its own id and with the
 * digest of the very bytes that were sent: a village hall's Wi-Fi also answers 200.
 */
import { digest, post } from "./post.js";

const WAITS = [1, 2, 4, 8, 16, 30];

/** One try: "kept", "faulty" (a person must look) or "later".
 * @type {(url: string, id: string, body: string) => Promise<"kept" | "faulty" | "later">} */
async function attempt(url, id, body) {
  try {
    const { status, said } = await post(url, body);
    const hash = await digest(body);
    if ([200, 201, 202].includes(status) && said.id === id && (!hash || said.hash === hash)) {
      return "kept";
    }
    return status >= 400 && status < 500 && Array.isArray(said.faults) ? "faulty" : "later";
  } catch {
    return "later";
  }
}

/** Wait, or go on at once when somebody taps "Try again" or the Internet is back.
 * @type {(seconds: number) => Promise<void>} */
function pause(seconds) {
  return new Promise((done) => {
    const go = () => {
      clearTimeout(timer);
      removeEventListener("online", go);
      removeEventListener("voice:again", go);
      done();
    };
    const timer = setTimeout(go, seconds * 1000);
    addEventListener("online", go);
    addEventListener("voice:again", go);
  });
}

/** Send a record until it is kept or found faulty, for as long as the page lives.
 * @type {(url: string, id: string, body: string, slow: () => void) => Promise<boolean>} */
export async function keep(url, id, body, slow) {
  for (let tries = 0; ; tries += 1) {
    const outcome = await attempt(url, id, body);
    if (outcome !== "later") return outcome === "kept";
    slow();
    await pause(WAITS[Math.min(tries, WAITS.length - 1)]);
  }
}
