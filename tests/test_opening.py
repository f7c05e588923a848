"""Opening a survey to young people and closing it: what is counted, what is forgotten."""

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from tests import factories
from tests.factories import CODE, THURSDAY
from voice import collect, opening
from voice.analysis.policy import Policy
from voice.faults import FaultyError
from voice.keys import Keys
from voice.store import collections, editions, events, schema
from voice.store.collections import CollectionRecord
from voice.store.db import Database
from voice.store.events import EventRecord

DAY = timedelta(days=1)
SURVEY = factories.a_survey()
STALL = factories.a_survey(
    id="stall", title="Our stall", items=[factories.feeling(id="liked"), factories.words()]
)
POLICY = Policy()
EVENT = "pond-dipping"


@pytest.fixture
def planned(database: Database) -> Database:
    with database.writing() as connection:
        factories.an_event(connection)
    return database


def event(database: Database) -> EventRecord:
    with database.reading() as connection:
        found = events.find(connection, EVENT)
    assert found is not None
    return found


def collection(database: Database, id_: str) -> CollectionRecord:
    with database.reading() as connection:
        found = collections.find(connection, id_)
    assert found is not None
    return found


def answer(database: Database, keys: Keys, code: str, number: int, **changes: object) -> list[str]:
    """So many young people answer; gives what became of each."""
    return [
        collect.take_in(database, keys, code, factories.a_submission(**changes), THURSDAY).outcome
        for _ in range(number)
    ]


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"purpose": "[Write why we ask, in words for a child]"}, "is not said yet"),
        ({"feedback": "We tell you."}, "when children hear"),
        ({"items": [factories.words(text="[Write the question]")]}, "is not said yet"),
        ({"items": [factories.words(text="What is your name?")]}, "asks who a child is"),
    ],
)
def test_what_no_child_may_be_asked_is_not_opened_from_a_folder_either(
    planned: Database, changes: dict[str, object], wrong: str
) -> None:
    with pytest.raises(FaultyError, match=wrong):
        opening.open_collection(planned, factories.a_survey(**changes), EVENT, THURSDAY)
    with planned.reading() as connection:
        assert collections.of_event(connection, EVENT) == []


def links(database: Database) -> list[str | None]:
    with database.reading() as connection:
        return list(connection.scalars(select(schema.response.c.collection)))


