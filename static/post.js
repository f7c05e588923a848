/** One post and its reply. Whoever reads it believes only what is JSON and our own. */

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
