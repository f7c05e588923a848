"""Letting tablets in: one secret, one PIN, one use; and a token that can be taken away."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from tests import factories
from tests.factories import THURSDAY
from voice import enrolling, tablets
from voice.enrolling import COLOURS, Enrolled, UnknownTokenError, UsedUpError, WrongPinError
from voice.faults import BusyError, FaultyError
from voice.keys import Keys
from voice.store import deliveries, schema, schema_tablets
from voice.store.db import Database

NOON = datetime(2019, 10, 24, 12, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
PIN, WRONG = "380417", "380418"
EVENT = "pond-dipping"


pytestmark = pytest.mark.usefixtures("quick_hashing")


def invited(database: Database, keys: Keys, name: str = "Tablet B", **changes: str) -> str:
    given = {"colour": "blue", "pin": PIN} | changes
    return tablets.invite(database, keys, name, now=NOON, **given)


def let_in(database: Database, keys: Keys, name: str = "Tablet B", **changes: str) -> Enrolled:
    return tablets.enrol(database, keys, invited(database, keys, name, **changes), PIN, NOON)


def whole_file(database: Database) -> str:
    """Everything that stands in the tables."""
    with database.reading() as connection:
        return "\n".join(
            str(tuple(row))
            for table in schema.metadata.tables.values()
            for row in connection.execute(select(table))
        )


class TestInviting:
    def test_a_secret_can_be_typed_and_cannot_be_guessed(
        self, database: Database, keyring: Keys
    ) -> None:
        secret = invited(database, keyring)
        assert set(secret) <= set(enrolling.LETTERS)
        assert len(enrolling.LETTERS) ** len(secret) > 2**128
        assert not set(enrolling.LETTERS) & set("ilo01")
        typed = f" {secret[:5].upper()} {secret[5:]} "
        assert tablets.enrol(database, keyring, typed, PIN, NOON).tablet.name == "Tablet B"

    def test_neither_secret_nor_pin_nor_token_stands_in_the_database(
        self, database: Database, keyring: Keys
    ) -> None:
        secret = invited(database, keyring)
        before = whole_file(database)
        token = tablets.enrol(database, keyring, secret, PIN, NOON).token
        for told in (secret, PIN, token):
            assert told not in before + whole_file(database)

    @pytest.mark.parametrize(
        ("changes", "place"),
        [
            ({"name": ""}, "name"),
            ({"name": " \n "}, "name"),
            ({"name": "x" * 41}, "name"),
            ({"name": "bell\a"}, "name"),
            ({"colour": "mauve"}, "colour"),
            ({"pin": "12345"}, "pin"),
            ({"pin": "1234567"}, "pin"),
            ({"pin": "٣٨٠٤١٧"}, "pin"),
            ({"event": "nowhere"}, "event nowhere"),
        ],
    )
    def test_what_is_wrong_is_told_and_nothing_is_kept(
        self, database: Database, keyring: Keys, changes: dict[str, str], place: str
    ) -> None:
        with pytest.raises(FaultyError) as told:
            invited(database, keyring, **changes)
        assert [fault.place for fault in told.value.faults] == [place]
        with database.reading() as connection:
            assert connection.execute(select(schema_tablets.enrolment)).all() == []

    @pytest.mark.parametrize(
        "pin", ["000000", "123456", "654321", "890123", "246802", "121212", "112211", "380380"]
    )
    def test_a_pin_that_children_try_first_is_refused(
        self, database: Database, keyring: Keys, pin: str
    ) -> None:
        with pytest.raises(FaultyError, match="guessed"):
            invited(database, keyring, pin=pin)

    def test_a_name_is_one_tablets_until_that_is_ended(
        self, database: Database, keyring: Keys
    ) -> None:
        first = let_in(database, keyring).tablet
        with pytest.raises(FaultyError, match="is the name of a tablet already"):
            invited(database, keyring, "tablet  b")
        tablets.end(database, first.id)
        again = let_in(database, keyring).tablet
        assert [one.id for one in tablets.all_tablets(database)] == [again.id]

    def test_inviting_again_voids_the_invitation_before(
        self, database: Database, keyring: Keys
    ) -> None:
        first, second = invited(database, keyring), invited(database, keyring)
        with pytest.raises(UsedUpError):
            tablets.enrol(database, keyring, first, PIN, NOON)
        assert tablets.enrol(database, keyring, second, PIN, NOON)

    def test_a_phone_is_only_for_an_event_that_is_not_over(
        self, database: Database, keyring: Keys
    ) -> None:
        with database.writing() as connection:
            factories.an_event(connection, status="cancelled")
        with pytest.raises(FaultyError, match="is not there or is over"):
            invited(database, keyring, event=EVENT)

    def test_every_colour_has_a_word_and_can_name_a_style(self) -> None:
        assert len(COLOURS) == 8
        for id_, colour in COLOURS.items():
            assert id_ == colour.name.lower()
            assert id_.isalpha()
            assert len(colour.value) == 7


class TestEnrolling:
    def test_a_tablet_is_let_in_once(self, database: Database, keyring: Keys) -> None:
        secret = invited(database, keyring, colour="pink")
        found = tablets.enrol(database, keyring, secret, PIN, NOON + 29 * MINUTE)
        assert (found.tablet.kind, found.tablet.name, found.tablet.colour) == (
            "tablet",
            "Tablet B",
            "pink",
        )
        assert (found.until, found.event, found.tablet.event) == (None, None, None)
        with pytest.raises(UsedUpError):
            tablets.enrol(database, keyring, secret, PIN, NOON)

    def again(
        self, database: Database, keys: Keys, before: str, name: str = "Tablet D"
    ) -> Enrolled:
        secret = tablets.invite(database, keys, name, "red", PIN, NOON + DAY)
        return tablets.enrol(database, keys, secret, PIN, NOON + DAY, before)

    @pytest.mark.parametrize("ended", [False, True])
    def test_a_tablet_set_up_again_stays_the_same_one(
        self, database: Database, keyring: Keys, ended: bool
    ) -> None:
        first = let_in(database, keyring)
        with database.writing() as connection:
            factories.an_event(connection)
            deliveries.fetch(connection, first.tablet.id, EVENT)
            tablets.report(connection, first.tablet.id, {EVENT: {"last": 12, "not": []}})
            tablets.arrived(connection, first.tablet.id, EVENT, range(1, 11))
        if ended:
            tablets.end(database, first.tablet.id)
        second = self.again(database, keyring, first.token)
        assert tablets.all_tablets(database) == [second.tablet]
        assert (second.tablet.id, second.tablet.name) == (first.tablet.id, "Tablet D")
        assert (second.tablet.colour, second.tablet.seen) == ("red", THURSDAY + DAY)
        (delivery,) = tablets.deliveries(database, EVENT)
        assert delivery.says.startswith("2 envelopes still on Tablet D")
        assert tablets.recognise(database, keyring, second.token, NOON) == second.tablet
        with pytest.raises(UnknownTokenError):
            tablets.recognise(database, keyring, first.token, NOON)

    def test_one_that_was_another_installations_is_a_new_one(
        self, database: Database, keyring: Keys
    ) -> None:
        first = let_in(database, keyring)
        second = self.again(database, keyring, "x" * 43)
        assert tablets.all_tablets(database) == [first.tablet, second.tablet]

    def test_a_tablet_that_becomes_a_phone_is_another(
        self, database: Database, keyring: Keys
    ) -> None:
        with database.writing() as connection:
            factories.an_event(connection, status="open")
        tablet = let_in(database, keyring)
        secret = invited(database, keyring, "Phone of kim", event=EVENT)
        phone = tablets.enrol(database, keyring, secret, PIN, NOON, tablet.token)
        assert phone.tablet.id != tablet.tablet.id
        secret = invited(database, keyring, "Tablet D")
        other = tablets.enrol(database, keyring, secret, PIN, NOON, phone.token)
        assert len({phone.tablet.id, other.tablet.id, tablet.tablet.id}) == 3

    def test_a_wrong_pin_changes_nothing_of_the_tablet_before(
        self, database: Database, keyring: Keys
    ) -> None:
        first = let_in(database, keyring)
        secret = invited(database, keyring, "Tablet D")
        with pytest.raises(WrongPinError):
            tablets.enrol(database, keyring, secret, WRONG, NOON, first.token)
        assert tablets.recognise(database, keyring, first.token, NOON) == first.tablet

    def test_after_half_an_hour_it_is_too_late(self, database: Database, keyring: Keys) -> None:
        secret = invited(database, keyring)
        with pytest.raises(UsedUpError):
            tablets.enrol(database, keyring, secret, PIN, NOON + 30 * MINUTE)

    def test_a_secret_nobody_gave_is_told_as_one_that_was_used(
        self, database: Database, keyring: Keys
    ) -> None:
        with pytest.raises(UsedUpError, match="Make a new code"):
            tablets.enrol(database, keyring, "never", PIN, NOON)

    def test_the_fifth_wrong_pin_voids_it(self, database: Database, keyring: Keys) -> None:
        secret = invited(database, keyring)
        for left in (4, 3, 2, 1):
            with pytest.raises(WrongPinError) as told:
                tablets.enrol(database, keyring, secret, WRONG, NOON)
            assert told.value.left == left
        assert "once more" in str(told.value)
        for pin in (WRONG, PIN):
            with pytest.raises(UsedUpError):
                tablets.enrol(database, keyring, secret, pin, NOON)

    def test_of_two_at_the_same_time_one_is_let_in(
        self, database: Database, keyring: Keys, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The other comes while the first one's PIN is still being checked."""
        secret = invited(database, keyring)
        check, others = enrolling._is_right, []

        def slowly(hashed: str, pin: str) -> bool:
            monkeypatch.setattr(enrolling, "_is_right", check)
            others.append(tablets.enrol(database, keyring, secret, PIN, NOON))
            return check(hashed, pin)

        monkeypatch.setattr(enrolling, "_is_right", slowly)
        with pytest.raises(UsedUpError):
            tablets.enrol(database, keyring, secret, PIN, NOON)
        assert len(others) == len(tablets.all_tablets(database)) == 1

    def test_a_phone_let_in_on_the_day_is_at_the_event_for_twelve_hours(
        self, database: Database, keyring: Keys
    ) -> None:
        with database.writing() as connection:
            factories.an_event(connection, status="open")
        found = let_in(database, keyring, "Phone of kim", event=EVENT)
        assert found.event is not None
        assert (found.tablet.kind, found.event.id, found.until) == (
            "phone",
            EVENT,
            NOON + 12 * HOUR,
        )
        almost = NOON + 12 * HOUR - MINUTE
        assert tablets.recognise(database, keyring, found.token, almost).event == EVENT
        with pytest.raises(UnknownTokenError):
            tablets.recognise(database, keyring, found.token, NOON + 12 * HOUR)

    @pytest.mark.parametrize("days", [1, 14])
    def test_a_phone_set_up_before_the_day_counts_on_the_evening_of_it(
        self, database: Database, keyring: Keys, days: int
    ) -> None:
        with database.writing() as connection:
            factories.an_event(connection, day=THURSDAY + days * DAY)
        found = let_in(database, keyring, "Phone of kim", event=EVENT)
        evening = NOON + days * DAY + 9 * HOUR
        phone = tablets.recognise(database, keyring, found.token, evening)
        tap = {"n": 1, "category": "0-9", "step": 1}
        tablets.step(database, phone, [tap], evening)
        came = tablets.board(database, phone, THURSDAY)["came"]
        assert {what: number for what, number in came.items() if number} == {"0-9": 1}
        tablets.tidy_up(database, evening)
        with pytest.raises(UnknownTokenError):
            tablets.recognise(database, keyring, found.token, NOON + (days + 1) * DAY)

    @pytest.mark.parametrize(
        ("set_up", "leaves"),
        [
            ("20T12:00", "24T22:59"),  # summer: an hour ahead of UTC
            ("23T22:59", "24T22:59"),
            ("23T23:00", "24T11:00"),  # it is the day already, there
            ("24T20:00", "25T08:00"),
            ("25T09:00", "25T21:00"),
        ],
    )
    def test_the_days_are_those_of_the_council(self, set_up: str, leaves: str) -> None:
        now, then = (datetime.fromisoformat(f"2019-10-{at}+00:00") for at in (set_up, leaves))
        assert enrolling.leaves(THURSDAY, now) == then


