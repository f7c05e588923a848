"""What tablets still hold of an event: told in numbers, waited for, and forgotten."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import select

from tests import factories
from tests.counting import EVENT, A, B, a_hall, come, of, tell
from tests.factories import THURSDAY
from tests.store.devices import NOON, a_phone
from voice import opening, tablets
from voice.analysis.policy import Policy
from voice.faults import FaultyError
from voice.settings import COUNTED
from voice.store import attendance, collections, deliveries, events, schema_tablets
from voice.store import tablets as store
from voice.store.db import Database
from voice.tablets import UnknownTokenError

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
ONE_DATABASE = HealthCheck.function_scoped_fixture
"""For all examples; each has an event of its own."""


@pytest.fixture
def hall(database: Database) -> Database:
    """An event with two tablets that have its pack."""
    return a_hall(database)


class TestComing:
    def days(self, database: Database, today: object = THURSDAY) -> list[int]:
        found = tablets.coming(database, today)  # type: ignore[arg-type]
        return [(pack.event.day - THURSDAY).days for pack in found]

    def test_from_yesterday_to_two_weeks_ahead_by_day(self, database: Database) -> None:
        with database.writing() as connection:
            for ahead in (15, 14, 3, 0, -1, -2):
                day, id_ = THURSDAY + ahead * DAY, f"e{ahead}".replace("-", "m")
                factories.an_event(connection, id_, day, status="open")
                code = f"BBBBBB{ahead % 100:02}"
                factories.a_collection(connection, event=id_, code=code, opens=day)
        assert self.days(database) == [-1, 0, 3, 14]

    def test_what_is_over_or_asks_nothing_is_not_packed(self, database: Database) -> None:
        with database.writing() as connection:
            for status in ("went-ahead", "cancelled"):
                factories.an_event(connection, status, status=status)
                factories.a_collection(connection, event=status, code=f"{status[:1] * 8}".upper())
            factories.an_event(connection, "nothing-asked", status="open")
        assert self.days(database) == []

    def test_only_what_is_asked_on_tablets_is_in_a_pack(self, hall: Database) -> None:
        with hall.writing() as connection:
            for code, channel in (("IIIIIIII", "import"), ("SSSSSSSS", "code")):
                factories.a_collection(connection, code=code, channel=channel)
            stopped = collections.by_code(connection, "SSSSSSSS")
            assert stopped is not None
            collections.stop(connection, stopped.id, THURSDAY)
        (pack,) = tablets.coming(hall, THURSDAY)
        ((record, survey),) = pack.collections
        assert (pack.event.id, record.code) == (EVENT, factories.CODE)
        assert survey == factories.a_survey()


class TestCounting:
    def test_a_tablet_that_has_the_pack_is_waited_for(self, hall: Database) -> None:
        tablets.fetched(hall, A, EVENT)
        found = of(hall, A)
        assert (found.state, found.heard, found.waiting, found.settled) == (
            "fetched",
            False,
            None,
            False,
        )
        assert found.says == "Tablet A has not told yet whether envelopes are on it"

    def test_what_was_finished_and_has_not_come_is_still_on_it(self, hall: Database) -> None:
        tell(hall, A, 14, 13)
        come(hall, A, *range(1, 11))
        found = of(hall, A)
        assert (found.state, found.heard, found.waiting, found.here) == ("used", True, 3, 10)
        assert found.says == "3 envelopes still on Tablet A; they send themselves on Wi-Fi"
        come(hall, A, 11, 12)
        assert of(hall, A).says == "1 envelope still on Tablet A; it sends itself on Wi-Fi"
        come(hall, A, 14)
        assert (of(hall, A).waiting, of(hall, A).settled) == (0, True)
        assert of(hall, A).says == "all that Tablet A told of is here"
        assert not of(hall, B).settled

    def test_envelopes_before_any_word_leave_it_unknown_how_many_more_there_are(
        self, hall: Database
    ) -> None:
        come(hall, A, 1, 2)
        found = of(hall, A)
        assert (found.state, found.heard, found.waiting, found.here) == ("used", False, None, 2)

    def test_a_tablet_that_tells_of_none_is_not_waited_for(self, hall: Database) -> None:
        tell(hall, A, 0)
        assert (of(hall, A).state, of(hall, A).settled) == ("fetched", True)

    @given(
        order=some.permutations([*range(1, 7), 2, 5]),
        told=some.lists(some.integers(0, 6), max_size=3),
    )
    @settings(
        max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    def test_in_any_order_and_with_repeats_nothing_is_missing_only_when_all_have_come(
        self, hall: Database, order: list[int], told: list[int]
    ) -> None:
        event = str(uuid.uuid4())
        with hall.writing() as connection:
            factories.an_event(connection, event)
        tablets.fetched(hall, A, event)
        for last in (*sorted(told), 6):
            tell(hall, A, last, event=event)
        for done, number in enumerate(order, 1):
            come(hall, A, number, event=event)
            assert of(hall, A, event).waiting == 6 - len(set(order[:done]))
        assert of(hall, A, event).settled

    def test_a_number_given_back_is_not_missing_and_counts_once_it_is_used(
        self, hall: Database
    ) -> None:
        tell(hall, A, 3, 2)
        come(hall, A, 1, 3)
        assert of(hall, A).settled
        tell(hall, A, 3)
        assert of(hall, A).waiting == 1

    def test_a_tablet_that_tells_of_fewer_was_wiped_and_what_is_known_is_kept(
        self, hall: Database
    ) -> None:
        tell(hall, A, 9)
        come(hall, A, *range(1, 7))
        tell(hall, A, 2)
        found = of(hall, A)
        assert (found.wiped, found.waiting, found.settled) == (True, 3, False)
        assert found.says == "Tablet A forgot what it held; 6 came in before"
        come(hall, A, 7, 8, 9)
        assert not of(hall, A).settled, "nobody knows whose the new numbers are"
        tell(hall, A, 9)
        assert (of(hall, A).wiped, of(hall, A).settled) == (False, True)

    def test_what_is_still_being_answered_is_neither_finished_nor_missing(
        self, hall: Database
    ) -> None:
        come(hall, A, 1)
        with hall.adding() as connection:
            tablets.report(connection, A, {EVENT: {"last": 2, "not": [], "open": [2]}})
        found = of(hall, A)
        assert (found.heard, found.waiting, found.settled) == (False, None, False)
        tell(hall, A, 2, 2)
        assert of(hall, A).settled, "thrown away"

    def test_each_tablet_and_event_has_its_own_numbers_and_one_row(self, hall: Database) -> None:
        with hall.writing() as connection:
            factories.an_event(connection, "another")
        tablets.fetched(hall, A, "another")
        for tablet, event in ((A, EVENT), (B, EVENT), (A, "another")):
            tell(hall, tablet, 2, event=event)
        come(hall, A, 1, 2)
        held = [of(hall, A).waiting, of(hall, B).waiting, of(hall, A, "another").waiting]
        assert held == [0, 2, 2]
        with hall.reading() as connection:
            assert len(connection.execute(select(schema_tablets.delivery)).all()) == 3

    @pytest.mark.parametrize("changes", [{"status": "cancelled"}, {"counted": 3}])
    def test_of_an_event_that_is_over_nothing_is_kept_any_more(
        self, hall: Database, changes: dict[str, object]
    ) -> None:
        with hall.writing() as connection:
            deliveries.forget(connection, EVENT)
            fields = {"status": "went-ahead"} | changes
            events.change(connection, EVENT, **fields)  # type: ignore[arg-type]
        tell(hall, A, 3)
        come(hall, A, 1)
        tablets.fetched(hall, A, EVENT)
        tell(hall, A, 3, event="nowhere")
        assert tablets.deliveries(hall, EVENT) == []

    @pytest.mark.parametrize(
        "counts",
        [None, [], "x", {EVENT: 3}, {EVENT: {"last": 10000}}],
    )
    def test_counts_that_cannot_be_are_a_fault_and_change_nothing(
        self, hall: Database, counts: object
    ) -> None:
        with hall.adding() as connection, pytest.raises(FaultyError, match="counts"):
            tablets.report(connection, A, counts)
        assert not of(hall, A).heard

    def test_of_many_events_those_that_are_unknown_or_complete_hold_up_no_word_of_the_others(
        self, hall: Database
    ) -> None:
        with hall.writing() as connection:
            for n in range(75):
                factories.an_event(connection, f"over-{n}")
                events.change(connection, f"over-{n}", status="went-ahead", counted=n)
        others = [name for n in range(75) for name in (f"over-{n}", f"nowhere-{n}")]
        told = {name: {"last": 3, "not": []} for name in others} | {"odd": {"last": "x"}}
        with hall.adding() as connection:
            tablets.report(connection, A, told | {EVENT: {"last": 2, "not": []}})
        assert of(hall, A).waiting == 2
        assert tablets.awaited(hall, A) == [EVENT]

    def test_numbers_that_cannot_be_are_passed_over(self, hall: Database) -> None:
        come(hall, A, 0, -3, 10000, 2)
        assert of(hall, A).here == 1

    def test_what_could_not_be_opened_is_counted_where_only_one_event_misses_it(
        self, hall: Database
    ) -> None:
        with hall.writing() as connection:
            factories.an_event(connection, "another")
        tablets.fetched(hall, A, "another")
        tell(hall, A, 3)
        tell(hall, A, 2, event="another")
        come(hall, A, 1)
        with hall.adding() as connection:
            tablets.arrived_unopened(connection, A, [3, 2, 1, 7])
        assert (of(hall, A).waiting, of(hall, A, "another").waiting) == (1, 1)

    def test_what_a_tablet_tells_of_an_event_it_has_nothing_of_makes_nobody_wait(
        self, hall: Database
    ) -> None:
        with hall.writing() as connection:
            factories.an_event(connection, "another")
        tell(hall, A, 3, event="another")
        assert tablets.deliveries(hall, "another") == []
        come(hall, A, 1, event="another")
        tell(hall, A, 3, event="another")
        assert of(hall, A, "another").waiting == 2, "what came is never lost"

    def test_numbers_far_beyond_what_is_known_are_not_believed(self, hall: Database) -> None:
        tell(hall, A, 501)
        assert (of(hall, A).state, of(hall, A).heard) == ("fetched", False)
        tell(hall, A, 500)
        assert of(hall, A).waiting == 500
        tell(hall, A, 1001)
        assert of(hall, A).waiting == 500
        come(hall, A, 501)
        tell(hall, A, 1001)
        assert of(hall, A).waiting == 1000

    def test_a_tablet_is_told_of_every_event_of_its_own_that_is_not_complete(
        self, hall: Database
    ) -> None:
        with hall.writing() as connection:
            factories.an_event(connection, "another")
        assert tablets.awaited(hall, A) == [EVENT]
        tablets.fetched(hall, A, "another")
        for tablet in (A, B):
            tell(hall, tablet, 1)
            come(hall, tablet, 1)
        tell(hall, A, 0, event="another")
        assert tablets.awaited(hall, A) == ["another", EVENT], "it is asked once more at the close"
        assert tablets.awaited(hall, B) == [EVENT]
        opening.close_event(hall, EVENT, Policy(), THURSDAY)
        assert tablets.awaited(hall, A) == ["another", EVENT]
        for tablet in (A, B):
            tell(hall, tablet, 1)
        assert opening.complete_events(hall, Policy(), THURSDAY) == [EVENT]
        assert tablets.awaited(hall, A) == ["another"]
        opening.cancel_event(hall, "another", "Rain.", THURSDAY)
        assert tablets.awaited(hall, A) == []

    def test_one_batch_costs_few_statements(self, hall: Database, statements: list[str]) -> None:
        with hall.adding() as connection:
            tablets.report(connection, A, {EVENT: {"last": 50, "not": []}})
            tablets.arrived(connection, A, EVENT, range(1, 51))
        assert len(statements) <= 9


class TestEventMode:
    @pytest.fixture
    def phone(self, hall: Database) -> tablets.Tablet:
        with hall.writing() as connection:
            return a_phone(connection, EVENT)

    def tap(self, database: Database, phone: tablets.Tablet, *steps: tuple[int, str, int]) -> None:
        said = [{"n": n, "category": band, "step": way} for n, band, way in steps]
        tablets.step(database, phone, said, NOON)

    def came(self, database: Database) -> dict[tuple[str, str], int]:
        with database.reading() as connection:
            return attendance.of(connection, EVENT)

    def test_the_board_has_numbers_and_no_answer(
        self, hall: Database, phone: tablets.Tablet
    ) -> None:
        tell(hall, A, 3)
        self.tap(hall, phone, (1, "10-16", 1))
        board = tablets.board(hall, phone, THURSDAY)
        assert board == {
            "event": {"id": EVENT, "name": "Pond dipping", "day": "2019-10-24"},
            "came": {"0-9": 0, "10-16": 1, "17+": 0, "first-time": 0, "out-of-county": 0},
            "more": [],
            "steps": 1,
            "closed": False,
            "surveys": [{"code": factories.CODE, "title": "How are you?", "answered": 0}],
            "together": [],
            "tablets": [
                {"name": A, "colour": "blue", "words": of(hall, A).says},
                {"name": B, "colour": "blue", "words": of(hall, B).says},
            ],
        }

    def test_taps_are_counted_in_their_order_and_each_once(
        self, hall: Database, phone: tablets.Tablet
    ) -> None:
        taps = [(1, "0-9", 1), (2, "0-9", 1), (3, "0-9", -1), (4, "17+", 1)]
        self.tap(hall, phone, *reversed(taps[:3]))
        self.tap(hall, phone, *taps)
        self.tap(hall, phone, *taps)
        assert self.came(hall) == {("came", "0-9"): 1, ("came", "17+"): 1, ("came", "all"): 2}

    def test_a_second_tap_says_more_of_a_child_and_changes_no_total(
        self, hall: Database, phone: tablets.Tablet
    ) -> None:
        taps = [(1, "first-time", 1), (2, "0-9", 1), (3, "out-of-county", 1)]
        self.tap(hall, phone, *taps, (4, "out-of-county", -1), (5, "out-of-county", -1))
        told = {("came", "0-9"): 1, ("came", "all"): 1, ("came", "first-time"): 1}
        assert self.came(hall) == told | {("came", "out-of-county"): 0}

    @pytest.mark.parametrize(
        ("counted", "more"),
        [
            (("first-time", "gender"), ["first-time"]),
            (COUNTED, ["first-time", "out-of-county"]),
            ((), []),
        ],
    )
    def test_a_phone_offers_only_what_the_council_has_counted(
        self, hall: Database, phone: tablets.Tablet, counted: tuple[str, ...], more: list[str]
    ) -> None:
        assert tablets.board(hall, phone, THURSDAY, counted)["more"] == more

    def test_nobody_can_be_fewer_than_none(self, hall: Database, phone: tablets.Tablet) -> None:
        self.tap(hall, phone, (1, "0-9", -1), (2, "0-9", 1))
        assert self.came(hall) == {("came", "0-9"): 1, ("came", "all"): 1}

    def test_after_we_are_done_taps_are_neither_counted_nor_said_to_be(
        self, hall: Database, phone: tablets.Tablet
    ) -> None:
        self.tap(hall, phone, (1, "0-9", 1))
        with hall.writing() as connection:
            events.change(connection, EVENT, status="went-ahead")
        for _ in range(2):  # as after a reply that got lost
            self.tap(hall, phone, (1, "0-9", 1), (2, "0-9", 1), (3, "17+", 1))
            board = tablets.board(hall, phone, THURSDAY)
            assert (board["steps"], board["closed"]) == (1, True)
        assert self.came(hall) == {("came", "0-9"): 1, ("came", "all"): 1}

    @pytest.mark.parametrize(
        "tap",
        [
            {},
            {"n": 0, "category": "0-9", "step": 1},
            {"n": "1", "category": "0-9", "step": 1},
            {"n": 1, "category": "girls", "step": 1},
            {"n": 1, "category": "0-9", "step": 2},
            {"n": 10000, "category": "0-9", "step": 1},
        ],
    )
    def test_a_tap_that_cannot_be_is_a_fault_and_none_is_counted(
        self, hall: Database, phone: tablets.Tablet, tap: dict[str, object]
    ) -> None:
        good = {"n": 1, "category": "0-9", "step": 1}
        with pytest.raises(FaultyError, match="no step"):
            tablets.step(hall, phone, [good, tap], NOON)
        assert self.came(hall) == {}

    def test_a_phone_whose_hours_are_over_or_that_was_ended_counts_nothing(
        self, hall: Database, phone: tablets.Tablet
    ) -> None:
        good = {"n": 1, "category": "0-9", "step": 1}
        with pytest.raises(UnknownTokenError):
            tablets.step(hall, phone, [good], NOON + 12 * HOUR)
        tablets.end(hall, phone.id)
        with pytest.raises(UnknownTokenError):
            tablets.step(hall, phone, [good], NOON)
        assert self.came(hall) == {}

    def test_a_phone_has_no_envelopes_and_a_tablet_no_board(self, hall: Database) -> None:
        with hall.reading() as connection:
            tablet = store.find(connection, A)
        assert tablet is not None
        with pytest.raises(UnknownTokenError):
            tablets.board(hall, tablet, datetime(2019, 10, 24, tzinfo=UTC).date())
