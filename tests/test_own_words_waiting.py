"""Lines that wait for a later paper: what one wrote, and what was seen where one event spoke."""

from datetime import date

import pytest

from tests import factories
from tests import quotes as quote_lines
from tests.quotes import ASKED, answer, keep
from voice import own_words
from voice.own_words import Told
from voice.store import attendance, quotes
from voice.store.db import Database

AUGUST, OCTOBER, DECEMBER = date(2019, 8, 31), date(2019, 10, 31), date(2019, 12, 31)
MEETING = date(2019, 11, 20)
WRITTEN = pytest.mark.parametrize("source", quotes.WRITTEN)


@pytest.fixture
def busy(database: Database) -> Database:
    """Twelve came to one event in October, so that attendance alone would let words be told."""
    with database.writing() as connection:
        quote_lines.an_event(connection, "fun-day", came=12)
    return database


def cleared(database: Database, said: str, source: str, **fields: object) -> str:
    looked = {"first": "ann", "second": "bea", "source": source, "words": said}
    if source in quotes.WRITTEN:
        looked |= {"survey": ASKED.id, "item": "arriving"}
    return keep(database, **looked | fields).id


def told(database: Database, cutoff: date = OCTOBER, cutoffs: tuple[date, ...] = (AUGUST,)) -> Told:
    with database.reading() as connection:
        return own_words.of_paper(connection, MEETING, cutoff, cutoffs, 10)


def texts(database: Database, *time: object) -> list[str]:
    return sorted(line.text for line in told(database, *time).lines)  # type: ignore[arg-type]


# What one wrote


@WRITTEN
@pytest.mark.parametrize(("answers", "words"), [(3, []), (9, []), (10, ["I like mud."])])
def test_what_one_wrote_needs_ten_answers_to_the_same_questionnaire(
    busy: Database, source: str, answers: int, words: list[str]
) -> None:
    """Twelve came to something, but the question above the line was asked of three."""
    cleared(busy, "I like mud.", source)
    answer(busy, answers)
    answer(busy, 20, survey=factories.a_survey())
    assert texts(busy) == words


@WRITTEN
def test_what_one_wrote_needs_ten_young_people_too(database: Database, source: str) -> None:
    cleared(database, "I like mud.", source)
    answer(database, 10)
    assert texts(database) == []
    with database.writing() as connection:
        quote_lines.an_event(connection, came=10)
    assert texts(database) == ["I like mud."]


def test_answers_count_from_the_first_month_that_waits_to_the_cut_off(busy: Database) -> None:
    cleared(busy, "I like mud.", "remark")
    answer(busy, 9, month="2019-10")
    for month in ("2019-09", "2019-11"):
        answer(busy, 5, month=month)
    assert texts(busy) == []
    cleared(busy, "I like rain.", "remark", month="2019-09")
    assert texts(busy) == ["I like mud.", "I like rain."]


def test_what_waited_for_answers_is_told_by_a_later_paper(busy: Database) -> None:
    cleared(busy, "I like mud.", "remark")
    answer(busy, 4)
    with busy.writing() as connection:
        quote_lines.an_event(connection, "again", day=date(2019, 12, 7), came=12)
    assert texts(busy, DECEMBER, (AUGUST, OCTOBER)) == []
    answer(busy, 6, month="2019-12")
    assert texts(busy, DECEMBER, (AUGUST, OCTOBER)) == ["I like mud."]


def test_each_edition_of_a_questionnaire_counts(busy: Database) -> None:
    cleared(busy, "I like mud.", "remark")
    for purpose in ("We want to know.", "We want to know it well."):
        answer(busy, 5, survey=ASKED.model_copy(update={"purpose": purpose}))
    assert texts(busy) == ["I like mud."]


def test_ideas_of_harmless_lists_do_not_wait(database: Database) -> None:
    cleared(database, "Pizza", "idea", item="food")
    cleared(database, "More trips", "idea")
    answer(database, 3)
    assert texts(database) == ["Pizza"]


# Where one event alone spoke


@pytest.mark.parametrize(("came", "later"), [(3, 1), (None, 1), (10, 0)])
def test_a_moment_waits_where_only_one_small_event_has_lines(
    database: Database, came: int | None, later: int
) -> None:
    with database.writing() as connection:
        quote_lines.an_event(connection, "canoeing", came=came)
    cleared(database, "We like mud.", "card", event="canoeing")
    cleared(database, "They laughed.", "moment", event="canoeing")
    found = told(database)
    assert (found.events, found.later) == (("canoeing",), later)
    assert len(found.lines) == 2 - later
    assert len(found.quotes) == 2 - later


def test_a_moment_is_told_beside_the_words_of_another_event(database: Database) -> None:
    with database.writing() as connection:
        for id_ in ("canoeing", "climbing"):
            quote_lines.an_event(connection, id_)
    cleared(database, "They laughed.", "moment", event="canoeing")
    assert (told(database).lines, told(database).later) == ((), 1)
    cleared(database, "We like ropes.", "card", event="climbing")
    found = told(database)
    assert sorted(line.text for line in found.lines) == ["They laughed.", "We like ropes."]
    assert sorted(found.events) == ["canoeing", "climbing"]


@pytest.mark.parametrize(("came", "later"), [(12, 0), (9, 1)])
def test_a_moment_that_tells_too_much_of_few_waits_however_it_was_cleared(
    database: Database, came: int, later: int
) -> None:
    """Twelve came as far as was known when two people looked; it was put right afterwards."""
    with database.writing() as connection:
        for id_ in ("canoeing", "climbing"):
            quote_lines.an_event(connection, id_, came=12)
    moment = keep(database, words="A girl laughed at Sam.", event="canoeing")
    assert quote_lines.clear(database, moment.id).cleared
    cleared(database, "We like ropes.", "card", event="climbing")
    with database.writing() as connection:
        attendance.put(connection, "canoeing", "came", attendance.ALL, came)
    found = told(database)
    assert (moment.id in found.quotes, found.later) == (not later, later)
    assert "We like ropes." in {line.text for line in found.lines}
    assert ("canoeing" in found.events) is not bool(later)


def test_what_is_written_has_no_event(busy: Database) -> None:
    cleared(busy, "I like mud.", "remark")
    answer(busy, 10)
    assert told(busy).events == ()
