"""The lines of a paper: only what two people cleared, in its time, and never a lone child's."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from tests import factories
from tests import quotes as quote_lines
from voice import own_words
from voice.analysis.aloud import Asked, Line
from voice.store import attendance, boards, editions, events, quotes
from voice.store.boards import CardRecord, MessageRecord
from voice.store.db import Database
from voice.store.quotes import QuoteRecord

AUGUST, OCTOBER, DECEMBER = date(2019, 8, 31), date(2019, 10, 31), date(2019, 12, 31)
MEETING = date(2019, 11, 20)
EVENT = "pond-dipping"
"""On 24 October 2019."""

Add = Callable[..., QuoteRecord]


@pytest.fixture
def add(database: Database) -> Add:
    """Add a line to an event; cleared unless a test says otherwise."""
    with database.writing() as connection:
        factories.an_event(connection, EVENT, status="went-ahead")
    quote_lines.answer(database, 10)

    def added(
        said: str = "We like ponds.", source: str = "message", **fields: object
    ) -> QuoteRecord:
        new = QuoteRecord(
            id=str(uuid.uuid4()),
            source=source,
            of=None,
            event=None if source in quotes.WRITTEN else EVENT,
            group="just-us",
            month="2019-10",
            survey=quote_lines.ASKED.id if source in quotes.WRITTEN else "",
            item="",
            words=said,
            said=said,
            reason="",
            first="worker",
            second="reviewer",
            left_out=False,
        )
        new = replace(new, **fields)  # type: ignore[arg-type]
        with database.writing() as connection:
            quotes.add(connection, new)
        return new

    return added


def told(
    database: Database, cutoff: date = OCTOBER, cutoffs: tuple[date, ...] = (AUGUST,)
) -> list[Line]:
    with database.reading() as connection:
        return list(own_words.of_paper(connection, MEETING, cutoff, cutoffs, 10).lines)


def texts(database: Database, *args: object) -> list[str]:
    return sorted(line.text for line in told(database, *args))  # type: ignore[arg-type]


def came(database: Database, event: str, **numbers: int) -> None:
    with database.writing() as connection:
        for category, number in numbers.items():
            attendance.put(connection, event, "came", category, number)


def test_only_what_two_people_cleared_is_told(database: Database, add: Add) -> None:
    add("Cleared.")
    add("Nobody looked.", first=None, second=None)
    add("One person looked.", second=None)
    add("Left out.", left_out=True)
    assert texts(database) == ["Cleared."]


def test_what_is_told_is_what_was_cleared_and_not_what_came(database: Database, add: Add) -> None:
    add("Somebody helped us.", words="Kim helped us.", reason="A name.")
    assert texts(database) == ["Somebody helped us."]


def test_a_line_is_told_from_its_events_day_on_and_by_one_paper(
    database: Database, add: Add
) -> None:
    line = add()
    assert texts(database, OCTOBER, (AUGUST,)) == ["We like ponds."]
    assert texts(database, date(2019, 10, 23), (AUGUST,)) == []
    # Cleared after the paper of its time was built, it stands in the next one.
    assert texts(database, DECEMBER, (AUGUST, OCTOBER)) == ["We like ponds."]
    with database.writing() as connection:
        quotes.tell(connection, [line.id], date(2019, 9, 18))
    assert texts(database, DECEMBER, (AUGUST, OCTOBER)) == []


def test_a_message_is_signed_by_young_people_of_the_season(database: Database, add: Add) -> None:
    with database.writing() as connection:
        boards.add_message(connection, MessageRecord("m1", EVENT, "We like ponds.", ""))
        boards.add_message(connection, MessageRecord("m2", EVENT, "We like mud.", "Just Us"))
    add("We like ponds.", "message", of="m1")
    add("We like mud.", "message", of="m2")
    assert {line.text: line.signed for line in told(database)} == {
        "We like ponds.": "young people in our groups, autumn 2019",
        "We like mud.": "Just Us",
    }


@pytest.mark.parametrize(
    ("name", "told_name"),
    [
        ("the Tuesday group", True),
        ("Just Us", True),
        ("the friends of Amy and Ben", False),
        ("the pond dipping group", False),
        ("the group in Wisbech", False),
    ],
)
def test_a_name_a_group_gave_itself_names_nobody_and_no_place(
    database: Database, add: Add, name: str, told_name: bool
) -> None:
    with database.writing() as connection:
        events.change(connection, EVENT, place="Wisbech Adventure Playground")
        boards.add_message(connection, MessageRecord("m1", EVENT, "We like ponds.", name))
    add("We like ponds.", "message", of="m1")
    (line,) = told(database)
    assert line.signed == (name if told_name else "young people in our groups, autumn 2019")


def test_a_card_comes_with_its_question_and_its_star(database: Database, add: Add) -> None:
    survey = factories.a_survey(items=[factories.feeling(), factories.words()])
    with database.writing() as connection:
        edition = editions.publish(connection, survey)
        boards.open(connection, EVENT, survey.id, edition)
        for id_, starred in (("c1", True), ("c2", False)):
            card = CardRecord(id_, EVENT, survey.id, "say-more", id_, starred, 1)
            boards.put_card(connection, card)
    for id_ in ("c1", "c2"):
        add(id_, "card", of=id_, survey=survey.id, item="say-more")
    asked = Asked(survey.id, 1, "Is there more to say?")
    assert sorted(told(database), key=lambda line: line.text) == [
        Line("c1", "card", asked, "", True),
        Line("c2", "card", asked, "", False),
    ]


def test_a_question_stands_in_the_words_of_its_last_edition(database: Database, add: Add) -> None:
    first = factories.a_survey()
    second = factories.a_survey(items=[factories.words(text="What else?"), factories.feeling()])
    third = factories.a_survey(items=[factories.feeling()])
    with database.writing() as connection:
        for survey in (first, second, third):
            editions.publish(connection, survey)
    came(database, EVENT, all=10)
    add("Pizza", "idea", survey=first.id, item="say-more")
    quote_lines.answer(database, 10, survey=first)
    assert [line.asked for line in told(database)] == [Asked(first.id, 0, "What else?")]


@pytest.mark.parametrize(("children", "words"), [(9, []), (10, ["I like mud."])])
def test_words_with_leave_need_ten_young_people(
    database: Database, add: Add, children: int, words: list[str]
) -> None:
    add("I like mud.", "remark")
    came(database, EVENT, all=children)
    assert texts(database) == words


def test_grown_ups_do_not_count_as_young_people(database: Database, add: Add) -> None:
    add("I like mud.", "remark")
    came(database, EVENT, all=15, carers=6)
    assert texts(database) == []
    came(database, EVENT, all=15, carers=5, children=10)
    assert texts(database) == ["I like mud."]


def test_regulars_count_once_and_a_cancelled_event_not_at_all(database: Database, add: Add) -> None:
    add("I like mud.", "remark")
    came(database, EVENT, all=6)
    with database.writing() as connection:
        factories.an_event(connection, "again", date(2019, 10, 25), status="went-ahead")
        factories.an_event(connection, "off", date(2019, 10, 26), "forum", status="cancelled")
    came(database, "again", all=7)
    came(database, "off", all=20)
    assert texts(database) == []


def test_groups_that_share_members_do_not_count_twice(database: Database, add: Add) -> None:
    add("I like mud.", "remark")
    with database.writing() as connection:
        factories.a_group(connection, "council", overlaps=["just-us"])
        factories.a_group(connection, "forum")
        for group in ("council", "forum"):
            day = date(2019, 10, 25)
            factories.an_event(connection, group, day, group, status="went-ahead")
    came(database, EVENT, all=6)
    came(database, "council", all=7)
    assert texts(database) == []
    came(database, "forum", all=3)
    assert texts(database) == ["I like mud."]


def test_words_that_waited_are_told_later_and_only_once(database: Database, add: Add) -> None:
    add("I like mud.", "remark")
    came(database, EVENT, all=4)
    assert texts(database, OCTOBER, (AUGUST,)) == []
    with database.writing() as connection:
        factories.an_event(connection, "later", date(2019, 12, 7), "forum", status="went-ahead")
    came(database, "later", all=9)
    (line,) = told(database, DECEMBER, (AUGUST, OCTOBER))
    assert (line.text, line.signed) == (
        "I like mud.",
        "a young person, autumn 2019 to winter 2019–20",
    )
    assert texts(database, date(2020, 2, 29), (AUGUST, OCTOBER, DECEMBER)) == []


def test_the_season_named_is_all_of_the_time_in_which_ten_took_part(
    database: Database, add: Add
) -> None:
    """Never narrower: a summer of two children must not be named alone."""
    add("I like mud.", "remark", month="2019-08")
    with database.writing() as connection:
        factories.an_event(connection, "earlier", date(2019, 8, 1), "forum", status="went-ahead")
    came(database, "earlier", all=2)
    came(database, EVENT, all=12)
    assert [line.signed for line in told(database, OCTOBER, ())] == [
        "a young person, summer and autumn 2019"
    ]


def test_the_season_named_begins_with_what_was_written_and_not_with_what_was_cancelled(
    database: Database, add: Add
) -> None:
    add("I like mud.", "remark", month="2019-09")
    with database.writing() as connection:
        factories.an_event(connection, "off", date(2018, 5, 1), "forum", status="cancelled")
    came(database, EVENT, all=12)
    assert [line.signed for line in told(database, OCTOBER, ())] == ["a young person, autumn 2019"]


def test_what_was_written_after_a_cut_off_in_its_month_is_told_in_the_next_paper(
    database: Database, add: Add
) -> None:
    add("Pizza", "idea", month="2019-11", item="food")
    cutoff = date(2019, 11, 8)
    assert texts(database, cutoff, (AUGUST,)) == []
    assert texts(database, DECEMBER, (AUGUST, cutoff)) == ["Pizza"]


def test_no_line_knows_its_event(database: Database, add: Add) -> None:
    add()
    (line,) = told(database)
    assert EVENT not in repr(line)
    with database.reading() as connection:
        event = events.find(connection, EVENT)
    assert event is not None
    assert event.name not in repr(line)


def test_a_small_event_without_a_cleared_line_is_missing_from_its_paper(
    database: Database, add: Add
) -> None:
    came(database, EVENT, all=3)
    with database.writing() as connection:
        for id_, day, number in (("big", 25, 12), ("quiet", 26, 4), ("later", 31, 4)):
            month = 12 if id_ == "later" else 10
            factories.an_event(connection, id_, date(2019, month, day), status="went-ahead")
            attendance.put(connection, id_, "came", "all", number)
        factories.an_event(connection, "off", date(2019, 10, 27), status="cancelled")
    add("Nobody looked.", first=None, second=None)
    add("Left out.", second=None, left_out=True)
    with database.reading() as connection:
        found = own_words.missing(connection, OCTOBER, (AUGUST,), 10)
        assert [event.id for event in found.silent] == [EVENT, "quiet"]
        assert found.waiting == 1
    add("They laughed.", source="moment")
    with database.reading() as connection:
        found = own_words.missing(connection, OCTOBER, (AUGUST,), 10)
        assert [event.id for event in found.silent] == [EVENT, "quiet"]
    add("Cleared.", source="message")
    with database.reading() as connection:
        found = own_words.missing(connection, OCTOBER, (AUGUST,), 10)
        assert [event.id for event in found.silent] == ["quiet"]
        assert [
            one.id for one in own_words.missing(connection, DECEMBER, (OCTOBER,), 10).silent
        ] == ["later"]
