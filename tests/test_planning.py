"""Planning: lines change until a committee has read them, and are answered with a reason."""

from datetime import date
from typing import Any

import pytest

from voice import planning
from voice.analysis.plans import Line
from voice.faults import FaultyError
from voice.planning import Draft, Lists
from voice.store import papers, plans
from voice.store.db import Database

BEFORE, CUTOFF, MEETING = date(2019, 11, 4), date(2019, 10, 31), date(2019, 11, 20)
AFTER, NEXT = date(2020, 1, 6), date(2020, 1, 22)


def a_draft(**changes: Any) -> Draft:
    return Draft(**({"what": "Make and create", "month": "2019-12"} | changes))


def add(database: Database, today: date = BEFORE, **changes: Any) -> Line:
    return planning.add(database, a_draft(**changes), today)


def build(database: Database, meeting: date = MEETING, cutoff: date = CUTOFF) -> None:
    """A paper for the meeting, built on the meeting's day."""
    with database.writing() as connection:
        told = planning.forward(connection, meeting, cutoff, meeting)
        papers.note(connection, meeting, cutoff, {})
        planning.tell(connection, told, meeting)


def now(database: Database, line: Line) -> Line:
    with database.reading() as connection:
        found = planning.find(connection, line.id)
    assert found is not None
    return found


def the_board(database: Database, today: date) -> Lists:
    with database.reading() as connection:
        return planning.board(connection, today)


def faults(error: pytest.ExceptionInfo[FaultyError]) -> list[tuple[str, str]]:
    return [(fault.place, fault.wrong) for fault in error.value.faults]


def test_a_line_is_kept_with_the_day_it_was_made(database: Database) -> None:
    line = add(database, district="Fenland", whom="Just Us", asks="The Promise", members=True)
    assert now(database, line) == line
    assert (line.made, line.outcome, line.told) == (BEFORE, None, None)


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"what": " "}, "what"),
        ({"what": "a" * 201}, "what"),
        ({"month": "2019-10"}, "month"),
        ({"month": "December"}, "month"),
        ({"district": "a" * 121}, "district"),
        ({"whom": "a" * 121}, "whom"),
        ({"asks": "a" * 401}, "asks"),
    ],
)
def test_a_faulty_line_is_refused_at_its_place(
    database: Database, changes: dict[str, str], place: str
) -> None:
    with pytest.raises(FaultyError) as error:
        add(database, **changes)
    assert [fault[0] for fault in faults(error)] == [place]
    assert the_board(database, BEFORE) == Lists((), (), (), ())


@pytest.mark.parametrize("place", ["what", "whom", "district", "asks"])
@pytest.mark.parametrize(
    "words",
    [
        "Unaccompanied young people in Fenland",
        "young people seeking asylum",
        "Refugees, 16 and over",
        "Non-verbal young people",
        "those who are nonverbal",
        "those who speak no English",
        "those who do not speak English",
        "those who don’t speak much English",
    ],
)
def test_a_line_tells_no_language_asylum_status_or_input_without_words(
    database: Database, place: str, words: str
) -> None:
    with pytest.raises(FaultyError) as error:
        add(database, **{place: words})
    ((found, wrong),) = faults(error)
    assert found == place
    assert "papers tell it of the whole service only" in wrong


@pytest.mark.parametrize("words", ["The Promise in five languages", "English lessons", "Verbs"])
def test_a_line_may_speak_of_languages_where_nobody_is_meant(
    database: Database, words: str
) -> None:
    assert add(database, what=words).what == words


def test_a_reason_tells_no_more_than_a_line(database: Database) -> None:
    line = add(database)
    with pytest.raises(FaultyError) as error:
        planning.decide(database, line.id, "not-done", "The refugees had moved.", AFTER)
    assert [fault[0] for fault in faults(error)] == ["reason"]


def test_a_line_changes_and_goes_until_a_committee_has_read_it(database: Database) -> None:
    line, other = add(database), add(database, what="Forum")
    build(database)
    eve = date(2019, 11, 19)
    planning.change(database, line.id, a_draft(what="Winter session"), eve)
    planning.remove(database, other.id, eve)
    assert now(database, line).what == "Winter session"
    for refused in (
        lambda: planning.change(database, line.id, a_draft(what="Something else"), MEETING),
        lambda: planning.remove(database, line.id, MEETING),
    ):
        with pytest.raises(FaultyError) as error:
            refused()
        assert faults(error) == [("plan", "stands in a paper.")]
    assert now(database, line).what == "Winter session"


def test_a_line_may_keep_a_month_that_is_over_while_its_words_change(database: Database) -> None:
    line = add(database)
    planning.change(database, line.id, a_draft(what="Winter session"), AFTER)
    assert now(database, line).what == "Winter session"
    with pytest.raises(FaultyError) as error:
        planning.change(database, line.id, a_draft(month="2019-11"), AFTER)
    assert faults(error) == [("month", "is over.")]


@pytest.mark.parametrize("verb", ["change", "remove", "decide", "take_back"])
def test_a_line_that_is_not_there_is_said_so(database: Database, verb: str) -> None:
    more: dict[str, tuple[Any, ...]] = {"change": (a_draft(),), "decide": ("done", "")}
    with pytest.raises(FaultyError) as error:
        getattr(planning, verb)(database, "none", *more.get(verb, ()), BEFORE)
    assert faults(error) == [("plan", "is not there.")]


