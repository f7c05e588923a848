/**
 * One record on its way. It counts as kept only on a JSON receipt with its own id and with the
 * digest of the very bytes that were sent: a village hall's Wi-Fi also answers 200.
 */

const WAITS = [1, 2, 4, 8, 16, 30];
const PATIENCE = 15000;

/** SHA-256 in hexadecimal digits; null where plain http has no digest.
 * @type {(text: string) => Promise<string | null>} */
export async function digest(text) {
  if (!globalThis.crypto?.subtle) return null;
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Fails where nothing comes, or what comes is no JSON. `date` is when the server says it is.
 * @type {(url: string, body: string, more?: Record<string, string>, patience?: number) =>
 *   Promise<{status: number, said: any, date: string | null}>} */
export async function post(url, body, more, patience = PATIENCE) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patience);
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...more },
      body,
      credentials: "omit",
      cache: "no-store",
      redirect: "error",
      signal: stop.signal,
    });
    const said = await response.json();
    return { status: response.status, said, date: response.headers.get("Date") };
  } finally {
    clearTimeout(timer);
  }
}

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
