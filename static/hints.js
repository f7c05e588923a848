/**
 * What the list of phrases says to a worker, in words for children. Hints forbid nothing and tell
 * nobody: a child who wrote of herself is not told that she did wrong, and where to go is said.
 *
 * @typedef {{start: number, end: number, why: string}} Flag
 */

/** @type {(host?: string) => string} */
const ONE = (host) => `Is this about one person? Leave it out, or talk to ${host || "a grown-up here"}.`;
/** @type {(host?: string) => string} */
const FOUND = () => "Could somebody find one of us with this? Leave it out.";

/** What is said in place of a worker’s words, where it is not whether it tells of one person.
 * @type {Record<string, (host?: string) => string>} */
const INSTEAD = {
  "An e-mail address.": FOUND,
  "A link.": FOUND,
  "A name on a social network.": FOUND,
  "A phone number?": FOUND,
  "A postcode.": FOUND,
  "An address.": FOUND,
  "A number. Could it be an age, a date or a house?": FOUND,
};

/** The words that are marked, by what is said of them: each thing is said once.
 * @type {(flags: Flag[], text: string, host?: string) => [string, string][]} */
export function hints(flags, text, host) {
  const found = new Map();
  for (const { start, end, why } of flags) {
    const said = (INSTEAD[why] ?? ONE)(host);
    found.set(said, [...(found.get(said) ?? []), text.slice(start, end)]);
  }
  return [...found].map(([said, words]) => [[...new Set(words)].join("” “"), said]);
}
