"""Whether the rule of an item's ``show_if`` points where it may and can ever be true."""

import math
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, combinations, product

from voice.faults import Fault
from voice.survey.model import NONE_TICKED, SKIPPED, WRITTEN, Answer, Base, Rule, Survey
from voice.survey.rules import comparisons, depends_on, shown

_MOST_CASES = 20_000
"""Above this many cases a rule is not tried out: nobody writes such a rule by hand."""
_UNANSWERED = Answer(options=(SKIPPED,))


def rule_faults(survey: Survey, index: int) -> Iterator[Fault]:
    """The faults of the rule of the item at ``index``. A rule that points wrong is not tried."""
    item = survey.items[index]
    pointing = [
        Fault("show_if", wrong, do)
        for test in comparisons(item.show_if)
        for wrong, do in _points_wrong(survey, index, test)
    ]
    yield from pointing
    if item.counts and not pointing:
        yield from _tells_who_wrote(survey, item.show_if)
    if item.show_if is not None and not pointing and not can_be_true(survey, index):
        wrong = "can never be true, so this would never be shown."
        yield Fault("show_if", wrong, "Mend the rule, or take the item out.")


def points_right(survey: Survey, index: int) -> bool:
    """Whether the rule of the item at ``index`` only looks at what it may look at."""
    tests = comparisons(survey.items[index].show_if)
    return not any(True for test in tests for _ in _points_wrong(survey, index, test))


def _points_wrong(survey: Survey, index: int, test: Rule) -> Iterator[tuple[str, str]]:
    ids = [item.id for item in survey.items]
    if test.item not in ids:
        yield f"points at “{test.item}”, which is no item here.", "Use the id of an earlier item."
        return
    if test.item not in ids[:index]:
        itself = "itself" if test.item == ids[index] else f"“{test.item}”, which comes later"
        yield f"points at {itself}.", "A rule can only look at items that come before."
        return
    yield from _compares_wrong(survey.item(test.item), test)


def _compares_wrong(item: Base, test: Rule) -> Iterator[tuple[str, str]]:
    if not item.asks:
        yield f"points at “{item.id}”, which asks nothing.", "Use an earlier question."
        return
    if test.was_answered is not None:
        return
    fits = "includes" if item.multiple else "is or is_not"
    if not item.choices:
        do = "Use was_answered, or point at another item."
        yield f"compares words: “{item.id}” has no options.", do
        return
    if (test.includes is not None) is not item.multiple:
        yield f"uses the wrong test for “{item.id}” ({item.plain_name}).", f"Use {fits}."
    option = test.is_ or test.is_not or test.includes
    if option not in {choice.id for choice in item.choices}:
        yield (
            f"asks for “{option}”, which is no option of “{item.id}”.",
            "Use one of its option ids.",
        )


def _tells_who_wrote(survey: Survey, rule: Rule | None) -> Iterator[Fault]:
    """That it was not asked would stand beside a child's answers, and say whether they wrote."""
    for item in survey.items:
        if item.id in depends_on(rule) and item.writes:
            wrong = f"looks at “{item.id}”, so its answers would tell whose words those are."
            yield Fault("show_if", wrong, "Let only questions answered in words look at words.")


def can_be_true(survey: Survey, index: int) -> bool:
    """Try every case the rule can tell apart; True where there are too many to try."""
    rule = survey.items[index].show_if
    looked_at = _looked_at(survey, rule)
    named = _named([rule, *(item.show_if for item in looked_at)])
    cases = [list(_cases(item, named.get(item.id, set()))) for item in looked_at]
    if math.prod(map(len, cases)) > _MOST_CASES:
        return True
    for answers in product(*cases):
        given = {item.id: answer for item, answer in zip(looked_at, answers, strict=True)}
        if _can_happen(looked_at, given) and shown(rule, given):
            return True
    return False


def _looked_at(survey: Survey, rule: Rule | None) -> list[Base]:
    """The items the rule depends on, directly or through their own rules, in order."""
    known = {item.id: item for item in survey.items}
    found: set[str] = set()
    waiting = depends_on(rule)
    while waiting:
        item = waiting.pop()
        if item in known and item not in found:
            found.add(item)
            waiting |= depends_on(known[item].show_if)
    return [item for item in survey.items if item.id in found]


def _named(rules: Iterable[Rule | None]) -> dict[str, set[str]]:
    """The option ids that the rules name, by item."""
    named: dict[str, set[str]] = {}
    for test in chain.from_iterable(comparisons(rule) for rule in rules):
        option = test.is_ or test.is_not or test.includes
        if test.item is not None and option is not None:
            named.setdefault(test.item, set()).add(option)
    return named


def _cases(item: Base, named: set[str]) -> Iterator[Answer]:
    """The answers a rule can tell apart: those it names, one other, and none at all."""
    yield _UNANSWERED
    if item.writes:
        yield Answer(options=(WRITTEN,))
        return
    told = [choice.id for choice in item.choices if choice.id in named]
    other = [choice.id for choice in item.choices if choice.id not in named][:1]
    if item.multiple:
        for size in range(len(told) + 1):
            for ticks in combinations(told, size):
                yield Answer(options=ticks or (NONE_TICKED,))
        return
    for option in told + other:
        yield Answer(options=(option,))


def _can_happen(items: Iterable[Base], given: Mapping[str, Answer]) -> bool:
    """A hidden item has no answer."""
    return all(shown(item.show_if, given) or not given[item.id].answered for item in items)
