"""When an item is shown: the rule of its ``show_if`` against the answers given so far.

A rule has two values and no third. An answer that was skipped, not known, not asked or not
reached *is* nothing: ``is`` and ``includes`` are false of it, and ``is_not``, their opposite,
is true. Where that is not meant, a rule adds ``was_answered``.
"""

from collections.abc import Iterator, Mapping

from voice.survey.model import NOT_REACHED, Answer, Rule

_NOTHING = Answer(options=(NOT_REACHED,))


def shown(rule: Rule | None, given: Mapping[str, Answer]) -> bool:
    """Whether an item with this rule is shown. An item missing from ``given`` is not reached."""
    if rule is None:
        return True
    if rule.all is not None:
        return all(shown(part, given) for part in rule.all)
    if rule.any is not None:
        return any(shown(part, given) for part in rule.any)
    if rule.not_ is not None:
        return not shown(rule.not_, given)
    return _holds(rule, given.get(rule.item or "", _NOTHING))


def _holds(test: Rule, answer: Answer) -> bool:
    if test.was_answered is not None:
        return answer.answered is test.was_answered
    if test.is_not is not None:
        return test.is_not not in answer.options
    return (test.is_ or test.includes) in answer.options


def comparisons(rule: Rule | None) -> Iterator[Rule]:
    """Every comparison with an item in the rule, from left to right."""
    if rule is None:
        return
    if rule.item is not None:
        yield rule
    for part in (*(rule.all or ()), *(rule.any or ()), *((rule.not_,) if rule.not_ else ())):
        yield from comparisons(part)


def depends_on(rule: Rule | None) -> set[str]:
    """The ids of the items whose answers decide."""
    return {test.item for test in comparisons(rule) if test.item is not None}
