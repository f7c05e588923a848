"""What cannot be opened or understood is kept as it came, and opened when it can be."""

import json
import uuid
from typing import Any

import pytest
from sqlalchemy import delete, insert

from tests import factories
from tests.factories import CODE, THURSDAY
from tests.sealed import EVENT, Sender, kept, numbers, rows, sealed, words
from voice import collect, envelopes, intake, tablets
from voice.keys import Keys
from voice.store import remarks, schema, schema_tablets, set_asides
from voice.store.db import Database

SURVEY = factories.a_survey()


class TestSetAside:
    @pytest.mark.parametrize(
        "raw",
        [None, 7, "x", [], {}, True, {"id": "me"}, {"sealed": 7}, {"id": None, "sealed": "AAAA"}],
        ids=repr,
    )
    def test_what_is_no_envelope_is_kept_once_and_has_a_receipt(
        self, tablet: Sender, hall: Database, raw: object
    ) -> None:
        [first] = tablet.send(raw)
        [again] = tablet.send(raw)
        assert first == again
        assert first.outcome == "set-aside"
        assert first.id == (raw.get("id") if isinstance(raw, dict) else None)
        assert len(first.hash) == 64
        [aside] = kept(hall)
        assert (aside.why, aside.month) == ("is no envelope", "2019-10")

    @pytest.mark.parametrize("name", ["id", "key_id", "n", "sealed"])
    @pytest.mark.parametrize("value", [None, True, 1.5, [], "\ud800", 10**400])
    def test_a_part_that_cannot_be_is_set_aside_and_stops_no_other(
        self, tablet: Sender, hall: Database, keyring: Keys, name: str, value: object
    ) -> None:
        good, bad = sealed(keyring, 1), sealed(keyring, 2) | {name: value}
        assert tablet.outcomes(bad, good) == ["set-aside", "stored"]
        assert len(kept(hall)) == 1

    def test_what_cannot_be_opened_is_kept_whole(
        self, tablet: Sender, hall: Database, keyring: Keys
    ) -> None:
        record = sealed(keyring) | {"key_id": "2018-01-0123abcd", "event": EVENT}
        [first] = tablet.send(record)
        assert tablet.send(record) == [first]
        assert first.outcome == "set-aside"
        [aside] = kept(hall)
        parts = {name: record[name] for name in ("id", "key_id", "n", "sealed")}
        assert json.loads(aside.received) == {"sealed": parts, "tablet": tablet.id}
        assert aside.why == "is sealed for a key that is not here"
        assert rows(hall, "receipt") == rows(hall, "response") == []

    @pytest.mark.parametrize(
        ("text", "why", "said"),
        [
            (b"", "holds no record", set()),
            (b"[1, 2]", "holds no record", set()),
            (b"I miss my dog", "holds no record", {"I miss my dog"}),
            (b'"I miss my dog"', "holds no record", {"I miss my dog"}),
            (
                b'{"answers": {"say-more": "My dog"}, "age_band": "17+"}',
                "holds no record",
                {"My dog"},
            ),
            (b"\xff\xfe", "holds no record", {"\ufffd\ufffd"}),
            (b"[" * 3000, "holds no record", {"[" * 3000}),
        ],
        ids=lambda given: repr(given)[:20],
    )
    def test_what_holds_no_record_is_kept_opened_and_its_words_are_read(
        self, tablet: Sender, hall: Database, keyring: Keys, text: bytes, why: str, said: set[str]
    ) -> None:
        record = sealed(keyring, text=text)
        assert tablet.outcomes(record) == tablet.outcomes(record) == ["set-aside"]
        [aside] = kept(hall)
        assert (aside.why, aside.received) == (why, text)
        assert words(hall) == said
        assert len(rows(hall, "remark")) == len(said)

    def test_a_code_that_was_never_given_out_is_set_aside_and_its_words_are_read(
        self, tablet: Sender, hall: Database, keyring: Keys
    ) -> None:
        record = sealed(keyring, code="XXXXXXXX", answers={"say-more": "help"})
        assert tablet.outcomes(record) == tablet.outcomes(record) == ["set-aside"]
        [aside] = kept(hall)
        assert aside.why == "names a code that was never given out"
        assert record["id"].encode() not in aside.received
        [remark] = rows(hall, "remark")
        assert (remark["words"], remark["item"]) == ("help", "say-more")
        assert (remark["survey"], remark["group"]) == (SURVEY.id, None)
        with hall.reading() as connection:
            assert remarks.waiting(connection, THURSDAY).unread == 1

    def test_a_code_and_an_edition_nobody_knows_leave_the_words_without_a_survey(
        self, tablet: Sender, hall: Database, keyring: Keys
    ) -> None:
        strange = {"code": "not a code", "edition": "a" * 64, "answers": {"x": "My dog"}}
        assert tablet.outcomes(sealed(keyring, **strange)) == ["set-aside"]
        assert [row["survey"] for row in rows(hall, "remark")] == ["unknown"]

    def test_another_id_inside_is_not_taken_for_the_one_outside(
        self, tablet: Sender, hall: Database, keyring: Keys
    ) -> None:
        inner = str(uuid.uuid4())
        text = factories.a_submission(id=inner, code=CODE, answers={"say-more": "My dog"})
        assert tablet.outcomes(sealed(keyring, text=text)) == ["set-aside"]
        [aside] = kept(hall)
        assert aside.why == "has another id inside than outside"
        assert inner.encode() not in aside.received
        assert words(hall) == {"My dog"}

    def test_an_edition_nobody_knows_is_set_aside_by_the_rules_of_plain_records(
        self, tablet: Sender, hall: Database, keyring: Keys
    ) -> None:
        record = sealed(keyring, 5, edition="a" * 64, answers={"say-more": "My dog"})
        assert tablet.outcomes(record) == tablet.outcomes(record) == ["set-aside"]
        [aside] = kept(hall)
        assert "never published" in aside.why
        assert words(hall) == {"My dog"}
        assert numbers(hall, tablet) == {5}

    def test_a_plain_record_among_envelopes_is_read_by_a_person(
        self, tablet: Sender, hall: Database
    ) -> None:
        plain = json.loads(factories.a_submission(answers={"say-more": "My dog"}))
        assert tablet.outcomes(plain) == ["set-aside"]
        [aside] = kept(hall)
        assert json.loads(aside.received) == plain | {"id": collect.NO_ID}
        assert words(hall) == {"My dog"}

    def test_it_lies_in_an_open_month(self, tablet: Sender, hall: Database) -> None:
        period = {"id": "2019-P1", "first": "2019-09", "last": "2019-11", "closed": THURSDAY}
        with hall.writing() as connection:
            connection.execute(insert(schema.period), period)
        tablet.send(None)
        assert [aside.month for aside in kept(hall)] == ["2019-12"]

    def test_an_event_waits_no_longer_for_what_came_and_cannot_be_opened(
        self, tablet: Sender, hall: Database, keyring: Keys
    ) -> None:
        tablet.counts = {EVENT: {"last": 2, "not": []}}
        tablet.send(sealed(keyring, 1), sealed(keyring, 2) | {"key_id": "2018-01-0123abcd"})
        [delivery] = tablets.deliveries(hall, EVENT)
        assert delivery.settled