class TestTokens:
    def test_a_token_says_whose_it_is_and_no_other_does(
        self, database: Database, keyring: Keys
    ) -> None:
        one, other = let_in(database, keyring), let_in(database, keyring, "Tablet C")
        assert tablets.recognise(database, keyring, one.token, NOON).name == "Tablet B"
        assert tablets.recognise(database, keyring, other.token, NOON).name == "Tablet C"
        for token in ("", "x" * 9999, one.token[:-1], one.token.upper(), "ü"):
            with pytest.raises(UnknownTokenError):
                tablets.recognise(database, keyring, token, NOON)
        stranger = Keys(receipts=b"x" * 32, trail=b"t" * 32, cookie=b"c" * 32)
        with pytest.raises(UnknownTokenError):
            tablets.recognise(database, stranger, one.token, NOON)

    def test_what_is_ended_is_not_known_any_more(self, database: Database, keyring: Keys) -> None:
        found = let_in(database, keyring)
        tablets.end(database, found.tablet.id)
        with pytest.raises(UnknownTokenError), database.reading() as connection:
            tablets.recognise(connection, keyring, found.token, NOON)

    def test_the_day_it_was_seen_is_kept_once_a_day(
        self, database: Database, keyring: Keys, statements: list[str]
    ) -> None:
        found = let_in(database, keyring)
        for hours in (1, 2, 25, 26):
            tablets.recognise(database, keyring, found.token, NOON + hours * HOUR)
        (tablet,) = tablets.all_tablets(database)
        assert tablet.seen == THURSDAY + DAY
        assert sum(said.startswith("UPDATE tablet") for said in statements) == 1

    def test_a_database_in_use_keeps_no_tablet_out(self, database: Database, keyring: Keys) -> None:
        found = let_in(database, keyring)
        with database.writing():
            tablet = tablets.recognise(database, keyring, found.token, NOON + DAY)
        assert tablet.seen == THURSDAY
        with pytest.raises(BusyError), database.writing():
            tablets.end(database, tablet.id)


