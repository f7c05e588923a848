"""What tablets seal is kept once, counted like any record, and nobody learns more."""

import hashlib
import json
import uuid
from datetime import timedelta

import pytest
from sqlalchemy import delete, insert

from tests import factories
from tests.factories import CODE, THURSDAY
from tests.sealed import (
    EVENT,
    Sender,
    close,
    kept,
    let_in,
    numbers,
    rows,
    sealed,
    words,
)
from voice import collect, opening, tablets
from voice.analysis.policy import Policy
from voice.keys import Keys
from voice.store import events, schema, schema_tablets
from voice.store.db import Database

DAY = timedelta(days=1)
SURVEY = factories.a_survey()


class TestStored:
    def test_what_was_sealed_is_counted_like_any_record(
        self, tablet: Sender, hall: Database, keyring: Keys
    ) -> None:
        answers = {"feeling-now": "sad", "say-more": "I miss my dog"}
        assert tablet.outcomes(sealed(keyring, answers=answers, helped="alone")) == ["stored"]
        [response] = rows(hall, "response")
        assert (response["group"], response["month"]) == ("just-us", "2019-10")
        assert (response["age_band"], response["helped"]) == ("10-16", "alone")
        assert ("feeling-now", "sad") in {(r["item"], r["option"]) for r in rows(hall, "answer")}
        [remark] = rows(hall, "remark")
        assert (remark["words"], remark["group"]) == ("I miss my dog", "just-us")

    def test_each_has_a_receipt_in_the_order_of_the_post(
        self, tablet: Sender, keyring: Keys
    ) -> None:
        sent = [sealed(keyring, n) for n in range(1, 9)]
        got = tablet.send(*sent)
        assert [receipt.id for receipt in got] == [record["id"] for record in sent]
        digests = [hashlib.sha256(record["sealed"].encode()).hexdigest() for record in sent]
        assert [receipt.hash for receipt in got] == digests
        assert {receipt.outcome for receipt in got} == {"stored"}

    def test_no_envelope_is_no_receipt(self, tablet: Sender) -> None:
        assert tablet.send() == []

    def test_the_event_knows_which_numbers_came(
        self, tablet: Sender, hall: Database, keyring: Keys
    ) -> None:
        tablet.counts = {EVENT: {"last": 4, "not": [3]}}
        tablet.outcomes(sealed(keyring, 1), sealed(keyring, 4))
        [delivery] = tablets.deliveries(hall, EVENT)
        assert (delivery.here, delivery.waiting) == (2, 1)
        tablet.outcomes(sealed(keyring, 2))
        [delivery] = tablets.deliveries(hall, EVENT)
        assert (delivery.here, delivery.waiting, delivery.settled) == (3, 0, True)

    def test_more_names_outside_are_let_go(
        self, tablet: Sender, hall: Database, keyring: Keys
    ) -> None:
        assert tablet.outcomes(sealed(keyring) | {"event": EVENT, "rank": [1]}) == ["stored"]

    @pytest.mark.parametrize(("days", "outcome"), [(366, "stored"), (367, "set-aside")])
    def test_a_tablet_brings_what_it_has_for_a_year(
        self, tablet: Sender, hall: Database, keyring: Keys, days: int, outcome: str
    ) -> None:
        close(hall)
        today = THURSDAY + days * DAY
        collect.tidy_up(hall, THURSDAY + 366 * DAY)
        record = sealed(keyring, answers={"say-more": "found in the cupboard"})
        assert tablet.outcomes(record, today=today) == [outcome]
        assert words(hall) == {"found in the cupboard"}
        plain = collect.take_in(hall, keyring, CODE, factories.a_submission(), THURSDAY + 31 * DAY)
        assert plain.outcome == "set-aside"

    def test_it_is_known_again_all_that_time(
        self, tablet: Sender, hall: Database, keyring: Keys
    ) -> None:
        record = sealed(keyring)
        tablet.send(record)
        close(hall)
        collect.tidy_up(hall, THURSDAY + 366 * DAY)
        assert tablet.outcomes(record, today=THURSDAY + 366 * DAY) == ["already"]

    def test_what_comes_after_its_month_was_closed_counts_in_the_next(
        self, tablet: Sender, hall: Database, keyring: Keys
    ) -> None:
        period = {"id": "2019-P1", "first": "2019-09", "last": "2019-10", "closed": THURSDAY}
        with hall.writing() as connection:
            connection.execute(insert(schema.period), period)
        assert tablet.outcomes(sealed(keyring), today=THURSDAY + 40 * DAY) == ["stored"]
        [response] = rows(hall, "response")
        assert (response["month"], response["collection"]) == ("2019-11", None)

    @pytest.mark.parametrize("slips", [0, 2])
    def test_what_is_asked_at_no_event_is_set_aside_with_or_without_one_time_codes(
        self, tablet: Sender, hall: Database, keyring: Keys, slips: int
    ) -> None:
        """Tablets answer at events; a stolen token must not open another door."""
        with hall.writing() as connection:
            standing = factories.a_collection(connection, SURVEY, event=None, code="CCCCCCCC")
        if slips:
            collect.print_slips(hall, keyring, standing.id, slips, THURSDAY)
        record = sealed(keyring, code="CCCCCCCC", answers={"say-more": "My dog"})
        assert tablet.outcomes(record) == tablet.outcomes(record) == ["set-aside"]
        assert rows(hall, "response") == []
        [aside] = kept(hall)
        assert aside.why == "came from a tablet, and is not asked on tablets"
        assert words(hall) == {"My dog"}

    def test_one_batch_of_fifty_takes_few_statements_beside_the_claims(
        self, tablet: Sender, keyring: Keys, statements: list[str]
    ) -> None:
        answers = {"feeling-now": "sad", "say-more": "hello"}
        batch = [sealed(keyring, n, answers=answers) for n in range(1, 51)]
        statements.clear()
        tablet.send(*batch)
        claims = [said for said in statements if said.startswith("INSERT INTO receipt")]
        assert len(claims) == 50
        assert len(statements) - len(claims) < 20