class TestOpening:
    def test_a_survey_opens_on_the_events_day_under_a_code_of_its_own(
        self, planned: Database
    ) -> None:
        record = opening.open_collection(planned, SURVEY, EVENT, THURSDAY - 3 * DAY)
        assert re.fullmatch("[BCDGHJMNPRSTVWXZ]{8}", record.code)
        assert (record.survey, record.edition) == (SURVEY.id, SURVEY.fingerprint)
        assert (record.opens, record.closes, record.channel) == (THURSDAY, None, "code")
        assert (record.event, record.group) == (EVENT, None)
        assert collection(planned, record.id) == record
        assert event(planned).status == "open"
        for today, state in [(THURSDAY - DAY, "not-yet"), (THURSDAY, "open")]:
            assert collect.open_survey(planned, record.code, today).state == state

    def test_after_the_day_it_opens_at_once(self, planned: Database) -> None:
        later = THURSDAY + 2 * DAY
        assert opening.open_collection(planned, SURVEY, EVENT, later).opens == later

    def test_a_standing_survey_is_for_a_group_or_for_everybody(self, planned: Database) -> None:
        for group in ("just-us", None):
            record = opening.open_collection(
                planned, SURVEY, None, THURSDAY, group, "After reviews", channel="link"
            )
            assert (record.group, record.name, record.opens) == (group, "After reviews", THURSDAY)

    def test_a_new_edition_is_published_by_opening_it(self, planned: Database) -> None:
        opening.open_collection(planned, SURVEY, EVENT, THURSDAY)
        with planned.reading() as connection:
            assert editions.latest(connection, SURVEY.id) == SURVEY.fingerprint

    def test_only_the_newest_edition_opens(self, planned: Database) -> None:
        with planned.writing() as connection:
            editions.publish(connection, SURVEY)
            editions.publish(connection, factories.a_survey(title="How are you now?"))
        with pytest.raises(FaultyError, match="newer edition"):
            opening.open_collection(planned, SURVEY, EVENT, THURSDAY)

    def test_codes_are_different_and_none_is_used_again(
        self, planned: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        letters = iter(CODE * 2 + "C" * 8)
        monkeypatch.setattr(opening.secrets, "choice", lambda _letters: next(letters))
        first = opening.open_collection(planned, SURVEY, None, THURSDAY)
        second = opening.open_collection(planned, SURVEY, None, THURSDAY)
        assert [first.code, second.code] == [CODE, "CCCCCCCC"]

    def test_no_letter_of_a_code_can_be_taken_for_another(self) -> None:
        assert not set(opening.LETTERS) & set("AEIOUYLQ0158")
        assert len(set(opening.LETTERS)) == 16

    @pytest.mark.parametrize(
        ("changes", "told"),
        [
            ({"event": "nowhere"}, "event nowhere: is not there"),
            ({"event": None, "group": "nobody"}, "nobody is no group"),
            ({"group": "just-us"}, "Give an event or a group"),
            ({"closes": THURSDAY - DAY}, "before it opens"),
            ({"channel": "pigeon"}, "is pigeon"),
        ],
    )
    def test_what_is_wrong_is_told_and_nothing_is_opened(
        self, planned: Database, changes: dict[str, object], told: str
    ) -> None:
        arguments = {"event": EVENT, "today": THURSDAY} | changes
        with pytest.raises(FaultyError, match=told):
            opening.open_collection(planned, SURVEY, **arguments)
        assert event(planned).status == "planned"
        with planned.reading() as connection:
            assert collections.standing(connection) == []
            assert editions.surveys(connection) == []

    def test_one_survey_is_open_at_an_event_once(self, planned: Database) -> None:
        first = opening.open_collection(planned, SURVEY, EVENT, THURSDAY)
        with pytest.raises(FaultyError, match=f"already.*{first.code}"):
            opening.open_collection(planned, SURVEY, EVENT, THURSDAY)
        opening.open_collection(planned, STALL, EVENT, THURSDAY)
        opening.open_collection(planned, SURVEY, EVENT, THURSDAY, channel="import")
        opening.close_collection(planned, first.id, THURSDAY)
        opening.open_collection(planned, SURVEY, EVENT, THURSDAY)

    def test_what_one_survey_asks_at_an_event_no_other_asks_there(
        self, planned: Database, keyring: Keys
    ) -> None:
        """Eleven answered both and a twelfth only one: twelve less eleven is the twelfth."""
        first = opening.open_collection(planned, SURVEY, EVENT, THURSDAY)
        answer(planned, keyring, first.code, 1)
        items = [factories.feeling(), factories.listened(), factories.words(id="tell-us")]
        other = factories.a_survey(id="stall", title="Our stall", items=items)
        for _ in range(2):  # open or closed
            with pytest.raises(FaultyError) as told:
                opening.open_collection(planned, other, EVENT, THURSDAY)
            asked = ("How do you feel now?", "Are you listened to?")
            assert [fault.wrong for fault in told.value.faults] == [
                f"asks “{text}” too, which “How are you?” already asks here." for text in asked
            ]
            assert {fault.do for fault in told.value.faults} == {"Ask it once at one event."}
            opening.close_collection(planned, first.id, THURSDAY)
        with planned.writing() as connection:
            factories.an_event(connection, "another")
        opening.open_collection(planned, other, "another", THURSDAY)
        opening.open_collection(planned, other, None, THURSDAY, "just-us")

    def test_what_is_written_may_be_asked_by_two_and_what_nobody_answered_again(
        self, planned: Database
    ) -> None:
        first = opening.open_collection(planned, SURVEY, EVENT, THURSDAY)
        writing = factories.a_survey(id="stall", items=[factories.words()])
        opening.open_collection(planned, writing, EVENT, THURSDAY)
        opening.close_collection(planned, first.id, THURSDAY)
        instead = factories.a_survey(id="instead")
        opening.open_collection(planned, instead, EVENT, THURSDAY)

    def test_nothing_opens_at_an_event_that_is_over(self, planned: Database) -> None:
        opening.close_event(planned, EVENT, POLICY, THURSDAY)
        with pytest.raises(FaultyError, match="is over"):
            opening.open_collection(planned, SURVEY, EVENT, THURSDAY)


class TestClosingACollection:
    def test_nobody_starts_any_more_and_what_was_finished_still_comes_in(
        self, planned: Database, keyring: Keys
    ) -> None:
        record = opening.open_collection(planned, SURVEY, EVENT, THURSDAY)
        answer(planned, keyring, record.code, 3)
        closed = opening.close_collection(planned, record.id, THURSDAY)
        assert (closed.counted, closed.closes) == (3, THURSDAY)
        assert collect.open_survey(planned, record.code, THURSDAY).state == "closed"
        assert answer(planned, keyring, record.code, 1) == ["stored"]
        assert opening.close_collection(planned, record.id, THURSDAY + DAY) == closed

    def test_one_that_is_not_there_is_told(self, planned: Database) -> None:
        with pytest.raises(FaultyError, match="is not there"):
            opening.close_collection(planned, "nowhere", THURSDAY)


class TestClosingAnEvent:
    def test_from_n_answers_on_the_responses_point_at_the_event(
        self, planned: Database, keyring: Keys
    ) -> None:
        record = opening.open_collection(planned, SURVEY, EVENT, THURSDAY)
        answer(planned, keyring, record.code, POLICY.n)
        closed = opening.close_event(planned, EVENT, POLICY, THURSDAY)
        assert closed == opening.Closed(counted=POLICY.n, unlinked=False)
        assert links(planned) == [record.id] * POLICY.n
        assert (event(planned).status, event(planned).counted) == ("went-ahead", POLICY.n)
        assert collection(planned, record.id).counted == POLICY.n

    def test_below_n_only_group_and_month_are_left(self, planned: Database, keyring: Keys) -> None:
        record = opening.open_collection(planned, SURVEY, EVENT, THURSDAY)
        answer(planned, keyring, record.code, POLICY.n - 1)
        closed = opening.close_event(planned, EVENT, POLICY, THURSDAY)
        assert closed == opening.Closed(counted=POLICY.n - 1, unlinked=True)
        assert links(planned) == [None] * (POLICY.n - 1)
        assert event(planned).counted == POLICY.n - 1
        with planned.reading() as connection:
            left = connection.execute(select(schema.response.c.group, schema.response.c.month))
            assert set(map(tuple, left)) == {("just-us", "2019-10")}

    def test_each_survey_of_an_event_is_held_against_n_by_itself(
        self, planned: Database, keyring: Keys
    ) -> None:
        many = opening.open_collection(planned, SURVEY, EVENT, THURSDAY)
        few = opening.open_collection(planned, STALL, EVENT, THURSDAY)
        answer(planned, keyring, many.code, 11)
        for _ in range(3):
            body = factories.a_submission(STALL, answers={"liked": "happy"})
            collect.take_in(planned, keyring, few.code, body, THURSDAY)
        closed = opening.close_event(planned, EVENT, POLICY, THURSDAY)
        assert closed == opening.Closed(counted=14, unlinked=True)
        assert sorted(map(str, links(planned))) == sorted([many.id] * 11 + ["None"] * 3)
        assert collection(planned, few.id).counted == 3

    def test_what_comes_late_to_few_points_at_nothing_and_is_counted_with_them(
        self, planned: Database, keyring: Keys
    ) -> None:
        record = opening.open_collection(planned, SURVEY, EVENT, THURSDAY)
        answer(planned, keyring, record.code, 6)
        opening.close_event(planned, EVENT, POLICY, THURSDAY)
        assert answer(planned, keyring, record.code, 5) == ["stored"] * 5
        assert links(planned) == [None] * 11
        assert collection(planned, record.id).counted == 11
        assert event(planned).counted == 11

    def test_what_comes_late_to_nobody_points_at_nothing(
        self, planned: Database, keyring: Keys
    ) -> None:
        record = opening.open_collection(planned, SURVEY, EVENT, THURSDAY)
        opening.close_event(planned, EVENT, POLICY, THURSDAY)
        answer(planned, keyring, record.code, 1)
        assert links(planned) == [None]
        assert collection(planned, record.id).counted == event(planned).counted == 1

    def test_what_comes_late_to_a_survey_that_was_closed_by_itself_counts_at_its_event(
        self, planned: Database, keyring: Keys
    ) -> None:
        record = opening.open_collection(planned, SURVEY, EVENT, THURSDAY)
        opening.close_collection(planned, record.id, THURSDAY)
        answer(planned, keyring, record.code, 2)
        assert event(planned).counted is None
        opening.close_event(planned, EVENT, POLICY, THURSDAY)
        assert links(planned) == [None] * 2
        assert collection(planned, record.id).counted == event(planned).counted == 2

    def test_what_comes_late_to_many_points_where_they_point(
        self, planned: Database, keyring: Keys
    ) -> None:
        record = opening.open_collection(planned, SURVEY, EVENT, THURSDAY)
        answer(planned, keyring, record.code, 10)
        opening.close_event(planned, EVENT, POLICY, THURSDAY)
        answer(planned, keyring, record.code, 1)
        assert links(planned) == [record.id] * 11
        assert collection(planned, record.id).counted == event(planned).counted == 10

    @pytest.mark.parametrize(("number", "then"), [(3, 4), (10, 10)])
    def test_closing_again_changes_nothing(
        self, planned: Database, keyring: Keys, number: int, then: int
    ) -> None:
        record = opening.open_collection(planned, SURVEY, EVENT, THURSDAY)
        answer(planned, keyring, record.code, number)
        first = opening.close_event(planned, EVENT, POLICY, THURSDAY)
        answer(planned, keyring, record.code, 1)
        after = event(planned)
        again = opening.close_event(planned, EVENT, POLICY, THURSDAY + DAY)
        assert again == replace(first, counted=then)
        assert event(planned) == after

    def test_an_event_where_nothing_was_asked_can_close(self, planned: Database) -> None:
        closed = opening.close_event(planned, EVENT, POLICY, THURSDAY)
        assert closed == opening.Closed(counted=0, unlinked=False)
        assert event(planned).status == "went-ahead"

    def test_every_open_survey_of_the_event_is_closed_with_it(self, planned: Database) -> None:
        codes = [
            opening.open_collection(planned, survey, EVENT, THURSDAY).code
            for survey in (SURVEY, STALL)
        ]
        opening.close_event(planned, EVENT, POLICY, THURSDAY)
        states = {collect.open_survey(planned, code, THURSDAY).state for code in codes}
        assert states == {"closed"}

    def test_an_event_to_come_cancelled_or_unknown_does_not_close(self, planned: Database) -> None:
        with pytest.raises(FaultyError, match="still to come"):
            opening.close_event(planned, EVENT, POLICY, THURSDAY - DAY)
        opening.cancel_event(planned, EVENT, "no sign-ups", THURSDAY)
        with pytest.raises(FaultyError, match="was cancelled"):
            opening.close_event(planned, EVENT, POLICY, THURSDAY)
        with pytest.raises(FaultyError, match="is not there"):
            opening.close_event(planned, "nowhere", POLICY, THURSDAY)

    def test_the_close_leaves_no_old_bytes_in_the_write_ahead_log(
        self, planned: Database, keyring: Keys, tmp_path: Path
    ) -> None:
        record = opening.open_collection(planned, SURVEY, EVENT, THURSDAY)
        answer(planned, keyring, record.code, 3)
        log = tmp_path / "instance" / "voice.db-wal"
        assert log.stat().st_size > 0
        opening.close_event(planned, EVENT, POLICY, THURSDAY)
        assert log.stat().st_size == 0


class TestCancelling:
    def test_why_is_kept_and_nobody_can_start(self, planned: Database) -> None:
        record = opening.open_collection(planned, SURVEY, EVENT, THURSDAY - DAY)
        cancelled = opening.cancel_event(planned, EVENT, " no sign-ups ", THURSDAY - DAY)
        assert (cancelled.status, cancelled.why) == ("cancelled", "no sign-ups")
        assert collect.open_survey(planned, record.code, THURSDAY).state == "closed"

    def test_the_days_of_notice_are_counted_where_nobody_gives_them(
        self, planned: Database
    ) -> None:
        off = opening.cancel_event(planned, EVENT, "", THURSDAY - 2 * DAY, "nobody")
        assert (off.why_kind, off.why, off.notice) == ("nobody", "", 2)
        assert opening.cancel_event(planned, EVENT, "", THURSDAY, "nobody", 9).notice == 9
        assert opening.cancel_event(planned, EVENT, "", THURSDAY + DAY, "staff").notice is None

    @pytest.mark.parametrize("kind", ["no reason", ""])
    def test_a_kind_of_reason_must_be_known(self, planned: Database, kind: str) -> None:
        with pytest.raises(FaultyError, match="why_kind: is no reason"):
            opening.cancel_event(planned, EVENT, "rain", THURSDAY, kind)

    def test_why_must_be_said(self, planned: Database) -> None:
        with pytest.raises(FaultyError, match="why: is missing"):
            opening.cancel_event(planned, EVENT, "  ", THURSDAY)
        assert event(planned).status == "planned"

    def test_what_took_place_cannot_be_cancelled(self, planned: Database, keyring: Keys) -> None:
        record = opening.open_collection(planned, SURVEY, EVENT, THURSDAY)
        answer(planned, keyring, record.code, 1)
        for _ in range(2):
            with pytest.raises(FaultyError, match="took place"):
                opening.cancel_event(planned, EVENT, "rain", THURSDAY)
            opening.close_event(planned, EVENT, POLICY, THURSDAY)
