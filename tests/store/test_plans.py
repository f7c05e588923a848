"""The forward plan is kept as it was written, and each outcome with the paper that told it."""

import uuid
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from voice.analysis.plans import Line
from voice.store import plans
from voice.store.db import Database

MEETING, LATER = date(2019, 11, 20), date(2020, 1, 22)


def a_line(what: str = "Make and create", **changes: Any) -> Line:
    line = Line(
        id=str(uuid.uuid4()),
        what=what,
        month="2019-12",
        district="Fenland",
        whom="Just Us",
        asks="The Promise\nFood at the awards",
        members=True,
        made=date(2019, 11, 4),
    )
    return replace(line, **changes)


def kept(database: Database, *lines: Line) -> tuple[Line, ...]:
    with database.writing() as connection:
        for line in lines:
            plans.add(connection, line)
    return lines


def known(database: Database) -> list[Line]:
    with database.reading() as connection:
        return plans.all_lines(connection)


def test_a_line_comes_back_as_it_was_written(database: Database) -> None:
    (line,) = kept(database, a_line())
    assert known(database) == [line]
    with database.reading() as connection:
        assert plans.find(connection, line.id) == line
        assert plans.find(connection, "none") is None


def test_lines_come_by_month_and_then_by_name(database: Database) -> None:
    kept(database, a_line("b"), a_line("c", month="2019-11"), a_line("A"))
    assert [line.what for line in known(database)] == ["c", "A", "b"]


def test_a_changed_line_keeps_when_it_was_made(database: Database) -> None:
    (line,) = kept(database, a_line())
    new = {"what": "Forum", "month": "2020-01", "district": "", "whom": "", "asks": ""}
    with database.writing() as connection:
        plans.change(connection, line.id, **new, members=False)
    assert known(database) == [replace(line, **new, members=False)]


def test_a_line_that_is_removed_is_gone(database: Database) -> None:
    gone, stays = kept(database, a_line(), a_line("Forum"))
    with database.writing() as connection:
        plans.remove(connection, gone.id)
    assert known(database) == [stays]


def test_an_outcome_is_told_by_the_first_paper_that_tells_it(database: Database) -> None:
    (line,) = kept(database, a_line())
    with database.writing() as connection:
        plans.decide(connection, line.id, "not-done", "Nobody signed up.")
        plans.tell(connection, [line.id], MEETING)
        plans.tell(connection, [line.id], LATER)
    decided = replace(line, outcome="not-done", reason="Nobody signed up.", told=MEETING)
    assert known(database) == [decided]


def test_a_line_without_an_outcome_is_never_called_told(database: Database) -> None:
    (line,) = kept(database, a_line())
    with database.writing() as connection:
        plans.tell(connection, [line.id], MEETING)
        plans.tell(connection, [], MEETING)
    assert known(database) == [line]


def test_an_outcome_taken_back_leaves_no_trace(database: Database) -> None:
    (line,) = kept(database, a_line(outcome="changed", reason="Moved.", told=MEETING))
    with database.writing() as connection:
        plans.reopen(connection, line.id)
    assert known(database) == [replace(line, outcome=None, reason="", told=None)]


@pytest.mark.parametrize(
    "wrong",
    [{"outcome": "lost"}, {"outcome": "changed"}, {"month": "12-2019"}],
)
def test_a_line_that_cannot_be_is_refused(database: Database, wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError):
        kept(database, a_line(**wrong))
