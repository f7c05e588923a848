/**
 * Envelopes: what was said, sealed under a public key, so that the tablet that wrote it cannot
 * read it back. voice/sealing.py is the other half and says how one is built.
 */

const STEP = 2048;
const WAY = { name: "RSA-OAEP", hash: "SHA-256" };

/** @type {(key: JsonWebKey) => Promise<CryptoKey>} */
export const importKey = (key) => crypto.subtle.importKey("jwk", key, WAY, false, ["encrypt"]);

/** Seal a text, padded so that its length tells nothing. What stands outside is bound to it.
 * @type {(key: CryptoKey, around: {id: string, key_id: string, n: number}, text: string) =>
 *   Promise<string>} */
export async function seal(key, { id, key_id, n }, text) {
  const { subtle } = crypto;
  const utf8 = new TextEncoder();
  const words = utf8.encode(text);
  const padded = new Uint8Array(Math.ceil(words.length / STEP) * STEP).fill(32);
  padded.set(words);
  const once = crypto.getRandomValues(new Uint8Array(32));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const own = await subtle.importKey("raw", once, "AES-GCM", false, ["encrypt"]);
  const additionalData = utf8.encode(`${id}\n${key_id}\n${n}`);
  const parts = [
    await subtle.encrypt(WAY, key, once),
    iv,
    await subtle.encrypt({ name: "AES-GCM", iv, additionalData }, own, padded),
  ];
  let inside = "";
  for (const part of parts) {
    for (const byte of new Uint8Array(part)) inside += String.fromCharCode(byte);
  }
  return btoa(inside);
}
