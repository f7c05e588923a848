"""What the analysis knows of a questionnaire: its countable items, over all its editions."""

from collections.abc import Iterable, Sequence

from voice.analysis.counts import Answer, Question
from voice.survey.model import Base, Rule, Survey
from voice.survey.rules import comparisons

Collapse = tuple[tuple[Answer, tuple[str, ...]], ...]


def questions_of(editions: Sequence[Survey]) -> tuple[Question, ...]:
    """Every item of a survey that can be counted, given all its editions, oldest first.

    Free texts and what is only read have no options and are left out. The order is that of the
    latest edition; items it no longer has come after.
    """
    items = {
        item.id: None for survey in reversed(editions) for item in survey.items if item.choices
    }
    return tuple(question_of(editions, item) for item in items)


def question_of(editions: Sequence[Survey], item_id: str) -> Question:
    """One item in the words of the latest edition that has it, its options those of all.

    Where editions differ in how careful to be with it, the most careful counts for all of them.
    Raises ``KeyError`` where no edition has it.
    """
    having = [survey for survey in reversed(editions) if _has(survey, item_id)]
    if not having:
        raise KeyError(item_id)
    items: list[Base] = [survey.item(item_id) for survey in having]
    latest = items[0]
    answers = _answers(items)
    rules = [item.show_if for item in items if item.show_if is not None]
    base, base_in, also = _routing(rules)
    return Question(
        survey=having[0].id,
        item=item_id,
        kind=str(getattr(latest, "kind", "")),
        text=latest.text,
        answers=answers,
        collapses=_collapses(items, {answer.id for answer in answers}),
        mean=all(item.mean for item in items) and all(a.score is not None for a in answers),
        multiple=any(item.multiple for item in items),
        sensitivity=_most_careful(items),
        harmless=all(item.harmless for item in items),
        unsafe=frozenset(option for item in items for option in item.worry),
        base=base,
        base_in=base_in if len(rules) == len(items) else (),
        also_after=also,
        theme=latest.measures.theme,
        promise=latest.measures.promise,
        priority=latest.measures.priority,
        before=latest.before,
    )


def _has(survey: Survey, item_id: str) -> bool:
    return any(item.id == item_id for item in survey.items)


def _most_careful(items: Iterable[Base]) -> str:
    return "service" if all(item.sensitivity == "service" for item in items) else "personal"


def _answers(items: Iterable[Base]) -> tuple[Answer, ...]:
    found: dict[str, Answer] = {}
    for item in items:
        for option in item.choices:
            answer = Answer(option.id, option.text, option.score, option.picture)
            found.setdefault(option.id, answer)
    return tuple(found.values())


def _collapses(items: Iterable[Base], known: set[str]) -> tuple[Collapse, ...]:
    """The maps of the newest edition that has one which takes every known option: where an answer
    was taken out since, those of the edition that still had it."""
    for item in items:
        maps = [
            tuple((Answer(merged.id, merged.text), merged.takes) for merged in collapse.to)
            for collapse in item.collapse
        ]
        whole = tuple(one for one in maps if {o for _, takes in one for o in takes} == known)
        if whole:
            return whole
    return ()


def _routing(rules: Sequence[Rule]) -> tuple[str | None, tuple[str, ...], tuple[str, ...]]:
    """Which item decides, the answers it must have, and the other items the rules look at."""
    if not rules:
        return None, (), ()
    after = list(dict.fromkeys(c.item for rule in rules for c in comparisons(rule) if c.item))
    needs = _needed(rules[0]) if len(set(rules)) == 1 else {}
    base = next((item for item in after if item in needs), after[0])
    also = tuple(item for item in after if item != base)
    return base, needs.get(base, ()), also


def _needed(rule: Rule) -> dict[str, tuple[str, ...]]:
    """By item, answers one of which everybody has to whom the rule shows something.

    Only what is certain: ``is_not`` and ``not`` are also true of somebody who did not answer.
    """
    if rule.item is not None:
        wanted = rule.is_ or rule.includes
        return {rule.item: (wanted,)} if wanted else {}
    if rule.all is not None:
        return {item: found for part in rule.all for item, found in _needed(part).items()}
    parts = [_needed(part) for part in rule.any or ()]
    same = set.intersection(*(set(part) for part in parts)) if parts else set()
    return {
        item: tuple(dict.fromkeys(option for part in parts for option in part[item]))
        for item in sorted(same)
    }
