"""All attackers upon all releases of one council."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from tests.analysis.attackers import (
    ANY,
    NOT_SAID,
    Calculator,
    Reading,
    Suspicion,
    by_the_route,
    read,
    suspicions,
    with_a_friend,
    with_a_pencil,
)
from tests.analysis.councils import Council, Made
from tests.analysis.crowd import Crowd, Given

QUESTIONS_A_CLOSE = 3
SUSPICIONS_A_QUESTION = 4


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the attackers of one council had to work with, and what they worked out."""

    releases: int
    figures: int
    wondered: int
    """Suspicions put to the solver."""
    found: tuple[str, ...]


def attack(council: Council) -> Outcome:
    """Close every period of the council and let everybody loose on all its open data."""
    return attacked(council, list(council.releases()))


def attacked(council: Council, made: Sequence[Made]) -> Outcome:
    """The attackers upon these releases; who is behind them says what is worth wondering about."""
    reading = read([one.document for one in made])
    found = [*with_a_pencil(reading), *by_the_route(reading)]
    if council.policy.k > 3:
        # At the lowest k there may be, "most or all" leaves two who said otherwise certain of the
        # others. The policy allows it; the default k does not.
        found += with_a_friend(reading)
    wondered = 0
    for one in made:
        for outcome in _wondering(reading, one.months, one.crowd):
            wondered += 1
            found += [outcome] if outcome else []
    figures = sum(len(topic.said) for topic in reading.topics.values())
    return Outcome(len(made), figures, wondered, tuple(found))


def _wondering(reading: Reading, months: Sequence[str], crowd: Crowd) -> Iterator[str]:
    """What the calculator makes of those of whom there are few."""
    dice = Random(len(crowd.given))
    names = sorted(reading.topics)
    for name in dice.sample(names, min(QUESTIONS_A_CLOSE, len(names))):
        topic = reading.topics[name].within(months)
        if not topic.said:
            continue
        few = [one for one in suspicions(topic) if _worth_it(one, crowd, reading.k)]
        if few:
            calculator = Calculator(reading, topic)
            for one in dice.sample(few, min(SUSPICIONS_A_QUESTION, len(few))):
                yield calculator.works_out(one)


def _worth_it(suspicion: Suspicion, crowd: Crowd, k: int) -> bool:
    """Whether there truly are so few, so that working it out would tell something."""
    item, _, tick = suspicion.topic.partition("/")[2].partition(": ")
    there = [one for one in crowd.given if _is_there(one, suspicion) and _answered(one, item)]
    if tick:
        gave = sum((tick in one.answers[item]) == (suspicion.answer == tick) for one in there)
    elif suspicion.answer == ANY:
        return False
    else:
        gave = sum(one.answers[item] in str(suspicion.answer).split("+") for one in there)
    if suspicion.others:
        return bool(there) and len(there) - gave < k
    return 0 < gave < k


def _is_there(one: Given, suspicion: Suspicion) -> bool:
    return all(
        (getattr(one, dimension) or NOT_SAID) == value
        for dimension, value in suspicion.where.items()
    )


def _answered(one: Given, item: str) -> bool:
    answer = one.answers[item]
    return not isinstance(answer, str) or not answer.startswith("_")