class TestDamagedAtTwoEvents:
    """The same number from one tablet at two events, and neither can be opened."""

    OTHER = "picnic"

    @pytest.fixture
    def both(self, tablet: Sender, hall: Database, keyring: Keys) -> Sender:
        with hall.writing() as connection:
            factories.an_event(connection, self.OTHER, status="open")
        tablets.fetched(hall, tablet.id, self.OTHER)
        tablet.counts = {event: {"last": 1, "not": []} for event in (EVENT, self.OTHER)}
        return tablet

    def settled(self, database: Database) -> list[bool]:
        found = [tablets.deliveries(database, event) for event in (EVENT, self.OTHER)]
        return [one.settled for deliveries in found for one in deliveries]

    def test_each_event_knows_that_its_own_came(
        self, both: Sender, hall: Database, keyring: Keys
    ) -> None:
        damaged = [sealed(keyring, 1) | {"sealed": "AAAA"} for _ in range(2)]
        both.send(damaged[0], event=EVENT)
        assert self.settled(hall) == [True, False]
        both.send(damaged[0], event=EVENT)
        assert self.settled(hall) == [True, False]
        both.send(damaged[1], event=self.OTHER)
        assert self.settled(hall) == [True, True]
        assert "picnic" not in str([aside.received for aside in kept(hall)])

    def test_in_a_saved_file_each_says_its_event(
        self, both: Sender, hall: Database, keyring: Keys
    ) -> None:
        files = [
            sealed(keyring, 1) | {"sealed": "AAAA", "event": event} for event in (EVENT, self.OTHER)
        ]
        both.carried(*files)
        both.send()
        assert self.settled(hall) == [True, True]

    def test_what_can_be_opened_is_from_where_it_says_inside(
        self, both: Sender, hall: Database, keyring: Keys
    ) -> None:
        both.send(sealed(keyring, 1), event=self.OTHER)
        assert self.settled(hall) == [True, False]

    @pytest.mark.parametrize("event", [None, 7, [], "", "nowhere", "\x00", "\ud800"])
    def test_an_event_that_is_none_of_its_own_holds_nothing_up(
        self, both: Sender, hall: Database, keyring: Keys, event: object
    ) -> None:
        outcomes = both.send(sealed(keyring, 1) | {"sealed": "AAAA"}, event=event)
        assert [one.outcome for one in outcomes] == ["set-aside"]
        assert self.settled(hall) == [False, False]


