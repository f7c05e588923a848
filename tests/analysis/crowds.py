"""Crowds by chance: answers to one of each kind of question, of regulars and others."""

from random import Random

from hypothesis import strategies as st

from tests.analysis.crowd import FACES, MONTHS, PERIOD, Crowd, Given, a_question, faces, ideas
from voice.analysis.counts import Counts, Group, Question, tabulate

GROUPS = {
    "north": Group("north", "North", joins="south"),
    "south": Group("south", "South", joins="north"),
    "fun-day": Group("fun-day", "Fun day", overlaps=frozenset({"north", "south"})),
}
QUESTIONS: tuple[Question, ...] = (
    faces(unsafe=frozenset({"awful"})),
    a_question(("yes", "unsure", "no")),
    ideas(),
    a_question(("yes", "no"), item="heard", sensitivity="service"),
    a_question(("yes", "no"), item="why", base="listened", base_in=("no",)),
)


def a_response(chance: Random, child: int, sitting: str, group: str, month: str) -> Given:
    lean = chance.choice([FACES, FACES[3:], FACES[:2]])
    listened = chance.choice(["yes", "yes", "unsure", "no", "_skipped"])
    ticks = [tick for tick in ("friends", "school", "food") if chance.random() < 0.5]
    answers: dict[str, str | tuple[str, ...]] = {
        "feeling": chance.choice([*lean, "_skipped"]),
        "listened": listened,
        "good": tuple(ticks),
        "heard": chance.choice(["yes", "no", "no"]),
        "why": chance.choice(["yes", "no"]) if listened == "no" else "_not-asked",
    }
    age = ("0-9", "10-16", "17+", "10-16", None)[child % 5]
    return Given(child, answers, sitting, group, month, age, ("alone", None)[child % 2])


def a_crowd(seed: int) -> Crowd:
    """Some sixty responses of up to thirty children at up to six sittings, regulars among them."""
    chance = Random(seed)
    given_: list[Given] = []
    small = set()
    for number in range(chance.randint(1, 6)):
        group, month = chance.choice(sorted(GROUPS)), chance.choice(MONTHS)
        came = chance.choice([3, 8, 12, 20, 30])
        if came < 10:
            small.add(f"s{number}")
        first = chance.choice([0, 12 * number])
        given_ += [
            a_response(chance, child, f"s{number}", group, month)
            for child in range(first, first + came)
        ]
    return Crowd(tuple(given_), frozenset(small))


crowds = st.builds(a_crowd, st.integers(0, 2**32))


def counted(crowd: Crowd) -> list[Counts]:
    return tabulate(crowd.gathered(), QUESTIONS, GROUPS, MONTHS, PERIOD)
