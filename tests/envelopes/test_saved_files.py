"""The file that a tablet saves: brought in once, twice or after a sync, in any mixture."""

import json
import uuid
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import delete

from tests import speaking
from tests.factories import THURSDAY
from tests.sealed import EVENT, Sender, Wire, full_disk, kept, let_in, numbers, rows, sealed
from voice import envelopes, tablets
from voice import together as boards
from voice.faults import BusyError, FaultyError
from voice.keys import Keys
from voice.saved_cards import Carried
from voice.store import schema
from voice.store.db import Database


class TestImported:
    def test_once_twice_or_after_it_was_sent_is_the_same(
        self, tablet: Sender, hall: Database, keyring: Keys
    ) -> None:
        tablet.counts = {EVENT: {"last": 3, "not": []}}
        batch = [sealed(keyring, n) for n in (1, 2, 3)]
        tablet.send(batch[0])
        assert tablet.carried(*batch) == {"already": 1, "stored": 2}
        assert tablet.carried(*batch) == {"already": 3}
        assert tablet.outcomes(*batch) == ["already"] * 3
        assert len(rows(hall, "response")) == 3
        tablet.send()
        [delivery] = tablets.deliveries(hall, EVENT)
        assert delivery.settled

    def test_a_file_of_a_tablet_nobody_knows_counts_too(
        self, tablet: Sender, hall: Database, keyring: Keys
    ) -> None:
        strange: list[object] = [None, 7, "none", "\x00", "\ud800", []]
        for number, id_ in enumerate(strange, 1):
            assert tablet.carried(sealed(keyring, number), tablet_id=id_) == {"stored": 1}
        assert numbers(hall, tablet) == set()

    def test_what_the_tablet_then_sends_by_itself_is_known_to_have_come(
        self, tablet: Sender, hall: Database, keyring: Keys
    ) -> None:
        record = sealed(keyring, 2)
        tablet.carried(record, tablet_id=None)
        assert tablet.outcomes(record) == ["already"]
        assert numbers(hall, tablet) == {2}

    def test_an_older_file_does_not_make_a_tablet_forget(
        self, tablet: Sender, hall: Database, keyring: Keys
    ) -> None:
        first, second = sealed(keyring, 1), sealed(keyring, 2)
        tablet.counts = {EVENT: {"last": 1, "not": []}}
        file = tablet.saved(first)
        tablet.counts = {EVENT: {"last": 2, "not": []}}
        tablet.send(first, second)
        assert envelopes.import_file(hall, keyring, file, THURSDAY).outcomes == {"already": 1}
        [delivery] = tablets.deliveries(hall, EVENT)
        assert (delivery.wiped, delivery.settled) == (False, True)

    def test_a_file_is_no_word_from_the_tablet_itself(
        self, tablet: Sender, hall: Database, keyring: Keys
    ) -> None:
        """Children may have answered on it since the file was saved."""
        tablet.counts = {EVENT: {"last": 1, "not": []}}
        tablet.carried(sealed(keyring, 1))
        [delivery] = tablets.deliveries(hall, EVENT)
        assert (delivery.here, delivery.heard, delivery.settled) == (1, False, False)
        assert envelopes.import_file(hall, keyring, tablet.saved(), THURSDAY).tablet == tablet.id
        tablet.send()
        [delivery] = tablets.deliveries(hall, EVENT)
        assert delivery.settled

    def test_an_ended_tablets_file_still_counts(
        self, tablet: Sender, hall: Database, keyring: Keys
    ) -> None:
        tablets.end(hall, tablet.id)
        assert tablet.carried(sealed(keyring)) == {"stored": 1}

    def test_what_is_in_it_and_is_no_envelope_is_set_aside(
        self, tablet: Sender, keyring: Keys
    ) -> None:
        assert tablet.carried(None, sealed(keyring), 7) == {"set-aside": 2, "stored": 1}
        assert tablet.carried() == {}

    def test_a_file_cut_anywhere_is_a_clear_fault_and_keeps_nothing(
        self, tablet: Sender, hall: Database, keyring: Keys
    ) -> None:
        text = tablet.saved(sealed(keyring))
        for length in (*range(0, len(text), 97), len(text) - 1):
            with pytest.raises(FaultyError, match=r"damaged.*nothing is lost"):
                envelopes.import_file(hall, keyring, text[:length], THURSDAY)
        assert rows(hall, "receipt") == kept(hall) == []

    @pytest.mark.parametrize(
        "changes",
        [{"voice_envelopes": 2}, {"voice_envelopes": None}, {"records": {}}, {"counts": 7}],
        ids=str,
    )
    def test_a_file_that_is_none_of_a_tablets_is_told(
        self, tablet: Sender, hall: Database, keyring: Keys, changes: dict[str, Any]
    ) -> None:
        with pytest.raises(FaultyError):
            tablet.carried(sealed(keyring), **changes)
        assert rows(hall, "receipt") == []

    def test_a_file_too_long_to_be_one_is_not_even_read(
        self, hall: Database, keyring: Keys, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(envelopes, "LONGEST_FILE", 1000)
        text = json.dumps({"voice_envelopes": 1, "records": [], "more": "x" * 1000})
        with pytest.raises(FaultyError, match="damaged"):
            envelopes.import_file(hall, keyring, text, THURSDAY)


class TestSaidTogether:
    """Cards and messages in the file."""

    def card(self, words: object = "Kind carers", **changes: Any) -> dict[str, Any]:
        at = {"event": speaking.EVENT, "survey": speaking.ASKED.id, "item": "advice"}
        said = {"words": words, "starred": False, "edit": 1, "was": None, "tried": ["Kind carers"]}
        return at | said | {"id": str(uuid.uuid4())} | changes

    def message(self, **changes: Any) -> dict[str, Any]:
        said = {"event": speaking.EVENT, "words": speaking.SAID, "signed": ""}
        return said | {"id": str(uuid.uuid4())} | changes

    def bring(self, tablet: Sender, **together: Any) -> Carried:
        text = tablet.saved(together=together)
        return envelopes.import_file(tablet.database, tablet.keys, text, THURSDAY).together

    @pytest.fixture
    def tablet(self, database: Database, keyring: Keys, quick_hashing: None) -> Sender:
        speaking.a_hall(database)
        return let_in(database, keyring, "Tablet B")

    def test_once_or_twice_they_are_on_their_board_once(self, tablet: Sender) -> None:
        cards, messages = [self.card(), self.card("Days out")], [self.message()]
        for _ in range(2):
            assert self.bring(tablet, cards=cards, messages=messages) == Carried(2, 1)
        assert speaking.words(tablet.database) == ["Days out", "Kind carers"]
        assert [one.words for one in boards.messages(tablet.database, speaking.EVENT)] == [
            speaking.SAID
        ]

    def test_what_the_group_changed_after_it_was_saved_stays(self, tablet: Sender) -> None:
        old = self.card()
        new = speaking.a_card("Very kind carers", id=old["id"], edit=2)
        speaking.send(tablet.database, new)
        assert self.bring(tablet, cards=[old]) == Carried(1)
        assert speaking.words(tablet.database) == ["Very kind carers"]

    def test_what_cannot_be_taken_holds_no_other_up_and_is_counted(self, tablet: Sender) -> None:
        bad = [self.card(item="nothing"), self.card(words=7), self.card(event="elsewhere"), {}]
        told = self.bring(tablet, cards=[*bad, self.card()], messages=[self.message(id=1), {}])
        assert told == Carried(1, 0, 6)
        assert speaking.words(tablet.database) == ["Kind carers"]

    @pytest.mark.parametrize("odd", [None, [], {"cards": 7}, {"messages": [1]}], ids=str)
    def test_a_file_in_which_they_are_damaged_takes_nothing_in(
        self, tablet: Sender, odd: object
    ) -> None:
        with pytest.raises(FaultyError, match="damaged"):
            tablet.carried(None, together=odd)
        assert kept(tablet.database) == []


FEELINGS = ("very-sad", "sad", "okay", "happy", "very-happy", "_skipped")


@given(
    ways=st.lists(
        st.tuples(
            st.sampled_from(["send", "file", "cut", "busy", "no key", "again"]),
            st.lists(st.integers(0, 5), max_size=8),
        ),
        max_size=12,
    )
)
@hypothesis_settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_way_they_take_each_record_is_kept_once(
    ways: list[tuple[str, list[int]]], tablet: Sender, hall: Database, keyring: Keys
) -> None:
    """Batches, repeats, orders, cut connections, files and missing keys, in any mixture."""
    batch = [
        sealed(keyring, number + 1, answers={"feeling-now": None if feeling[0] == "_" else feeling})
        for number, feeling in enumerate(FEELINGS)
    ]
    _empty(hall)
    for way, chosen in ways:
        _go(way, [batch[number] for number in chosen], tablet, keyring)
    tablet.keys = keyring
    assert set(tablet.outcomes(*batch)) <= {"stored", "already"}
    envelopes.open_again(hall, keyring, THURSDAY)
    felt = [row["option"] for row in rows(hall, "answer") if row["item"] == "feeling-now"]
    assert sorted(felt) == sorted(FEELINGS)
    assert len(rows(hall, "response")) == len(batch)
    assert kept(hall) == []


def _go(way: str, chosen: list[Wire], tablet: Sender, keyring: Keys) -> None:
    tablet.keys = keyring
    if way == "file":
        tablet.carried(*chosen)
    elif way == "cut":
        with pytest.raises(FaultyError):
            tablet.post(json.dumps({"records": chosen}).encode()[:-1])
    elif way == "busy":
        with full_disk(), pytest.raises(BusyError):
            tablet.send(*chosen)
    elif way == "again":
        envelopes.open_again(tablet.database, keyring, THURSDAY)
    else:
        if way == "no key":
            tablet.keys = Keys(keyring.receipts, keyring.trail, keyring.cookie)
        tablet.send(*chosen)


def _empty(database: Database) -> None:
    with database.writing() as connection:
        for name in ("answer", "response", "remark", "receipt", "set_aside"):
            connection.execute(delete(schema.metadata.tables[name]))
