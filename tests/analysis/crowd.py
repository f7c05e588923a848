"""Young people to test with: who came and answered what, and what the store counts of it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from voice.analysis.counts import (
    Answer,
    Answered,
    Cell,
    Counts,
    Gathered,
    Group,
    Loose,
    Question,
    Row,
    Sitting,
)
from voice.analysis.policy import Policy

MONTHS = ("2019-09", "2019-10")
PERIOD = "2019-P1"
SIGNED = Policy(service_signed="data owner, 1 May 2019")
FACES = ("awful", "sad", "okay", "good", "great")
THREE = (("down", "awful+sad"), ("okay", "okay"), ("up", "good+great"))
TWO = (("down", "awful+sad+okay"), ("up", "good+great"))


def a_question(
    options: Sequence[str] = ("yes", "unsure", "no"), item: str = "listened", **changes: object
) -> Question:
    fields: dict[str, object] = {
        "survey": "how-are-you",
        "item": item,
        "kind": "choice",
        "text": "Are you listened to?",
        "answers": tuple(Answer(option, option.capitalize()) for option in options),
    }
    return Question(**{**fields, **changes})  # type: ignore[arg-type]


def faces(**changes: object) -> Question:
    """Five scored faces that collapse to three and to two."""
    scored = tuple(Answer(face, face.capitalize(), score) for score, face in enumerate(FACES, 1))
    coarser = (a_collapse(THREE), a_collapse(TWO))
    fields: dict[str, object] = {"kind": "faces", "answers": scored, "mean": True}
    return a_question(FACES, "feeling", collapses=coarser, **{**fields, **changes})


def a_collapse(parts: Sequence[tuple[str, str]]) -> tuple[tuple[Answer, tuple[str, ...]], ...]:
    return tuple((Answer(id_, id_.capitalize()), tuple(takes.split("+"))) for id_, takes in parts)


def ideas(**changes: object) -> Question:
    """Tick any."""
    fields: dict[str, object] = {"kind": "many", "multiple": True}
    return a_question(("friends", "school", "food"), "good", **{**fields, **changes})


def a_row(
    question: Question,
    counts: Sequence[int],
    value: str | None = None,
    n: int | None = None,
    d: int | None = None,
    **changes: object,
) -> Row:
    """A row with so many of each answer; n and d follow from it unless said otherwise."""
    by_id = {answer.id: count for answer, count in zip(question.answers, counts, strict=True)}
    n = sum(counts) if n is None else n
    return Row(value, n, by_id, n if d is None else d, **changes)  # type: ignore[arg-type]


def a_table(
    question: Question,
    rows: Sequence[int] | Mapping[str, Sequence[int]],
    dimension: str | None = None,
    groups: Iterable[Group] = (),
    **changes: object,
) -> Counts:
    """A table as counted: one row of counts, or one by value of a dimension."""
    found = rows if isinstance(rows, Mapping) else {None: rows}
    return Counts(
        question,
        PERIOD,
        dimension,
        tuple(a_row(question, counts, value, **changes) for value, counts in found.items()),  # type: ignore[arg-type]
        MONTHS,
        {group.id: group for group in groups},
    )


@dataclass(frozen=True, slots=True)
class Given:
    """One response: which child gave it, where and when, and what it says."""

    child: int
    answers: Mapping[str, str | tuple[str, ...]]
    """By item: an option, a reserved one, or the ticks of a tick-all item."""
    sitting: str | None = "s1"
    group: str | None = "just-us"
    month: str = "2019-10"
    age_band: str | None = "10-16"
    helped: str | None = None


@dataclass(frozen=True, slots=True)
class Crowd:
    """Responses to one survey, and which sittings were so small that they lost theirs."""

    given: tuple[Given, ...]
    small: frozenset[str] = frozenset()
    late: frozenset[int] = field(default_factory=frozenset)
    """Places of responses that came after the close and count in no sitting."""

    def gathered(self, survey: str = "how-are-you") -> Gathered:
        cells: Counter[tuple[object, ...]] = Counter()
        answered: Counter[tuple[object, ...]] = Counter()
        loose: Counter[tuple[str | None, str]] = Counter()
        for place, one in enumerate(self.given):
            linked = self.linked(place)
            who = (one.group, one.month, one.age_band, one.helped, linked)
            loose[one.group, one.month] += linked is None
            for item, answer in one.answers.items():
                options = (answer,) if isinstance(answer, str) else answer or ("_none",)
                cells.update((survey, item, option, *who) for option in options)
                answered[survey, item, *who] += options[0] == "_none" or options[0][0] != "_"
        return Gathered(
            cells=tuple(Cell(*key, number) for key, number in cells.items()),  # type: ignore[arg-type]
            answered=tuple(Answered(*key, n) for key, n in answered.items() if n),  # type: ignore[arg-type]
            sittings=tuple(self._sittings(survey)),
            loose=tuple(Loose(survey, *key, n) for key, n in loose.items() if n),
        )

    def linked(self, place: int) -> str | None:
        """The collection the response still points at."""
        sitting = self.given[place].sitting
        return None if sitting in self.small or place in self.late else sitting

    def _sittings(self, survey: str) -> Iterable[Sitting]:
        counted = Counter(
            (one.group, one.month, one.sitting)
            for place, one in enumerate(self.given)
            if one.sitting in self.small and place not in self.late
        )
        for (group, month, _), number in sorted(counted.items(), key=str):
            if group is not None:
                yield Sitting(survey, group, month, number)


def many(
    number: int, answers: Mapping[str, str | tuple[str, ...]], first: int = 0, **who: object
) -> tuple[Given, ...]:
    """So many different young people who gave the same answers at one sitting."""
    return tuple(Given(child, answers, **who) for child in range(first, first + number))  # type: ignore[arg-type]
