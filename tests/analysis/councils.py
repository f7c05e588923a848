"""Small councils made by dice: who comes to what over some periods, what they answer, and what
their releases say. Skips, routes, tick-all, regulars, late tablets and small events included."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from tests.analysis.crowd import Crowd, Given, a_question, faces, ideas
from voice import release as release_verb
from voice.analysis import opendata
from voice.analysis.counts import Group, Question, tabulate
from voice.analysis.disclosure import protect
from voice.analysis.policy import Policy

BANDS = ("0-9", "10-16", "17+")
WAYS = ("alone", "alone", "together", None)
SKIPPED, NOT_ASKED = "_skipped", "_not-asked"
FLOORS = Policy(k=3, n=6, w=2)
PERIODS = (
    ("2019-P1", ("2019-01", "2019-02")),
    ("2019-P2", ("2019-03",)),
    ("2019-P3", ("2019-04", "2019-05")),
    ("2019-P4", ("2019-06",)),
)


@dataclass(frozen=True, slots=True)
class Council:
    """What was answered, period by period, and the rules of that council."""

    closes: tuple[tuple[str, tuple[str, ...], Crowd], ...]
    questions: tuple[Question, ...]
    groups: dict[str, Group]
    policy: Policy

    def releases(self) -> Iterator[tuple[str, Crowd]]:
        """The open data of each close, made as a real close makes it, and who is behind it."""
        documents: list[str] = []
        for period, months, crowd in self.closes:
            documents.append(self.close(period, months, crowd, documents))
            yield documents[-1], crowd

    def close(self, period: str, months: Sequence[str], crowd: Crowd, before: Sequence[str]) -> str:
        tables = tabulate(crowd.gathered(), self.questions, self.groups, months, period)
        earlier = [opendata.read(document) for document in before]
        release = protect(tables, earlier, self.policy, period=period, months=months)
        # The very loop of a close, without the database around it.
        return opendata.write(release_verb._audited(release, before, lambda _: None))


@dataclass(frozen=True, slots=True)
class Child:
    number: int
    group: str | None
    age_band: str
    mood: int
    """The answer this child gives most often, everywhere."""


def a_council(seed: int, most: int = 40) -> Council:
    """A council with 3 to ``most`` respondents a period."""
    dice = Random(seed)
    groups = _groups(dice)
    children = [
        Child(number, dice.choice([*groups, *groups, None]), dice.choice(BANDS), dice.randrange(5))
        for number in range(dice.randint(4, 2 * most))
    ]
    habits = _Habits(dice)
    closes, late = [], ()
    for period, months in PERIODS[: dice.randint(1, len(PERIODS))]:
        given, late = _period(dice, habits, children, months, dice.randint(3, most), late)
        sittings = {one.sitting for one in given}
        sizes = {s: sum(one.sitting == s for one in given) for s in sittings}
        small = frozenset(s for s, size in sizes.items() if s is not None and size < 10)
        closes.append((period, months, Crowd(given, small)))
    signed = dice.choice(["", "data owner, 1 May 2019"])
    policy = dice.choice([Policy(service_signed=signed), FLOORS])
    return Council(tuple(closes), QUESTIONS, groups, policy)


def _groups(dice: Random) -> dict[str, Group]:
    names = ["just-us", "blenders", "juniors", "leavers"][: dice.randint(1, 4)]
    return {
        name: Group(
            name,
            name.capitalize(),
            joins=names[place - 1] if place and dice.random() < 0.7 else None,
            overlaps=frozenset(names[:1]) if place and dice.random() < 0.2 else frozenset(),
        )
        for place, name in enumerate(names)
    }


QUESTIONS = (
    faces(),
    a_question(unsafe=frozenset({"no"})),
    ideas(),
    a_question(("yes", "no"), "heard", sensitivity="service"),
    a_question(("kept", "partly", "broken"), "kept", base="heard", base_in=("yes",)),
    a_question(("yes", "no"), "safe"),
    a_question(("worker", "carer", "nobody"), "tell", base="safe", base_in=("no",)),
)


class _Habits:
    """How a council's young people answer: evenly, mostly alike, or nearly all the same."""

    def __init__(self, dice: Random) -> None:
        self.dice = dice
        self.alike = {question.item: dice.choice([0.0, 0.3, 0.8, 0.95]) for question in QUESTIONS}
        self.skips = dice.choice([0.0, 0.05, 0.15])
        self.age_passed = dice.choice([0.0, 0.0, 0.05])

    def answers(self, child: Child) -> dict[str, str | tuple[str, ...]]:
        given: dict[str, str | tuple[str, ...]] = {}
        for question in QUESTIONS:
            if question.base and given[question.base] not in question.base_in:
                given[question.item] = NOT_ASKED
            elif self.dice.random() < self.skips:
                given[question.item] = SKIPPED
            elif question.multiple:
                ticks = [a.id for a in question.answers if self.dice.random() < 0.5]
                given[question.item] = tuple(ticks)
            else:
                given[question.item] = self._one(question, child)
        return given

    def _one(self, question: Question, child: Child) -> str:
        options = [answer.id for answer in question.answers]
        if self.dice.random() < self.alike[question.item]:
            return options[0]
        if self.dice.random() < 0.5:
            return options[child.mood % len(options)]
        return self.dice.choice(options)


def _period(
    dice: Random,
    habits: _Habits,
    children: Sequence[Child],
    months: Sequence[str],
    number: int,
    late: Sequence[Given],
) -> tuple[tuple[Given, ...], tuple[Given, ...]]:
    """The responses of one period with those late from the last, and those late for the next."""
    given: list[Given] = [
        Given(o.child, o.answers, None, o.group, months[0], o.age_band, o.helped) for o in late
    ]
    event = 0
    while len(given) < number:
        event += 1
        month, sitting = dice.choice(months), f"{months[0]}-{event}"
        who = dice.sample(children, min(dice.randint(2, 15), len(children), number - len(given)))
        for child in who:
            band = None if dice.random() < habits.age_passed else child.age_band
            answers = habits.answers(child)
            way = dice.choice(WAYS)
            given.append(Given(child.number, answers, sitting, child.group, month, band, way))
    held_back = dice.choice([0, 0, 1, 2])
    return tuple(given[: len(given) - held_back]), tuple(given[len(given) - held_back :])
