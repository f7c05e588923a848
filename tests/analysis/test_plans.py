"""What one paper planned, the next one answers for; no small event is told by its questions."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.analysis.plans import AHEAD, UNSAID, Forward, Line, Look, forward, plans

SEPTEMBER = Look(date(2019, 9, 18), date(2019, 8, 31))
NOVEMBER = Look(date(2019, 11, 20), date(2019, 10, 31))
JANUARY = Look(date(2020, 1, 22), date(2019, 12, 31))


def a_line(what: str = "Make and create", month: str = "2019-10", **changes: object) -> Line:
    line = Line(what, what, month, "Fenland", "Just Us", "", True, date(2019, 9, 1))
    return replace(line, **changes)  # type: ignore[arg-type]


def states(told: Forward) -> dict[str, str]:
    return {one.line.what: one.state for one in told.returned}


def test_a_line_is_told_as_coming_and_returns_in_the_next_paper() -> None:
    line = a_line()
    assert forward([line], [], SEPTEMBER).coming == (line,)
    after = forward([line], [SEPTEMBER], NOVEMBER)
    assert (after.coming, states(after)) == ((), {"Make and create": UNSAID})


def test_a_line_that_is_still_ahead_returns_and_is_told_again() -> None:
    line = a_line(month="2019-12")
    told = forward([line], [SEPTEMBER], NOVEMBER)
    assert told.coming == (line,)
    assert states(told) == {"Make and create": AHEAD}


@pytest.mark.parametrize("outcome", ["done", "changed", "not-done"])
def test_an_outcome_is_told_in_one_paper_and_stays_told_there(outcome: str) -> None:
    line = a_line(outcome=outcome, reason="Nobody signed up.")
    assert states(forward([line], [SEPTEMBER], NOVEMBER)) == {line.what: outcome}
    told = replace(line, told=NOVEMBER.meeting)
    assert states(forward([told], [SEPTEMBER], NOVEMBER)) == {line.what: outcome}
    assert forward([told], [SEPTEMBER, NOVEMBER], JANUARY) == Forward()


def test_what_a_later_paper_told_is_not_yet_said_in_the_one_before() -> None:
    line = a_line(outcome="done", told=JANUARY.meeting)
    assert states(forward([line], [SEPTEMBER], NOVEMBER)) == {line.what: UNSAID}
    assert states(forward([line], [SEPTEMBER, NOVEMBER], JANUARY)) == {line.what: "done"}


def test_a_paper_that_is_not_the_latest_tells_no_outcome_for_the_first_time() -> None:
    told = forward([a_line(outcome="done")], [SEPTEMBER], NOVEMBER, latest=False)
    assert (states(told), told.decided) == ({"Make and create": UNSAID}, ())


def test_a_line_nobody_speaks_of_comes_back_in_every_paper() -> None:
    assert states(forward([a_line()], [SEPTEMBER, NOVEMBER], JANUARY)) == {
        "Make and create": UNSAID
    }


def test_a_line_called_off_early_is_told_once_and_is_coming_no_more() -> None:
    line = a_line(month="2019-12", outcome="not-done", reason="No hall.")
    told = forward([line], [SEPTEMBER], NOVEMBER)
    assert (told.coming, states(told)) == ((), {"Make and create": "not-done"})


def test_a_line_done_before_any_paper_told_it_stands_as_it_was_planned() -> None:
    line = a_line(month="2019-11", made=date(2019, 11, 1), outcome="done")
    told = forward([line], [SEPTEMBER], NOVEMBER)
    assert (told.coming, told.returned) == ((line,), ())


def test_a_line_made_after_the_meeting_belongs_to_the_next_paper() -> None:
    line = a_line(month="2020-02", made=date(2019, 11, 21))
    assert forward([line], [SEPTEMBER], NOVEMBER) == Forward()
    assert forward([line], [SEPTEMBER, NOVEMBER], JANUARY).coming == (line,)


@pytest.mark.parametrize(
    ("cutoff", "month"),
    [((2019, 10, 31), "2019-11"), ((2019, 10, 30), "2019-10"), ((2020, 2, 29), "2020-03")],
)
def test_a_month_is_ahead_while_days_of_it_are_left(cutoff: tuple[int, ...], month: str) -> None:
    assert Look(date(2020, 3, 1), date(*cutoff)).month == month


def test_lines_stand_by_month_and_name_whatever_order_they_come_in() -> None:
    lines = [a_line("b", "2019-12"), a_line("a", "2020-01"), a_line("A", "2019-12")]
    told = [line.what for line in forward(lines, [], SEPTEMBER).coming]
    assert told == ["A", "b", "a"]
    assert told == [line.what for line in forward(reversed(lines), [], SEPTEMBER).coming]


# What will be asked


def test_what_will_be_asked_is_never_told_of_one_line() -> None:
    lines = [a_line(asks="The Promise"), a_line("Meeting of managers")]
    assert forward(lines, [], SEPTEMBER).topics == ()


def test_what_will_be_asked_is_told_of_several_lines_together() -> None:
    lines = [
        a_line("b", asks="the Promise\nfood at the awards"),
        a_line("a", asks="The Promise\n\n what to do next "),
    ]
    assert forward(lines, [], SEPTEMBER).topics == (
        "food at the awards",
        "The Promise",
        "what to do next",
    )


def test_one_topic_of_several_lines_is_that_of_each_and_waits() -> None:
    alike = [
        a_line("a", "2020-01", asks="The Promise"),
        a_line("b", "2020-01", asks="the promise"),
    ]
    assert forward(alike, [], SEPTEMBER).topics == ()
    joins = a_line("c", "2020-01", asks="Food", made=date(2019, 11, 1))
    assert forward([*alike, joins], [SEPTEMBER], NOVEMBER).topics == ("Food", "The Promise")


def test_topics_are_told_once_so_that_no_two_papers_tell_whose_they_are() -> None:
    first = [a_line("a", "2019-12", asks="X"), a_line("b", asks="Y")]
    later = a_line("c", "2020-01", asks="Z", made=date(2019, 11, 1))
    assert forward([*first, later], [], SEPTEMBER).topics == ("X", "Y")
    assert forward([*first, later], [SEPTEMBER], NOVEMBER).topics == ()


def test_a_single_topic_waits_for_another_line_and_not_beyond_its_own_month() -> None:
    waits = a_line("c", "2020-01", asks="Z", made=date(2019, 9, 2))
    joins = a_line("d", "2020-02", asks="W", made=date(2019, 11, 1))
    over = a_line("e", "2019-10", asks="V", made=date(2019, 9, 2))
    assert forward([waits, joins], [SEPTEMBER], NOVEMBER).topics == ("W", "Z")
    assert forward([over, joins], [SEPTEMBER], NOVEMBER).topics == ()


LOOKS = (SEPTEMBER, NOVEMBER, JANUARY)
MONTHS = [f"2019-{month:02}" for month in range(8, 13)] + ["2020-01", "2020-02"]
OUTCOMES = [None, "done", "changed", "not-done"]
LINES = st.lists(
    st.builds(
        lambda month, made, asks, outcome: a_line(
            "Something", month, made=made, asks=asks, outcome=outcome
        ),
        st.sampled_from(MONTHS),
        st.dates(date(2019, 7, 1), date(2020, 1, 31)),
        st.sampled_from(["", "A", "B", "A\nB", "C"]),
        st.sampled_from(OUTCOMES),
    ),
    max_size=6,
).map(lambda lines: [replace(line, id=str(place)) for place, line in enumerate(lines)])


def told_in_turn(lines: list[Line]) -> tuple[list[Forward], list[Line]]:
    """Every paper built when it was due; each keeps what it told."""
    papers = []
    for place, look in enumerate(LOOKS):
        paper = forward(lines, LOOKS[:place], look)
        told = set(paper.decided)
        lines = [
            replace(one, told=look.meeting) if one.id in told and not one.told else one
            for one in lines
        ]
        papers.append(paper)
    return papers, lines


@given(LINES)
def test_every_paper_is_the_same_when_it_is_built_again_later(lines: list[Line]) -> None:
    papers, known = told_in_turn(lines)
    for place, look in enumerate(LOOKS):
        again = forward(known, LOOKS[:place], look, latest=look == LOOKS[-1])
        assert [(one.line.id, one.state) for one in again.returned] == [
            (one.line.id, one.state) for one in papers[place].returned
        ]
        assert [line.id for line in again.coming] == [line.id for line in papers[place].coming]
        assert again.topics == papers[place].topics


@given(LINES)
def test_what_a_paper_planned_returns_in_the_next_and_no_outcome_is_told_twice(
    lines: list[Line],
) -> None:
    papers, _ = told_in_turn(lines)
    for place, look in enumerate(LOOKS[:-1]):
        returned = {one.line.id for one in papers[place + 1].returned}
        assert {line.id for line in papers[place].coming if plans(look, line)} <= returned
    decided = [id_ for paper in papers for id_ in paper.decided]
    assert len(decided) == len(set(decided))


@given(LINES)
def test_no_topic_is_told_alone_and_none_is_told_twice(lines: list[Line]) -> None:
    each = [replace(line, asks=f"Topic {line.id}") for line in lines]
    papers, _ = told_in_turn(each)
    told = [topic for paper in papers for topic in paper.topics]
    assert len(told) == len(set(told))
    assert all(len(paper.topics) != 1 for paper in papers)
    for place, look in enumerate(LOOKS):
        ahead = {f"Topic {line.id}" for line in each if plans(look, line)}
        assert set(papers[place].topics) <= ahead
