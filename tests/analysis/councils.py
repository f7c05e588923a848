"""Small councils made by dice: who comes to what over some periods, what they answer, and what
their releases say. Skips, routes, tick-all, regulars, late tablets and small events included, and
years, and tables by two dimensions that somebody wanted."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from random import Random
from types import SimpleNamespace

from tests.analysis.crowd import Crowd, Given, a_question, faces, ideas
from voice import release as release_verb
from voice.analysis import opendata, periods
from voice.analysis.counts import DIMENSIONS, Group, Question, Two, tabulate
from voice.analysis.disclosure import protect
from voice.analysis.policy import Policy

BANDS = ("0-9", "10-16", "17+")
WAYS = ("alone", "alone", "together", None)
SKIPPED, NOT_ASKED = "_skipped", "_not-asked"
FLOORS = Policy(k=3, n=6, n_cross=10, w=2)
PERIODS = (
    ("2019-P1", ("2019-01", "2019-02")),
    ("2019-P2", ("2019-03",)),
    ("2019-P3", ("2019-04", "2019-12")),
    ("2020-P1", ("2020-01",)),
    ("2020-P2", ("2020-02", "2020-12")),
)
"""Whole months in between in which nobody was asked are left out. The third and the fifth complete
a year."""


@dataclass(frozen=True, slots=True)
class Made:
    """One release: its open data, whose months it is about and who is behind it."""

    document: str
    months: tuple[str, ...]
    crowd: Crowd


@dataclass(frozen=True, slots=True)
class Council:
    """What was answered, period by period, and the rules of that council."""

    closes: tuple[tuple[str, tuple[str, ...], Crowd], ...]
    questions: tuple[Question, ...]
    groups: dict[str, Group]
    policy: Policy
    wanted: Mapping[str, tuple[Two, ...]]
    """By question, two dimensions it is wanted by at every close."""

    def releases(self) -> Iterator[Made]:
        """Every period and year as a real close makes it, in order."""
        documents: list[str] = []
        years: set[str] = set()
        for place, (period, months, crowd) in enumerate(self.closes, 1):
            documents.append(self.close(period, months, crowd, documents))
            yield Made(documents[-1], months, crowd)
            known = [(id_, of[-1]) for id_, of, _ in self.closes[:place]]
            for year in periods.complete_years(known):
                if year not in years:
                    years.add(year)
                    documents.append(self.close_year(year, documents))
                    yield Made(documents[-1], self._months(year), self._crowd(year))

    def close(self, period: str, months: Sequence[str], crowd: Crowd, before: Sequence[str]) -> str:
        about = crowd.gathered(), self.questions, self.groups, months, period
        earlier = [opendata.read(document) for document in before]
        release = protect(
            tabulate(*about, wanted=self.wanted), earlier, self.policy, period=period, months=months
        )
        # The very loop of a close, without the database around it.
        return opendata.write(release_verb._audited(release, before, lambda _: None))

    def close_year(self, year: str, before: Sequence[str]) -> str:
        span = SimpleNamespace(
            id=year,
            months=self._months(year),
            gathered=self._crowd(year).gathered(),
            questions=self.questions,
            came=(),
        )
        ground = SimpleNamespace(joined=self.groups)
        release = release_verb._made_year(ground, span, before, self.policy)  # type: ignore[arg-type]
        return opendata.write(release_verb._audited(release, before, lambda _: None))

    def _own(self, year: str) -> list[tuple[tuple[str, ...], Crowd]]:
        return [(months, crowd) for id_, months, crowd in self.closes if id_.startswith(year)]

    def _months(self, year: str) -> tuple[str, ...]:
        return tuple(month for months, _ in self._own(year) for month in months)

    def _crowd(self, year: str) -> Crowd:
        crowds = [crowd for _, crowd in self._own(year)]
        given = tuple(one for crowd in crowds for one in crowd.given)
        return Crowd(given, frozenset().union(*(crowd.small for crowd in crowds)))


@dataclass(frozen=True, slots=True)
class Child:
    number: int
    group: str | None
    age_band: str
    mood: int
    """The answer this child gives most often, everywhere."""


def a_council(seed: int, most: int = 40, tidy: bool = False) -> Council:
    """A council with 3 to ``most`` respondents a period.

    A ``tidy`` one has at least a third as many, all in two groups and of two ages who say so, and
    wants much by two dimensions: some of that can then be told.
    """
    dice = Random(seed)
    groups = _groups(dice, 2 if tidy else dice.randint(1, 4))
    bands, nowhere = (BANDS[1:], ()) if tidy else (BANDS, (None,))
    children = [
        Child(
            number, dice.choice([*groups, *groups, *nowhere]), dice.choice(bands), dice.randrange(5)
        )
        for number in range(dice.randint(most if tidy else 4, 2 * most))
    ]
    habits = _Habits(dice, tidy)
    closes, late = [], ()
    for period, months in PERIODS[: dice.randint(1, len(PERIODS))]:
        number = dice.randint(most // 3 if tidy else 3, most)
        given, late = _period(dice, habits, children, months, number, late)
        sittings = {one.sitting for one in given}
        sizes = {s: sum(one.sitting == s for one in given) for s in sittings}
        small = frozenset(s for s, size in sizes.items() if s is not None and size < 10)
        closes.append((period, months, Crowd(given, small)))
    signed = dice.choice(["", "data owner, 1 May 2019"])
    policy = dice.choice([Policy(service_signed=signed), FLOORS])
    return Council(tuple(closes), QUESTIONS, groups, policy, _wanted(dice, tidy))


def _wanted(dice: Random, much: bool) -> dict[str, tuple[Two, ...]]:
    """Some questions, each by one pair of dimensions or two."""
    pairs = list(combinations(DIMENSIONS, 2))
    chosen = dice.sample(QUESTIONS, 4 if much else dice.choice([0, 1, 2]))
    return {q.name: tuple(sorted(dice.sample(pairs, dice.randint(1, 2)))) for q in chosen}


def _groups(dice: Random, number: int) -> dict[str, Group]:
    names = ["just-us", "blenders", "juniors", "leavers"][:number]
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

    def __init__(self, dice: Random, tidy: bool) -> None:
        self.dice = dice
        likely = [0.0, 0.3] if tidy else [0.0, 0.3, 0.8, 0.95]
        self.alike = {question.item: dice.choice(likely) for question in QUESTIONS}
        self.skips = dice.choice([0.0, 0.05, 0.15])
        self.age_passed = 0.0 if tidy else dice.choice([0.0, 0.0, 0.05])

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
