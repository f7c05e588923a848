"""An event is closed at once and complete when the envelopes have come: what happens between."""

import random
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from tests import factories
from tests.factories import THURSDAY
from tests.store.devices import a_tablet
from voice import collect, opening, tablets
from voice.analysis.policy import Policy
from voice.faults import FaultyError
from voice.keys import Keys
from voice.opening import Closed
from voice.store import collections, deliveries, events, schema, schema_tablets
from voice.store.collections import CollectionRecord
from voice.store.db import Database
from voice.store.events import EventRecord

DAY = timedelta(days=1)
POLICY = Policy()
EVENT, A, B, C = "pond-dipping", "Tablet A", "Tablet B", "Tablet C"
SHEET = "feeling-now,good,listened,say-more,age_band,helped\nhappy,food,yes,,10-16,\n"


@pytest.fixture
def record(database: Database) -> CollectionRecord:
    """What is asked at an event that has three tablets."""
    with database.writing() as connection:
        factories.an_event(connection)
        for name in (A, B, C):
            a_tablet(connection, name)
    made = opening.open_collection(database, factories.a_survey(), EVENT, THURSDAY)
    for name in (A, B, C):
        tablets.fetched(database, name, EVENT)
    return made


def tell(database: Database, tablet: str, last: int, *open_: int) -> None:
    with database.adding() as connection:
        said = {"last": last, "not": [], "open": list(open_)}
        tablets.report(connection, tablet, {EVENT: said})


def come(database: Database, keys: Keys, code: str, tablet: str, *numbers: int) -> None:
    """Envelopes come in, each with one record."""
    for _ in numbers:
        answer(database, keys, code)
    with database.adding() as connection:
        tablets.arrived(connection, tablet, EVENT, numbers)


def answer(database: Database, keys: Keys, code: str) -> str:
    return collect.take_in(database, keys, code, factories.a_submission(), THURSDAY).outcome


def event(database: Database) -> EventRecord:
    with database.reading() as connection:
        found = events.find(connection, EVENT)
    assert found is not None
    return found


def links(database: Database) -> list[str | None]:
    with database.reading() as connection:
        return list(connection.scalars(select(schema.response.c.collection)))


def rows(database: Database) -> int:
    with database.reading() as connection:
        return len(connection.execute(select(schema_tablets.delivery)).all())


def close(database: Database, *absent: str) -> Closed:
    return opening.close_event(database, EVENT, POLICY, THURSDAY, absent)


def complete(database: Database, today: date = THURSDAY + DAY) -> list[str]:
    return opening.complete_events(database, POLICY, today)


@pytest.mark.parametrize("seed", range(3))
def test_envelopes_in_any_order_and_with_repeats_end_in_the_right_count(
    database: Database, keyring: Keys, record: CollectionRecord, seed: int
) -> None:
    """Of each twice-sent envelope the record is known by its receipt; the number is by itself."""
    assert close(database) == Closed(counted=0, unlinked=False, waits=True)
    sent = [(tablet, n) for tablet, last in ((A, 6), (B, 4), (C, 3)) for n in range(1, last + 1)]
    bodies = {each: factories.a_submission() for each in sent}
    chance = random.Random(seed)
    for tablet, n in chance.sample([*sent, *sent[:7]], len(sent) + 7):
        assert complete(database) == []
        collect.take_in(database, keyring, record.code, bodies[tablet, n], THURSDAY)
        tell(database, tablet, {A: 6, B: 4, C: 3}[tablet])
        with database.adding() as connection:
            tablets.arrived(connection, tablet, EVENT, [n])
    assert complete(database) == [EVENT]
    assert (event(database).status, event(database).counted) == ("went-ahead", 13)
    assert links(database) == [record.id] * 13
    assert rows(database) == 0
    assert complete(database) == []