class TestTidyingUp:
    def test_a_tablet_not_seen_for_a_year_is_ended_and_gone(
        self, database: Database, keyring: Keys
    ) -> None:
        found = let_in(database, keyring)
        tablets.tidy_up(database, NOON + 366 * DAY)
        assert tablets.recognise(database, keyring, found.token, NOON)
        tablets.tidy_up(database, NOON + 367 * DAY)
        assert tablets.all_tablets(database) == []
        with pytest.raises(UnknownTokenError):
            tablets.recognise(database, keyring, found.token, NOON)
        assert found.tablet.id not in whole_file(database)

    def test_one_that_an_event_waits_for_is_ended_and_kept(
        self, database: Database, keyring: Keys
    ) -> None:
        found = let_in(database, keyring)
        with database.writing() as connection:
            factories.an_event(connection)
            deliveries.fetch(connection, found.tablet.id, EVENT)
        tablets.end(database, found.tablet.id)
        tablets.tidy_up(database, NOON)
        (delivery,) = tablets.deliveries(database, EVENT)
        assert (delivery.name, delivery.ended) == ("Tablet B", True)

    def test_a_phone_goes_with_its_hours_and_an_invitation_with_its_time(
        self, database: Database, keyring: Keys
    ) -> None:
        with database.writing() as connection:
            factories.an_event(connection)
        let_in(database, keyring, event=EVENT)
        invited(database, keyring, "Tablet C")
        tablets.tidy_up(database, NOON + 29 * MINUTE)
        assert "Tablet C" in whole_file(database)
        tablets.tidy_up(database, NOON + 12 * HOUR)
        assert tablets.all_tablets(database) == []
        assert "Tablet" not in whole_file(database)
