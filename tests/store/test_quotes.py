from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from tests import factories
from tests.quotes import a_line, a_remark, an_event, keep, told
from voice.store import quotes
from voice.store.db import Database
from voice.store.quotes import Counts, QuoteRecord

CLEARED = {"first": "ann", "second": "bea"}
DAY = factories.THURSDAY


def said(found: list[QuoteRecord]) -> list[str]:
    return [one.said for one in found]


def test_a_line_comes_back_as_it_was_kept(database: Database) -> None:
    with database.writing() as connection:
        an_event(connection)
        line = a_line(source="card", of="a-card", event="canoeing", group="just-us", item="one")
        quotes.add(connection, line)
        assert quotes.find(connection, line.id) == quotes.find_of(connection, "a-card") == line
        assert quotes.of_event(connection, "canoeing") == [line]
        assert quotes.find(connection, "another") is None
        assert quotes.find_of(connection, "another") is None


def test_a_line_is_changed_and_forgotten(database: Database) -> None:
    line = keep(database, words="We saw Liam.")
    new = replace(line, said="We saw a friend.", reason="a name", first="ann", left_out=True)
    with database.writing() as connection:
        quotes.change(connection, new)
        assert quotes.find(connection, line.id) == new
        quotes.drop(connection, line.id)
        assert quotes.all_of(connection) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"first": "ann", "second": "ann"},
        {"second": "bea"},
        {"said": "other words"},
        {"source": "rumour"},
        {"month": "October"},
        {"source": "remark", "event": "canoeing"},
    ],
)
def test_the_tables_refuse_what_no_rule_allows(database: Database, wrong: dict[str, str]) -> None:
    with database.writing() as connection:
        an_event(connection)
    with pytest.raises(IntegrityError), database.writing() as connection:
        quotes.add(connection, a_line(**wrong))


def test_what_a_line_came_from_makes_one_line(database: Database) -> None:
    keep(database, of="a-card")
    with pytest.raises(IntegrityError):
        keep(database, of="a-card")


def test_lines_come_by_their_words_and_not_as_they_came(database: Database) -> None:
    for words in ("pizza", "Apples", "more trips"):
        keep(database, words=words)
    with database.reading() as connection:
        assert said(quotes.all_of(connection)) == ["Apples", "more trips", "pizza"]


def test_lines_of_some_sources_alone_are_given_and_counted(database: Database) -> None:
    keep(database, source="remark", of="one", words="mine")
    keep(database, words="seen")
    keep(database, words="seen once", first="ann")
    keep(database, words="left out", left_out=True)
    keep(database, words="done", **CLEARED)
    with database.reading() as connection:
        assert quotes.waiting(connection) == Counts(first=2, second=1)
        assert quotes.waiting(connection, quotes.ALOUD) == Counts(first=1, second=1)
        assert quotes.waiting(connection, ()) == Counts(0, 0)
        assert said(quotes.all_of(connection, quotes.WRITTEN)) == ["mine"]


def test_only_what_two_people_cleared_is_told(database: Database) -> None:
    keep(database, words="nobody looked")
    keep(database, words="one looked", first="ann")
    keep(database, words="left out", left_out=True, **CLEARED)
    keep(database, words="cleared", **CLEARED)
    assert told(database, date(2019, 12, 31)) == ["cleared"]


@pytest.mark.parametrize(("until", "there"), [(DAY, True), (DAY - timedelta(days=1), False)])
def test_what_was_said_at_an_event_is_told_by_its_day(
    database: Database, until: date, there: bool
) -> None:
    with database.writing() as connection:
        an_event(connection, day=DAY)
        quotes.add(connection, a_line(event="canoeing", month="2019-10", **CLEARED))
    assert bool(told(database, until)) is there


@pytest.mark.parametrize(
    ("until", "there"), [(date(2019, 10, 1), True), (date(2019, 9, 30), False)]
)
def test_what_was_written_is_told_by_its_month(
    database: Database, until: date, there: bool
) -> None:
    keep(database, source="remark", of="one", month="2019-10", **CLEARED)
    assert bool(told(database, until)) is there


def test_a_line_is_told_by_one_paper_however_late_it_was_cleared(database: Database) -> None:
    first, then = date(2019, 11, 20), date(2020, 1, 15)
    early = keep(database, words="cleared early", **CLEARED)
    late = keep(database, words="cleared late", first="ann")
    assert told(database, date(2019, 10, 31), first) == ["cleared early"]
    with database.writing() as connection:
        quotes.tell(connection, [early.id], first)
        quotes.change(connection, replace(late, second="bea"))
    assert told(database, date(2019, 12, 31), then) == ["cleared late"]
    assert told(database, date(2019, 10, 31), first) == ["cleared early", "cleared late"]


def test_a_paper_built_again_without_a_line_leaves_it_to_another(database: Database) -> None:
    line = keep(database, words="once", **CLEARED)
    first, then = date(2019, 11, 20), date(2020, 1, 15)
    for ids, free in (([line.id], []), ([], ["once"])):
        with database.writing() as connection:
            quotes.tell(connection, ids, first)
        assert told(database, date(2019, 12, 31), then) == free


def test_what_was_read_and_may_be_told_is_offered_until_it_is_a_line(database: Database) -> None:
    with database.writing() as connection:
        mine = a_remark(connection, "my words", "words")
        a_remark(connection, "an idea", "idea")
        for leave in ("team", None):
            a_remark(connection, "ours alone", leave)
        unread = a_remark(connection, "unread", "words", read=False)
        assert quotes.was_read(connection, mine)
        assert not quotes.was_read(connection, unread)
        offered = {one.words: one.leave for one in quotes.offered(connection)}
        assert offered == {"my words": "words", "an idea": "idea"}
        quotes.add(connection, a_line(source="remark", of=mine))
        assert [one.words for one in quotes.offered(connection)] == ["an idea"]