class TestOpenAgain:
    @pytest.fixture
    def without(self, tablet: Sender, keyring: Keys) -> Sender:
        """The tablet of an installation whose sealing key is not there."""
        tablet.keys = Keys(keyring.receipts, keyring.trail, keyring.cookie)
        return tablet

    def test_with_its_key_restored_it_is_counted(
        self, without: Sender, hall: Database, keyring: Keys
    ) -> None:
        without.counts = {EVENT: {"last": 2, "not": []}}
        records = [sealed(keyring, n, answers={"say-more": f"words {n}"}) for n in (1, 2)]
        assert without.outcomes(*records) == ["set-aside", "set-aside"]
        assert words(hall) == set()
        assert envelopes.open_again(hall, without.keys, THURSDAY) == 0
        assert len(kept(hall)) == 2
        assert envelopes.open_again(hall, keyring, THURSDAY) == 2
        assert envelopes.open_again(hall, keyring, THURSDAY) == 0
        assert kept(hall) == []
        assert len(rows(hall, "response")) == 2
        assert words(hall) == {"words 1", "words 2"}
        assert numbers(hall, without) == {1, 2}
        everything = str([rows(hall, name) for name in schema.BESIDE_AN_ANSWER])
        assert not [record for record in records if record["id"] in everything]

    def test_what_came_once_more_in_between_is_counted_once(
        self, without: Sender, hall: Database, keyring: Keys
    ) -> None:
        record = sealed(keyring)
        without.send(record)
        without.keys = keyring
        assert without.outcomes(record) == ["stored"]
        assert envelopes.open_again(hall, keyring, THURSDAY) == 1
        assert without.outcomes(record) == ["already"]
        assert len(rows(hall, "response")) == 1
        assert kept(hall) == []

    def test_once_no_event_waits_for_the_tablet_nobody_knows_which_it_was(
        self, without: Sender, hall: Database, keyring: Keys
    ) -> None:
        without.counts = {EVENT: {"last": 3, "not": []}}
        batch = [sealed(keyring, n) for n in (1, 2)]
        without.send(*batch, {"sealed": "AAAA"})
        envelopes.open_again(hall, without.keys, THURSDAY)
        assert all(without.id.encode() in aside.received for aside in kept(hall))
        batch.append(sealed(keyring, 3))
        without.send(batch[2])
        envelopes.open_again(hall, without.keys, THURSDAY)
        assert len(kept(hall)) == 4
        assert not any(without.id.encode() in aside.received for aside in kept(hall))
        assert without.outcomes(*batch) == ["set-aside"] * 3
        assert len(kept(hall)) == 4
        assert envelopes.open_again(hall, keyring, THURSDAY) == 3
        assert len(rows(hall, "response")) == 3

    def test_what_holds_no_record_is_set_aside_opened(
        self, without: Sender, hall: Database, keyring: Keys
    ) -> None:
        without.send(sealed(keyring, text=b"I miss my dog"))
        assert envelopes.open_again(hall, keyring, THURSDAY) == 1
        assert envelopes.open_again(hall, keyring, THURSDAY) == 0
        assert [aside.received for aside in kept(hall)] == [b"I miss my dog"]
        assert words(hall) == {"I miss my dog"}

    def test_what_is_damaged_or_has_no_shape_stays(
        self, tablet: Sender, hall: Database, keyring: Keys
    ) -> None:
        tablet.send(None, {"sealed": "AAAA"}, sealed(keyring) | {"n": 99})
        before = kept(hall)
        assert envelopes.open_again(hall, keyring, THURSDAY) == 0
        assert kept(hall) == before

    @pytest.mark.parametrize(
        "inside",
        [b'{"sealed":', b'{"sealed": 7}', b'{"sealed": {"a": 1}}', b'{"sealed": 7, "tablet": "x"}'],
    )
    def test_what_only_looks_like_it_inside_an_envelope_is_left_alone(
        self, tablet: Sender, hall: Database, keyring: Keys, inside: bytes
    ) -> None:
        tablet.send(sealed(keyring, text=inside))
        before = kept(hall)
        assert envelopes.open_again(hall, keyring, THURSDAY) == 0
        assert kept(hall) == before

    def test_a_tablet_that_is_forgotten_holds_nothing_up(
        self, without: Sender, hall: Database, keyring: Keys
    ) -> None:
        without.send(sealed(keyring))
        with hall.writing() as connection:
            connection.execute(delete(schema_tablets.delivery))
            connection.execute(delete(schema_tablets.tablet))
        assert envelopes.open_again(hall, keyring, THURSDAY) == 1
        assert len(rows(hall, "response")) == 1


