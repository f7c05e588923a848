"""A paper tells its plan line by line, answers for the last one, and lists no event's questions."""

from dataclasses import replace
from datetime import date

import pytest

from tests.papers import a_material, a_paper, section, texts, told
from voice.analysis.plans import Forward, Line, Returned
from voice.publish import planned
from voice.publish.blocks import Table

AHEAD, LAST = "Activities and work planned", "What we planned last time"


def a_line(what: str = "Make and create", **changes: object) -> Line:
    fields = ("Fenland", "Just Us, 5 to 14", "The Promise", True, date(2026, 10, 5))
    return replace(Line(what, what, "2026-12", *fields), **changes)  # type: ignore[arg-type]


def table_of(plan: Forward, heading: str) -> Table:
    tables = [one for one in section(a_paper(plan=plan), heading) if isinstance(one, Table)]
    return tables[0]


def test_the_plan_stands_line_by_line_before_the_calendar() -> None:
    other = a_line("Meet managers", month="2027-01", district="", whom="", members=False)
    plan = Forward((a_line(), other))
    assert table_of(plan, AHEAD).grid.rows == (
        ("December 2026", "Make and create", "Just Us, 5 to 14", "Fenland", "Yes"),
        ("January 2027", "Meet managers", "everybody", "not decided yet", "No"),
    )
    text = told(a_paper(plan=plan), AHEAD)
    assert "We plan: Make and create (December 2026); Meet managers (January 2027). Where" in text
    assert text.index("Meet managers") < text.index("1 event is planned after the cut-off")


def test_nobody_is_invited_to_what_members_are_not_welcome_at() -> None:
    text = told(a_paper(plan=Forward((a_line(members=False),))), AHEAD)
    assert "We plan: Make and create (December 2026)." in text
    assert planned.INVITED not in text


def test_what_will_be_asked_stands_for_several_lines_and_beside_none() -> None:
    plan = Forward((a_line(), a_line("Forum")), topics=("food at the awards", "the Promise"))
    assert "The Promise" not in str(table_of(plan, AHEAD))
    assert "Young people will be asked about: food at the awards; the Promise." in told(
        a_paper(plan=plan), AHEAD
    )


def test_a_line_alone_never_tells_what_will_be_asked() -> None:
    paper = a_paper(plan=Forward((a_line(asks="Something only here"),)))
    assert not [text for text in texts(paper) if "Something only here" in text]


@pytest.mark.parametrize(
    ("outcome", "reason", "came"),
    [
        ("done", "", "Done."),
        ("changed", "moved to January", "Changed. Moved to January."),
        ("not-done", "Nobody signed up.", "Not done. Nobody signed up."),
    ],
)
def test_a_line_of_the_last_plan_returns_with_its_outcome_and_reason(
    outcome: str, reason: str, came: str
) -> None:
    line = a_line(outcome=outcome, reason=reason)
    assert table_of(Forward((), (Returned(line, outcome),)), LAST).grid.rows == (
        ("Make and create", "December 2026", "Just Us, 5 to 14", came),
    )


def test_an_outcome_that_is_told_elsewhere_is_not_told_here() -> None:
    line = a_line(outcome="not-done", reason="Nobody signed up.")
    (row,) = table_of(Forward((), (Returned(line, "unsaid"),)), LAST).grid.rows
    assert row[-1] == "Not yet said."


def test_a_line_that_is_still_to_come_stands_in_the_plan_only() -> None:
    ahead, done = a_line(), a_line("Forum", outcome="done")
    both = (Returned(ahead, "ahead"), Returned(done, "done"))
    plan = Forward((ahead,), both)
    assert [row[0] for row in table_of(plan, LAST).grid.rows] == ["Forum"]
    assert [row[1] for row in table_of(plan, AHEAD).grid.rows] == ["Make and create"]
    assert told(a_paper(plan=replace(plan, returned=both[:1])), LAST) == (
        "Of 1 thing planned in the last paper, 1 is still to come."
    )


def test_the_summary_counts_what_came_of_the_last_plan() -> None:
    states = ("done", "done", "changed", "unsaid", "ahead")
    plan = Forward((), tuple(Returned(a_line(outcome=state), state) for state in states))
    sentence, calendar = planned.sentences(a_material(plan=plan))
    assert sentence == (
        "Of 5 things planned in the last paper, 2 are done, 1 was changed, 1 is still to come and"
        " 1 has no answer yet."
    )
    assert calendar == "1 event is planned after the cut-off, 31 October 2026."
    assert sentence in told(a_paper(plan=plan), "Summary")


def test_without_a_last_plan_nothing_is_said_of_it() -> None:
    assert LAST not in texts(a_paper())
    assert planned.sentences(a_material(planned=())) == ()


def test_a_worker_s_words_stand_without_a_plan() -> None:
    paper = a_paper(words={"planned-before": "We had no plan yet."})
    assert told(paper, LAST) == "We had no plan yet."
