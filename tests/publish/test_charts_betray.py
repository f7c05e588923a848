"""No bar, gap, order or scale betrays what is not shown: seen from the charts, two councils that
differ only in what is withheld are one and the same."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.crowd import SIGNED, a_question, a_table
from tests.charting import a_chart, a_fact
from voice.analysis import findings, promises
from voice.analysis.bars import Bar, Panel, untold
from voice.analysis.disclosure import protect
from voice.analysis.findings import Finding
from voice.analysis.safe import Release
from voice.publish import charts
from voice.publish.drawing import Format
from voice.publish.scheme import TRACK
from voice.survey.measures import PROMISES

Counts = tuple[int, int, int]
ANSWERS = ("yes", "partly", "no")
FORMS: tuple[Format, ...] = ("svg", "png")
FEW = st.tuples(*[st.integers(0, 3)] * 3).filter(lambda row: sum(row) > 0)
TELLING = st.tuples(*[st.integers(5, 40)] * 3)


@st.composite
def nearly_all(draw: st.DrawFn) -> tuple[Counts, Counts]:
    """The same number of answers, nearly all of them yes: told in the same words."""
    n = draw(st.integers(12, 45))
    told = draw(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=2, max_size=2))
    first, second = ((n - sum(rest), *rest) for rest in told)
    return first, second


@st.composite
def with_one_or_two(draw: st.DrawFn) -> tuple[Counts, Counts]:
    """The same number of answers, spread, with an answer given by one to four: n only."""
    n = draw(st.integers(20, 45))
    few = draw(st.lists(st.integers(1, 4), min_size=2, max_size=2))
    first, second = ((8, n - 8 - small, small) for small in few)
    return first, second


PAIRS = st.one_of(
    TELLING.map(lambda row: (row, row)), st.tuples(FEW, FEW), nearly_all(), with_one_or_two()
)


def a_close(rows: Sequence[Counts]) -> Release:
    questions = (
        a_question(ANSWERS, f"promise-kept-{promise}", text=f"{name}?", promise=promise)
        for promise, name in PROMISES.items()
    )
    tables = [a_table(question, row) for question, row in zip(questions, rows, strict=True)]
    return protect(tables, (), SIGNED)


def told(release: Release) -> list[Finding]:
    board = promises.board([release])
    return [*([board] if board else []), *findings.of(release)]


def drawn(found: Sequence[Finding], form: Format) -> bytes | None:
    """The first that has a chart, drawn anew."""
    charts._draw.cache_clear()
    return next((charts.draw(one, form, titled=True) for one in found if one.chart), None)


@given(st.lists(PAIRS, min_size=len(PROMISES), max_size=len(PROMISES)))
@settings(max_examples=40, deadline=None)
def test_what_differs_only_in_what_is_withheld_says_and_shows_the_same(
    pairs: list[tuple[Counts, Counts]],
) -> None:
    one, other = a_close([pair[0] for pair in pairs]), a_close([pair[1] for pair in pairs])
    assert one.tables == other.tables
    assert told(one) == told(other)


@given(st.lists(PAIRS, min_size=len(PROMISES), max_size=len(PROMISES)), st.sampled_from(FORMS))
@settings(max_examples=5, deadline=None)
def test_and_is_drawn_alike_to_the_byte(pairs: list[tuple[Counts, Counts]], form: Format) -> None:
    one, other = (told(a_close([pair[side] for pair in pairs])) for side in (0, 1))
    assert drawn(one, form) == drawn(other, form)


@given(st.permutations([(40, 9, 8), (5, 30, 22), (20, 17, 20), (1, 2, 1), (30, 1, 0)] * 2))
@settings(max_examples=30, deadline=None)
def test_the_order_is_the_councils_whatever_the_answers_are(rows: list[Counts]) -> None:
    board = promises.board([a_close(rows)])
    assert board is not None
    assert board.chart is not None
    panel = board.chart.panels[-1]
    assert [bar.label for bar in panel.bars] == list(PROMISES.values())
    assert [bar.picture for bar in panel.bars] == [f"promise-{n}" for n in range(1, 11)]
    assert [row[0] for row in board.table.rows] == list(PROMISES.values())


shown = st.integers(10, 99).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(st.lists(st.none() | shown, min_size=2, max_size=6))
@settings(max_examples=15, deadline=None)
def test_every_line_is_as_high_as_any_other_whatever_it_says(
    figures: list[tuple[int, int] | None],
) -> None:
    heights = {
        height_of([_bar(place, one) for place, one in enumerate(figures)]),
        height_of([_bar(place, None) for place, _ in enumerate(figures)]),
    }
    assert len(heights) == 1


def _bar(place: int, figure: tuple[int, int] | None) -> Bar:
    if figure is None:
        return untold(f"Promise {place}")
    return Bar(f"Promise {place}", *figure, f"{figure[0]} of {figure[1]}")


def height_of(bars: Sequence[Bar]) -> str:
    svg = charts.draw(a_fact(a_chart("promises", Panel("Kept", tuple(bars)))), "svg", titled=False)
    head = (svg or b"").decode().split("<metadata>")[0]
    return head.split('height="')[1].split('"')[0]


def test_no_track_is_drawn_where_nothing_is_told(
    barred: list[tuple[float, float, float, str]],
) -> None:
    chart = a_chart("promises", Panel("Kept", (untold("Moves"), Bar("Safe", 7, 12, "7 of 12"))))
    charts.draw(a_fact(chart), "svg", titled=False)
    assert sum(colour == TRACK for *_, colour in barred) == 1
