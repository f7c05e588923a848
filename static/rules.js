/**
 * When a question is shown: the same sentence as voice/survey/rules.py, which replays it.
 * An answer that is missing in any way is nothing: `is` and `includes` are false of it.
 *
 * @typedef {{item?: string, is?: string, is_not?: string, includes?: string,
 *   was_answered?: boolean, all?: Rule[], any?: Rule[], not?: Rule}} Rule
 * @typedef {Map<string, string[]>} Given  item id to the options its answer is kept under
 */

const COUNTED = new Set(["_written", "_none"]);

/** @type {(rule: Rule | null, given: Given) => boolean} */
export function shown(rule, given) {
  if (!rule) return true;
  if (rule.all) return rule.all.every((part) => shown(part, given));
  if (rule.any) return rule.any.some((part) => shown(part, given));
  if (rule.not) return !shown(rule.not, given);
  return holds(rule, given.get(rule.item ?? "") ?? []);
}

/** @type {(test: Rule, options: string[]) => boolean} */
function holds(test, options) {
  if (test.was_answered !== undefined) return options.some(counts) === test.was_answered;
  if (test.is_not !== undefined) return !options.includes(test.is_not);
  return options.includes(test.is ?? test.includes ?? "");
}

/** @type {(option: string) => boolean} */
function counts(option) {
  return COUNTED.has(option) || !option.startsWith("_");
}
