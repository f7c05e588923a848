"""What a group said together in messages and on flip charts, and that none of it is counted."""

import shutil
import uuid
from dataclasses import replace
from pathlib import Path

import pytest

from tests import factories
from tests.closing import NOVEMBER, POLICY, SURVEY, keep
from tests.factories import THURSDAY
from tests.speaking import ASKED, DAY, EVENT, SAID, TABLET, a_card, a_hall, end, send, words
from tests.store.devices import a_tablet
from voice import opening, together
from voice.analysis import opendata
from voice.boards import NoBoardError, OverError
from voice.faults import FaultyError
from voice.release import close
from voice.store import attendance, boards, collections, db, events
from voice.store.db import Database


@pytest.fixture
def hall(database: Database) -> Database:
    return a_hall(database)


class TestMessages:
    def agree(self, database: Database, after: int = 0, **said: object) -> str:
        given: dict[str, object] = {"id_": str(uuid.uuid4()), "words": SAID, "signed": ""}
        day = THURSDAY + after * DAY
        return together.agree(database, TABLET, EVENT, **given | said, today=day)  # type: ignore[arg-type]

    def test_it_is_kept_once(self, hall: Database) -> None:
        id_ = str(uuid.uuid4())
        assert self.agree(hall, id_=id_) == "stored"
        assert self.agree(hall, id_=id_, words="We want it otherwise.") == "already"
        (message,) = together.messages(hall, EVENT)
        assert message.words == SAID

    def test_it_is_signed_as_the_group_wants(self, hall: Database) -> None:
        self.agree(hall)
        self.agree(hall, words="We want more trips, please.", signed=" The  Otters ")
        signed = {together.signature(one, THURSDAY) for one in together.messages(hall, EVENT)}
        assert signed == {"young people in our groups, autumn 2019", "The Otters"}

    @pytest.mark.parametrize(
        ("box", "said"),
        [
            ("words", "We want it."),
            ("words", "x" * 301),
            ("words", 7),
            ("signed", "x" * 121),
            ("signed", None),
            ("id_", "me"),
            ("id_", None),
        ],
    )
    def test_what_is_none_is_refused(self, hall: Database, box: str, said: object) -> None:
        with pytest.raises(FaultyError) as refusal:
            self.agree(hall, **{box: said})
        assert [fault.place for fault in refusal.value.faults] == [box.rstrip("_")]
        assert together.messages(hall, EVENT) == []

    def test_it_comes_late_as_cards_do(self, hall: Database) -> None:
        end(hall)
        assert self.agree(hall, after=30) == "stored"
        with pytest.raises(OverError):
            self.agree(hall, after=31)