def test_closing_stops_starts_at_once_and_takes_what_was_finished(
    database: Database, keyring: Keys, record: CollectionRecord
) -> None:
    answer(database, keyring, record.code)
    assert close(database) == Closed(counted=1, unlinked=False, waits=True)
    assert event(database).status == "went-ahead"
    assert event(database).counted is None
    assert collect.open_survey(database, record.code, THURSDAY).state == "closed"
    assert answer(database, keyring, record.code) == "stored"
    assert collect.import_sheet(database, keyring, record.id, SHEET, today=THURSDAY).counted == 1
    with pytest.raises(FaultyError, match="is over"):
        opening.open_collection(database, factories.a_survey(), EVENT, THURSDAY)
    for name in (A, B, C):
        tell(database, name, 0)
    assert complete(database) == [EVENT]
    assert event(database).counted == 3


def test_few_are_unlinked_at_completion_and_not_before_the_last_envelope_came(
    database: Database, keyring: Keys, record: CollectionRecord
) -> None:
    close(database, B, C)
    tell(database, A, 3)
    for number in (3, 1):
        come(database, keyring, record.code, A, number)
        complete(database)
        assert set(links(database)) == {record.id}
    come(database, keyring, record.code, A, 2)
    assert set(links(database)) == {record.id}
    assert complete(database) == [EVENT]
    assert links(database) == [None] * 3
    assert event(database).counted == 3
    assert opening.close_event(database, EVENT, POLICY, THURSDAY) == Closed(3, True, False)


def test_more_that_come_before_completion_can_make_few_enough(
    database: Database, keyring: Keys, record: CollectionRecord
) -> None:
    come(database, keyring, record.code, A, *range(1, 6))
    close(database, C)
    for name in (A, B):
        tell(database, name, 5)
    come(database, keyring, record.code, B, *range(1, 6))
    assert complete(database) == [EVENT]
    assert links(database) == [record.id] * 10


def test_what_a_tablet_told_before_the_close_is_not_enough(
    database: Database, keyring: Keys, record: CollectionRecord
) -> None:
    """Children may have answered on it since, where there was no network."""
    tell(database, A, 2)
    come(database, keyring, record.code, A, 1, 2)
    tell(database, B, 0)
    assert close(database, C) == Closed(counted=2, unlinked=False, waits=True)
    tell(database, B, 0)
    assert complete(database) == []
    tell(database, A, 3)
    assert complete(database) == []
    come(database, keyring, record.code, A, 3)
    assert complete(database) == [EVENT]
    assert (event(database).counted, rows(database)) == (3, 0)


def test_a_child_who_is_still_answering_is_waited_for(
    database: Database, keyring: Keys, record: CollectionRecord
) -> None:
    close(database, B, C)
    come(database, keyring, record.code, A, 1)
    tell(database, A, 2, 2)
    assert complete(database) == []
    tell(database, A, 2)
    assert complete(database) == []
    come(database, keyring, record.code, A, 2)
    assert complete(database) == [EVENT]
    assert event(database).counted == 2


def test_it_is_complete_at_once_where_no_tablet_was_used(
    database: Database, keyring: Keys, record: CollectionRecord
) -> None:
    answer(database, keyring, record.code)
    assert close(database, A, B, C) == Closed(counted=1, unlinked=True, waits=False)
    assert (event(database).counted, rows(database)) == (1, 0)


def test_a_tablet_said_not_to_be_used_is_waited_for_if_envelopes_came_from_it(
    database: Database, keyring: Keys, record: CollectionRecord
) -> None:
    come(database, keyring, record.code, A, 1)
    assert close(database, A, B, C).waits
    states = {one.name: one.state for one in tablets.deliveries(database, EVENT)}
    assert states == {A: "used", B: "absent", C: "absent"}


def test_closing_again_changes_nothing_and_may_say_what_was_not_used(
    database: Database, record: CollectionRecord
) -> None:
    assert close(database, A) == close(database, B) == close(database)
    assert close(database, C) == Closed(counted=0, unlinked=False, waits=False)


def test_a_lost_tablet_completes_the_event_and_what_it_held_is_counted_late(
    database: Database, keyring: Keys, record: CollectionRecord
) -> None:
    close(database, C)
    for name in (A, B):
        tell(database, name, 6)
    come(database, keyring, record.code, A, *range(1, 7))
    come(database, keyring, record.code, B, 1, 2, 3, 4)
    assert complete(database) == []
    tablets.lost(database, B, EVENT, "left on the bus", THURSDAY)
    assert complete(database) == [EVENT]
    assert (event(database).counted, rows(database)) == (10, 0)
    come(database, keyring, record.code, B, 5, 6)
    assert (len(links(database)), rows(database)) == (12, 0)
    assert event(database).counted == 10, "they point where the others point"