class TestUnforeseen:
    @pytest.fixture
    def broken(self, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
        """A fault of ours that one kind of answer brings out."""
        read = intake._read

        def breaks(place: Any, submission: Any, *more: Any) -> Any:
            if submission.age_band == "17+":
                raise ZeroDivisionError
            return read(place, submission, *more)

        monkeypatch.setattr(intake, "_read", breaks)
        return monkeypatch

    def test_a_fault_of_ours_stops_no_other_envelope_and_loses_none(
        self,
        tablet: Sender,
        hall: Database,
        keyring: Keys,
        broken: pytest.MonkeyPatch,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        tablet.counts = {EVENT: {"last": 3, "not": []}}
        batch = [
            sealed(keyring, n, age_band=band) for n, band in enumerate(["0-9", "17+", None], 1)
        ]
        assert tablet.outcomes(*batch) == ["stored", "set-aside", "stored"]
        assert tablet.outcomes(*batch) == ["already", "set-aside", "already"]
        [aside] = kept(hall)
        assert aside.why == "was not understood by this version"
        assert numbers(hall, tablet) == {1, 2, 3}
        assert "ZeroDivisionError" in caplog.text
        assert batch[1]["id"] not in caplog.text
        assert envelopes.open_again(hall, keyring, THURSDAY) == 0
        assert [one.id for one in kept(hall)] == [aside.id]
        broken.undo()
        assert envelopes.open_again(hall, keyring, THURSDAY) == 1
        assert kept(hall) == []
        assert {row["age_band"] for row in rows(hall, "response")} == {"0-9", "17+", None}

    def test_a_fault_in_keeping_itself_is_told(
        self, tablet: Sender, hall: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(set_asides, "add", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            tablet.send({"sealed": 7})
