/**
 * The worker's PIN: never kept, only what it becomes after many rounds of hashing with a salt. It
 * is compared on the tablet, which has no network in a village hall. Wrong tries are counted on
 * the disk before they are looked at, so that a reload wins nothing.
 */
import { change, forget, read } from "./about.js";

/** As slow as a tablet's worker will bear; kept beside the hash, so that it may grow. */
const ROUNDS = 600_000;
/** Wrong tries that cost nothing. */
const FREE = 5;
const MINUTE = 60_000;
/** Children who tap nonsense must not keep the worker out for longer. */
const LONGEST = 2 * MINUTE;

/** @type {(bytes: Uint8Array) => string} */
const text = (bytes) => btoa(String.fromCharCode(...bytes));
/** @type {(words: string) => Uint8Array} */
const bytesOf = (words) => Uint8Array.from(atob(words), (letter) => letter.charCodeAt(0));

/** @type {(pin: string, salt: Uint8Array, rounds: number) => Promise<string>} */
async function hash(pin, salt, iterations) {
  const key = await crypto.subtle.importKey(
    "raw",
    new TextEncoder().encode(pin),
    "PBKDF2",
    false,
    ["deriveBits"],
  );
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
  return text(new Uint8Array(await crypto.subtle.deriveBits(how, key, 256)));
}

/** What may be kept of a PIN.
 * @type {(pin: string) => Promise<{salt: string, pinHash: string, rounds: number}>} */
export async function kept(pin) {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  return { salt: text(salt), pinHash: await hash(pin, salt, ROUNDS), rounds: ROUNDS };
}

/** @type {(wrong: number) => number} milliseconds to wait after so many wrong tries */
const wait = (wrong) => (wrong < FREE ? 0 : Math.min(MINUTE * 2 ** (wrong - FREE), LONGEST));

/** Milliseconds until the next try. A clock that was set back does not make it longer.
 * @type {(tries: {wrong: number, at: number} | undefined) => number} */
function left(tries) {
  if (!tries) return 0;
  const whole = wait(tries.wrong);
  return Math.max(0, Math.min(whole, tries.at + whole - Date.now()));
}

/** @type {() => Promise<number>} seconds until a try is looked at */
export const seconds = async () => Math.ceil(left(await read("tries")) / 1000);

/** One try. Nothing is compared while a wait lasts.
 * @type {(pin: string) => Promise<boolean>} */
export async function right(pin) {
  if (await seconds()) return false;
  await change("tries", (row) => ({ wrong: (row?.wrong ?? 0) + 1, at: Date.now() }));
  const { salt, pinHash, rounds } = await read("tablet");
  if ((await hash(pin, bytesOf(salt), rounds)) !== pinHash) return false;
  await forget("tries");
  return true;
}