class TestWorkers:
    def test_a_flip_chart_is_a_card_a_line(self, hall: Database) -> None:
        chart = {
            "advice": "- Ask for a night light\n\n • Bring a teddy \r\n",
            "good": "trips\ntrips",
        }
        new = together.write_chart(hall, EVENT, ASKED.id, chart, THURSDAY)
        assert len(new) == 3
        assert words(hall) == ["Ask for a night light", "Bring a teddy"]
        assert words(hall, "good") == ["trips"]

    def test_a_line_that_begins_with_a_star_is_a_starred_card(self, hall: Database) -> None:
        lines = "* Bring your own pillow\n★Be on time\n- * Ask\n• Knock\n-5 is cold\n*\n2 * 2"
        new = together.write(hall, EVENT, ASKED.id, "advice", lines, THURSDAY)
        assert {card.words: card.starred for card in new} == {
            "Bring your own pillow": True,
            "Be on time": True,
            "Ask": True,
            "Knock": False,
            "-5 is cold": False,
            "2 * 2": False,
        }

    def test_a_star_typed_later_is_given_to_the_card_that_is_there(self, hall: Database) -> None:
        (card,) = together.write(hall, EVENT, ASKED.id, "good", "- trips", THURSDAY)
        assert together.write(hall, EVENT, ASKED.id, "good", "trips\n* trips", THURSDAY) == []
        assert send(hall) == [replace(card, starred=True, edit=2)]
        together.write(hall, EVENT, ASKED.id, "good", "trips", THURSDAY)
        assert send(hall) == [replace(card, starred=True, edit=2)]

    def test_the_same_line_is_not_put_there_twice(self, hall: Database) -> None:
        for _ in range(2):
            together.write(hall, EVENT, ASKED.id, "good", "trips", THURSDAY)
        assert words(hall, "good") == ["trips"]

    def test_a_line_too_long_stops_the_whole_chart_and_says_where(self, hall: Database) -> None:
        chart = {"advice": "Bring a teddy", "good": "x" * 201}
        with pytest.raises(FaultyError, match="good: has a line of 201 letters"):
            together.write_chart(hall, EVENT, ASKED.id, chart, THURSDAY)
        assert words(hall) == []

    def test_nothing_is_typed_in_before_the_day(self, hall: Database) -> None:
        with pytest.raises(FaultyError, match="a day to come"):
            together.write(hall, EVENT, ASKED.id, "good", "trips", THURSDAY - DAY)

    def test_what_a_worker_does_reaches_every_device(self, hall: Database) -> None:
        first, second = a_card("Bring a tedy"), a_card("My name is")
        send(hall, first, second)
        together.change(hall, first.id, " Bring a  teddy")
        together.star(hall, first.id, True)
        together.move(hall, first.id, "good")
        together.remove(hall, second.id)
        told = {card.id: card for card in send(hall, first, second)}
        assert told[first.id] == replace(
            first, words="Bring a teddy", starred=True, item="good", edit=4
        )
        assert told[second.id] == replace(second, words="", edit=2)

    def test_what_is_as_it_was_is_no_change(self, hall: Database) -> None:
        card = a_card()
        send(hall, card)
        assert together.change(hall, card.id, card.words, "advice", False) == card

    def test_after_the_event_a_card_taken_away_is_gone_and_changes_are_not_counted(
        self, hall: Database
    ) -> None:
        first, second = a_card(), a_card()
        send(hall, first, second)
        end(hall)
        together.remove(hall, second.id)
        together.change(hall, first.id, "Bring a teddy")
        assert send(hall) == [replace(first, words="Bring a teddy", edit=1)]

    def test_a_card_has_words_and_a_question_of_its_board(self, hall: Database) -> None:
        card = a_card()
        send(hall, card)
        for bad in (" ", "x" * 201):
            with pytest.raises(FaultyError, match="words"):
                together.change(hall, card.id, bad)
        with pytest.raises(FaultyError, match="item"):
            together.move(hall, card.id, "feeling-now")

    def test_what_is_not_there_is_told(self, hall: Database) -> None:
        gone = a_card("")
        send(hall, gone)
        for id_ in (gone.id, str(uuid.uuid4())):
            with pytest.raises(NoBoardError):
                together.remove(hall, id_)
        with pytest.raises(NoBoardError):
            together.write(hall, EVENT, ASKED.id, "feeling-now", "x", THURSDAY)


@pytest.mark.parametrize("answers", [13, 3])
def test_cards_and_messages_are_counted_nowhere(
    empty_file: Path, tmp_path: Path, answers: int
) -> None:
    """Two councils with the same answers; in one of them a group spoke, too."""
    told = []
    for spoke in (False, True):
        shutil.copy(empty_file, tmp_path / f"{spoke}.db")
        council = db.connect(f"sqlite:///{tmp_path / f'{spoke}.db'}")
        told.append(a_period(council, answers, spoke=spoke))
        with council.reading() as connection:
            assert boards.spoken(connection, EVENT) is spoke
        council.close()
    assert told[0] == told[1]


def a_period(council: Database, answers: int, *, spoke: bool) -> tuple[object, ...]:
    """Everything that is counted of an event at which some answered, and of its period."""
    with council.writing() as connection:
        record = factories.a_collection(connection, SURVEY, EVENT)
        events.change(connection, EVENT, status="open")
        keep(connection, *(["yes", "no"] * answers)[:answers], collection=record.id)
        a_tablet(connection)
    if spoke:
        together.open_board(council, ASKED, EVENT, THURSDAY)
        send(council, *(a_card(f"card {number}") for number in range(18)))
        together.agree(council, TABLET, EVENT, str(uuid.uuid4()), SAID, "", THURSDAY)
    closed = opening.close_event(council, EVENT, POLICY, THURSDAY)
    release = close(council, POLICY, "2019-10", NOVEMBER)
    with council.reading() as connection:
        event, after = events.find(connection, EVENT), collections.find(connection, record.id)
        tallies = attendance.of(connection, EVENT)
    assert event is not None
    assert after is not None
    assert event.counted == after.counted == answers
    return closed, tallies, release, opendata.write(release)