class TestCameBefore:
    def test_the_same_again_is_there_already(
        self, tablet: Sender, hall: Database, keyring: Keys
    ) -> None:
        record = sealed(keyring)
        assert tablet.outcomes(record) == ["stored"]
        assert tablet.outcomes(record, record) == ["already", "already"]
        assert len(rows(hall, "response")) == 1

    def test_twice_in_one_batch_is_kept_once(
        self, tablet: Sender, hall: Database, keyring: Keys
    ) -> None:
        record = sealed(keyring)
        assert sorted(tablet.outcomes(record, record)) == ["already", "stored"]
        assert len(rows(hall, "response")) == 1

    def test_from_another_tablet_it_is_known_too(
        self, tablet: Sender, hall: Database, keyring: Keys
    ) -> None:
        record = sealed(keyring)
        tablet.send(record)
        assert let_in(hall, keyring, "Tablet B").outcomes(record) == ["already"]

    def test_other_answers_under_its_id_are_kept_beside_it_once(
        self, tablet: Sender, hall: Database, keyring: Keys
    ) -> None:
        first = sealed(keyring)
        other = sealed(keyring, id=first["id"], age_band="17+", answers={"say-more": "other"})
        told = [*tablet.outcomes(first), *tablet.outcomes(other), *tablet.outcomes(other, first)]
        assert told == ["stored", "conflict", "conflict", "already"]
        assert [row["age_band"] for row in rows(hall, "response")] == ["10-16"]
        [aside] = kept(hall)
        assert json.loads(aside.received)["age_band"] == "17+"
        assert aside.why == "has the id of another record"
        assert words(hall) == {"other"}

    def test_what_cannot_be_read_under_a_known_id_is_kept_beside_it_too(
        self, tablet: Sender, hall: Database, keyring: Keys
    ) -> None:
        first = sealed(keyring)
        tablet.send(first)
        for other in (sealed(keyring, id=first["id"], text=b"{}"), first | {"sealed": "AAAA"}):
            assert tablet.outcomes(other) == ["conflict"]
            assert tablet.outcomes(other) == ["conflict"]
        assert len(kept(hall)) == 2

    def test_it_is_known_again_though_its_key_is_gone(
        self, tablet: Sender, hall: Database, keyring: Keys
    ) -> None:
        record = sealed(keyring, 3)
        tablet.send(record)
        with hall.writing() as connection:
            connection.execute(delete(schema_tablets.delivery))
        tablet.keys = Keys(keyring.receipts, keyring.trail, keyring.cookie)
        assert tablet.outcomes(record) == ["already"]
        assert kept(hall) == []
        assert numbers(hall, tablet) == {3}

    def test_a_plain_record_and_a_sealed_one_share_their_ids(
        self, tablet: Sender, hall: Database, keyring: Keys
    ) -> None:
        id_ = str(uuid.uuid4())
        collect.take_in(hall, keyring, CODE, factories.a_submission(id=id_), THURSDAY)
        assert tablet.outcomes(sealed(keyring, id=id_)) == ["conflict"]
        assert len(rows(hall, "response")) == 1


def test_an_event_is_complete_when_its_last_envelope_has_come(
    tablet: Sender, hall: Database, keyring: Keys
) -> None:
    tablet.counts = {EVENT: {"last": 6, "not": []}}
    tablet.send(*(sealed(keyring, n) for n in range(1, 6)))
    opening.close_event(hall, EVENT, Policy(), THURSDAY)
    assert opening.complete_events(hall, Policy(), THURSDAY) == []
    last = sealed(keyring, 6)
    tablet.send(last, today=THURSDAY + 3 * DAY)
    assert opening.complete_events(hall, Policy(), THURSDAY + 3 * DAY) == [EVENT]
    with hall.reading() as connection:
        event = events.find(connection, EVENT)
    assert event is not None
    assert event.counted == 6
    assert rows(hall, "delivery") == []
    assert tablet.outcomes(last, today=THURSDAY + 4 * DAY) == ["already"]
    assert rows(hall, "delivery") == []