def test_the_last_that_was_not_used_completes_it(
    database: Database, record: CollectionRecord
) -> None:
    close(database, B, C)
    tablets.absent(database, A, EVENT)
    assert complete(database) == [EVENT]


def test_one_survey_closed_while_tablets_hold_envelopes_is_counted_with_the_event(
    database: Database, keyring: Keys, record: CollectionRecord
) -> None:
    closed = opening.close_collection(database, record.id, THURSDAY)
    assert (closed.state(THURSDAY), closed.counted, closed.closes) == ("closed", None, THURSDAY)
    assert opening.close_collection(database, record.id, THURSDAY) == closed
    come(database, keyring, record.code, A, *range(1, 11))
    close(database, B, C)
    tell(database, A, 10)
    assert complete(database) == [EVENT]
    with database.reading() as connection:
        found = collections.find(connection, record.id)
    assert found is not None
    assert found.counted == event(database).counted == 10
    assert links(database) == [record.id] * 10


def test_an_event_with_envelopes_on_a_tablet_took_place(
    database: Database, record: CollectionRecord
) -> None:
    tell(database, A, 1)
    with pytest.raises(FaultyError, match="took place"):
        opening.cancel_event(database, EVENT, "rain", THURSDAY)
    assert event(database).status == "open"


def test_cancelling_waits_for_nothing(database: Database, record: CollectionRecord) -> None:
    tell(database, A, 0)
    opening.cancel_event(database, EVENT, "rain", THURSDAY)
    assert rows(database) == 0
    assert complete(database) == []


class TestOverdue:
    @pytest.mark.parametrize(
        ("day", "in_time"),
        [
            (date(2019, 10, 24), date(2019, 10, 28)),  # Thursday: Friday, Monday
            (date(2019, 10, 26), date(2019, 10, 29)),  # Saturday: Monday, Tuesday
            (date(2019, 12, 23), date(2019, 12, 27)),  # Christmas between
        ],
    )
    def test_after_two_working_days_somebody_is_told(
        self, database: Database, record: CollectionRecord, day: date, in_time: date
    ) -> None:
        with database.writing() as connection:
            events.change(connection, EVENT, day=day)
        opening.close_event(database, EVENT, POLICY, day)
        assert opening.overdue(database, in_time) == []
        assert [one.id for one in opening.overdue(database, in_time + DAY)] == [EVENT]

    def test_an_open_or_complete_event_is_not_overdue(
        self, database: Database, record: CollectionRecord
    ) -> None:
        later = THURSDAY + 30 * DAY
        assert opening.overdue(database, later) == []
        close(database, A, B, C)
        assert opening.overdue(database, later) == []


def test_looking_every_minute_writes_nothing_while_there_is_nothing_to_do(
    database: Database, record: CollectionRecord, statements: list[str]
) -> None:
    close(database)
    del statements[:]
    with database.writing():  # nobody is kept waiting, and nobody keeps us waiting
        assert complete(database) == []
    assert all(said.startswith("SELECT") for said in statements)


def test_completion_leaves_no_number_of_a_tablet_in_the_file(
    database: Database, keyring: Keys, record: CollectionRecord, tmp_path: Path
) -> None:
    """The numbers are the order of the children; 7071-8888 cannot stand there by chance."""
    close(database, B, C)
    with database.adding() as connection:
        numbers = frozenset(range(7071, 8889))
        held = deliveries.hold(connection, A, EVENT)
        deliveries.keep(connection, replace(held, arrived=numbers, finished=numbers))
    folder, told = tmp_path / "instance", b"7071-8888"
    assert any(told in path.read_bytes() for path in folder.iterdir()), "else this sees no leak"
    with database.adding() as connection:
        tablets.report(connection, A, {EVENT: {"last": 8888, "not": list(range(1, 7071))}})
    assert complete(database) == [EVENT]
    assert not any(told in path.read_bytes() for path in folder.iterdir())