@pytest.mark.parametrize("outcome", ["changed", "not-done"])
def test_what_was_changed_or_not_done_needs_the_reason(database: Database, outcome: str) -> None:
    line = add(database)
    with pytest.raises(FaultyError) as error:
        planning.decide(database, line.id, outcome, "  ", AFTER)
    assert faults(error) == [("reason", "is missing.")]
    planning.decide(database, line.id, outcome, "Nobody signed up.", AFTER)
    assert (now(database, line).outcome, now(database, line).reason) == (
        outcome,
        "Nobody signed up.",
    )


def test_what_is_done_needs_no_reason_and_keeps_none(database: Database) -> None:
    line = add(database)
    planning.decide(database, line.id, "not-done", "The hall was shut.", AFTER)
    planning.decide(database, line.id, "done", "", AFTER)
    assert (now(database, line).outcome, now(database, line).reason) == ("done", "")


def test_an_outcome_nobody_knows_and_a_long_reason_are_refused(database: Database) -> None:
    line = add(database)
    with pytest.raises(FaultyError) as error:
        planning.decide(database, line.id, "lost", "a" * 401, AFTER)
    assert [fault[0] for fault in faults(error)] == ["outcome", "reason"]


def test_an_outcome_may_be_taken_back_until_a_committee_has_read_it(database: Database) -> None:
    line = add(database)
    build(database)
    planning.decide(database, line.id, "done", "", AFTER)
    build(database, NEXT, date(2019, 12, 31))
    assert now(database, line).told == NEXT
    planning.take_back(database, line.id, AFTER)
    assert (now(database, line).outcome, now(database, line).told) == (None, None)
    planning.decide(database, line.id, "done", "", AFTER)
    build(database, NEXT, date(2019, 12, 31))
    for refused in (
        lambda: planning.take_back(database, line.id, NEXT),
        lambda: planning.decide(database, line.id, "changed", "Moved.", NEXT),
    ):
        with pytest.raises(FaultyError) as error:
            refused()
        assert faults(error) == [("plan", "was answered in a paper.")]


def test_a_paper_built_again_after_its_meeting_stays_what_it_was(database: Database) -> None:
    line = add(database, month="2019-11")
    build(database, date(2019, 11, 6), CUTOFF)
    build(database)
    planning.decide(database, line.id, "done", "", AFTER)
    with database.reading() as connection:
        told = planning.forward(connection, MEETING, CUTOFF, AFTER)
    assert told.decided == ()
    build(database, NEXT, date(2019, 12, 31))
    with database.reading() as connection:
        assert planning.forward(connection, MEETING, CUTOFF, AFTER).decided == ()
        again = planning.forward(connection, NEXT, date(2019, 12, 31), NEXT)
    assert again.decided == (line.id,)


def test_the_board_sorts_lines_by_what_is_to_be_done(database: Database) -> None:
    due, ahead, said, told = (
        add(database, what=name, month=month)
        for name, month in (
            ("due", "2019-12"),
            ("ahead", "2020-02"),
            ("said", "2020-02"),
            ("told", "2019-12"),
        )
    )
    build(database)
    planning.decide(database, told.id, "done", "", AFTER)
    build(database, NEXT, date(2019, 12, 31))
    planning.decide(database, said.id, "not-done", "No hall.", NEXT)
    found = the_board(database, NEXT)
    lists = (found.due, found.ahead, found.said, found.told)
    assert [[line.id for line in one] for one in lists] == [
        [due.id], [ahead.id], [said.id], [told.id],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("today", "waits"),
    [
        (date(2019, 12, 31), 0),  # its month is not over
        (date(2020, 1, 1), 1),
        (date(2020, 3, 1), 1),
    ],
)
def test_what_nobody_spoke_of_waits_once_a_paper_is_near(
    database: Database, today: date, waits: int
) -> None:
    add(database)
    build(database)
    add(database, date(2019, 11, 25), what="No paper told it")
    with database.reading() as connection:
        assert planning.unsaid(connection, today) == waits


def test_nothing_waits_right_after_a_meeting_or_without_a_paper(database: Database) -> None:
    line = add(database, month="2019-11")
    with database.reading() as connection:
        assert planning.unsaid(connection, AFTER) == 0
    build(database)
    with database.reading() as connection:
        assert planning.unsaid(connection, date(2019, 12, 5)) == 0
        assert planning.unsaid(connection, AFTER) == 1
    planning.decide(database, line.id, "done", "", AFTER)
    with database.reading() as connection:
        assert planning.unsaid(connection, AFTER) == 0


def test_a_paper_whose_meeting_is_to_come_is_near(database: Database) -> None:
    add(database, month="2019-11")
    build(database)
    with database.writing() as connection:
        papers.note(connection, date(2019, 12, 11), date(2019, 11, 30), {})
    with database.reading() as connection:
        assert planning.unsaid(connection, date(2019, 12, 5)) == 1
        assert plans.all_lines(connection)
