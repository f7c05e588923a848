/**
 * What in a text may tell of one person: the same finds as voice/analysis/phrases.py.
 * It shows where to look and decides nothing.
 *
 * @typedef {{start: number, end: number, why: string}} Flag
 * @typedef {{start: number, end: number, text: string, low: string, first: boolean}} Word
 * @typedef {Flag & {order: number}} Found
 * @typedef {{words: Set<string>, beginnings: string[]}} Part
 */
import LIST from "./phrases-list.js";

const WORD = /[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu;
const NEXT = /^[ -]{1,3}$/;
const SENTENCE = /[.!?:\n“"•]/;
const SHORT = 4;

/** @type {(name: string) => string} */
const named = (name) => /** @type {Record<string, string>} */ (LIST.sets)[name];
/** @type {(either: string[]) => Part} */
const partOf = (either) => ({
  words: new Set(either),
  beginnings: either.filter((one) => one.endsWith("*")).map((one) => one.slice(0, -1)),
});
/** @type {(phrase: string) => Part[]} */
const parted = (phrase) =>
  phrase.split(" ").map((part) => partOf(part.replace(/^<(.+)>$/, (_, name) => named(name)).split("|")));
const RULES = LIST.rules.map(({ why, phrases }) => ({ why, phrases: phrases.map(parted) }));
const PATTERNS = LIST.patterns.map(({ why, pattern }) => ({ why, pattern: new RegExp(pattern, "gu") }));
const NO_NAMES = new Set(LIST.no_names.split("|"));

/** What to look at in a text, from its start to its end, none over another.
 * @type {(text: string) => Flag[]} */
export function flags(text) {
  const words = wordsOf(text);
  const found = [...spoken(text, words), ...patterned(text), ...names(text, words)];
  found.sort((one, other) => one.start - other.start || other.end - one.end || one.order - other.order);
  /** @type {Flag[]} */
  const kept = [];
  for (const { start, end, why } of found) {
    if (start >= (kept.at(-1)?.end ?? 0)) kept.push({ start, end, why });
  }
  return kept;
}

/** @type {(text: string) => Word[]} */
function wordsOf(text) {
  let last = 0;
  return [...text.matchAll(WORD)].map((match) => {
    const start = match.index;
    const first = !last || SENTENCE.test(text.slice(last, start));
    last = start + match[0].length;
    return { start, end: last, text: match[0], low: match[0].toLowerCase().replaceAll("’", "'"), first };
  });
}

/** @type {(text: string, words: Word[]) => Found[]} */
function spoken(text, words) {
  return RULES.flatMap(({ why, phrases }, order) =>
    phrases.flatMap((parts) =>
      words.flatMap((word, at) => {
        const run = words.slice(at, at + parts.length);
        const end = run.at(-1)?.end ?? 0;
        return stands(text, run, parts) ? [{ start: word.start, end, why, order }] : [];
      }),
    ),
  );
}

/** @type {(text: string, run: Word[], parts: Part[]) => boolean} */
function stands(text, run, parts) {
  if (run.length < parts.length || !run.every((word, n) => is(word, parts[n]))) return false;
  return run.every((word, n) => !n || NEXT.test(text.slice(run[n - 1].end, word.start)));
}

/** @type {(word: Word, part: Part) => boolean} */
function is({ low }, { words, beginnings }) {
  return words.has(low) || words.has(low.replace(/'s$/, "")) || beginnings.some((one) => low.startsWith(one));
}

/** @type {(text: string) => Found[]} */
function patterned(text) {
  return PATTERNS.flatMap(({ why, pattern }, n) =>
    [...text.matchAll(pattern)].map((match) => {
      return { start: match.index, end: match.index + match[0].length, why, order: RULES.length + n };
    }),
  );
}

/** Capital letters inside a sentence.
 * @type {(text: string, words: Word[]) => Found[]} */
function names(text, words) {
  if (!/\p{Ll}/u.test(text)) return [];
  const order = RULES.length + PATTERNS.length;
  return words
    .filter((word) => !word.first && /^\p{Lu}/u.test(word.text) && !isKnown(word))
    .map(({ start, end }) => ({ start, end, why: LIST.name, order }));
}

/** @type {(word: Word) => boolean} */
function isKnown({ text, low }) {
  const letters = [...text].length;
  const short = letters > 1 && letters <= SHORT && !/\p{Ll}/u.test(text);
  return short || NO_NAMES.has(low) || NO_NAMES.has(low.replace(/'s$/, ""));
}
