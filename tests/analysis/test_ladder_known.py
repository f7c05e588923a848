"""A reader who knows the whole ladder, and so what a table that stands low must have been.

Every world is written down: every way the answers could have fallen. Worlds of which the very same
is said cannot be told apart, and over those a number that is kept back must stay open.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import product
from types import SimpleNamespace

import pytest

from tests.analysis.crowd import a_collapse, a_question, faces, ideas
from voice import release as release_verb
from voice.analysis import ladder, opendata
from voice.analysis.counts import Answered, Cell, Counts, Gathered, Group, Question, Row, tabulate
from voice.analysis.disclosure import protect
from voice.analysis.policy import Policy

LOWEST = Policy(k=3, n=6, n_cross=10, w=2)
PUT_TOGETHER = a_collapse((("yes", "yes"), ("not", "unsure+no")))
QUESTIONS: dict[str, Question] = {
    "two": a_question(("yes", "no")),
    "two, one unsafe": a_question(("yes", "no"), unsafe=frozenset({"no"})),
    "three": a_question(),
    "three to two": a_question(collapses=(PUT_TOGETHER,)),
    "three to two, one unsafe": a_question(collapses=(PUT_TOGETHER,), unsafe=frozenset({"no"})),
    "five": faces(),
}
World = tuple[int, ...]
"""How many gave each answer."""


def worlds(n: int, answers: int) -> Iterator[World]:
    """Every way in which so many may have answered."""
    if answers == 1:
        yield (n,)
        return
    for first in range(n + 1):
        for rest in worlds(n - first, answers - 1):
            yield (first, *rest)


def said(question: Question, world: World, policy: Policy) -> str:
    """All that a release says of it."""
    ids = [answer.id for answer in question.answers]
    row = Row(None, sum(world), dict(zip(ids, world, strict=True)), sum(world))
    table = Counts(question, "2019-P1", None, (row,), ("2019-01",))
    return opendata.write(protect([table], [], policy))


def too_close(question: Question, alike: Sequence[World], policy: Policy) -> list[str]:
    """The sums of answers that a reader of these worlds knows too closely, and what is left."""
    ids = [answer.id for answer in question.answers]
    parts = {frozenset(takes) for scale in ladder.scales(question) for takes in scale.takes}
    found = []
    for part in parts:
        sums = [sum(c for c, i in zip(w, ids, strict=True) if i in part) for w in alike]
        others = [sum(w) - s for w, s in zip(alike, sums, strict=True)]
        for name, numbers in (("", sums), ("not ", others)):
            low, high = min(numbers), max(numbers)
            if high > 0 and low < policy.k and high - low < policy.w:
                found.append(f"{name}{'+'.join(sorted(part))}: {low} to {high} of {sum(alike[0])}")
    return found


@pytest.mark.parametrize("policy", [Policy(), LOWEST], ids=["as shipped", "at the floors"])
@pytest.mark.parametrize("name", QUESTIONS)
def test_no_rung_tells_what_it_keeps(name: str, policy: Policy) -> None:
    question = QUESTIONS[name]
    longest = policy.n + (1 if len(question.answers) > 3 else 6)
    for n in range(policy.n, longest):
        alike: dict[str, list[World]] = defaultdict(list)
        for world in worlds(n, len(question.answers)):
            alike[said(question, world, policy)].append(world)
        found = [one for same in alike.values() for one in too_close(question, same, policy)]
        assert found == [], f"{n} answers"


def test_this_reader_would_find_what_a_narrower_ladder_tells(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ladder, "wide", lambda *_: True)
    with pytest.raises(AssertionError):
        test_no_rung_tells_what_it_keeps("three to two", Policy())


# A year and its two periods

MONTHS = ("2019-01", "2019-12")
GROUPS = {"just-us": Group("just-us", "Just Us")}


def gathered(question: Question, told: dict[int, tuple[dict[str, int], int]]) -> Gathered:
    """What was counted in some of the two months: by option, and how many answered."""
    cells: list[Cell] = []
    answered: list[Answered] = []
    for place, (options, n) in told.items():
        who = "just-us", MONTHS[place], None, None, f"c{place}"
        cells += [
            Cell(question.survey, question.item, id_, *who, number)
            for id_, number in options.items()
            if number
        ]
        answered.append(Answered(question.survey, question.item, *who, n))
    return Gathered(tuple(cells), tuple(answered))


def told_of_a_year(
    question: Question, one: tuple[dict[str, int], int], two: tuple[dict[str, int], int]
) -> tuple[str, ...]:
    """The open data of two periods and their year, as real closes make them."""
    both = {0: one, 1: two}
    documents: list[str] = []
    for place, month in enumerate(MONTHS):
        period = f"2019-P{place + 1}"
        own = gathered(question, {place: both[place]})
        tables = tabulate(own, [question], GROUPS, (month,), period)
        earlier = [opendata.read(document) for document in documents]
        release = protect(tables, earlier, Policy(), period=period, months=(month,))
        documents.append(opendata.write(release_verb._audited(release, documents, lambda _: None)))
    span = SimpleNamespace(
        id="2019", months=MONTHS, gathered=gathered(question, both), questions=[question], came=()
    )
    ground = SimpleNamespace(joined=GROUPS)
    made = release_verb._made_year(ground, span, documents, Policy())  # type: ignore[arg-type]
    documents.append(opendata.write(release_verb._audited(made, documents, lambda _: None)))
    return tuple(documents)


@pytest.mark.parametrize("unsafe", [frozenset(), frozenset({"no"})], ids=["", "unsafe"])
@pytest.mark.parametrize(("first", "second"), [(12, 12), (20, 11), (12, 8)])
def test_no_year_tells_what_its_periods_keep(
    first: int, second: int, unsafe: frozenset[str]
) -> None:
    question = a_question(("yes", "no"), unsafe=unsafe)
    alike: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    for some, others in product(range(first + 1), range(second + 1)):
        one = {"yes": first - some, "no": some}, first
        two = {"yes": second - others, "no": others}, second
        alike[told_of_a_year(question, one, two)].append((some, others))
    _stay_open(alike, first, second)


def test_no_year_tells_the_ticks_that_its_periods_keep() -> None:
    question = ideas()
    alike: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    for some, others in product(range(15), range(13)):
        told = [
            ({"friends": n, "school": 6, "food": 7}, of) for n, of in ((some, 14), (others, 12))
        ]
        alike[told_of_a_year(question, *told)].append((some, others))
    _stay_open(alike, 14, 12)


def _stay_open(
    alike: dict[tuple[str, ...], list[tuple[int, int]]], first: int, second: int
) -> None:
    """Of no period a small number, or what is left of it, is known too closely."""
    policy = Policy()
    for same in alike.values():
        for place, n in enumerate((first, second)):
            for numbers in ([one[place] for one in same], [n - one[place] for one in same]):
                low, high = min(numbers), max(numbers)
                open_ = high == 0 or low >= policy.k or high - low >= policy.w
                assert open_, f"{low} to {high} of {n}: {same}"
