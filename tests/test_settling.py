"""What a person's word settles of a tablet, and the words for what is on one."""

import pytest

from tests.counting import EVENT, A, B, a_hall, come, of, tell
from tests.factories import THURSDAY
from voice import opening, tablets
from voice.analysis.policy import Policy
from voice.faults import FaultyError
from voice.store import events
from voice.store.db import Database


@pytest.fixture
def hall(database: Database) -> Database:
    """An event with two tablets that have its pack."""
    return a_hall(database)


class TestDeclaring:
    def test_a_lost_tablet_is_waited_for_no_more_and_the_event_keeps_why(
        self, hall: Database
    ) -> None:
        tell(hall, B, 3)
        tablets.lost(hall, B, EVENT, " left on\nthe bus ", THURSDAY)
        tablets.lost(hall, A, EVENT, "fell into the pond", THURSDAY)
        assert (of(hall, B).state, of(hall, B).settled, of(hall, B).waiting) == ("lost", True, 3)
        assert of(hall, B).says == "Tablet B is lost; nobody waits for it"
        with hall.reading() as connection:
            event = events.find(connection, EVENT)
        assert event is not None
        assert event.lost == "Tablet B: left on the bus\nTablet A: fell into the pond"

    def test_what_comes_from_a_lost_tablet_after_all_still_counts(self, hall: Database) -> None:
        tell(hall, B, 3)
        tablets.lost(hall, B, EVENT, "left on the bus", THURSDAY)
        come(hall, B, 1, 2)
        tell(hall, B, 4)
        assert (of(hall, B).state, of(hall, B).here, of(hall, B).settled) == ("lost", 2, True)

    @pytest.mark.parametrize("why", ["", " \n ", "x" * 301])
    def test_why_must_be_said_in_a_sentence(self, hall: Database, why: str) -> None:
        with pytest.raises(FaultyError, match="why: is missing"):
            tablets.lost(hall, B, EVENT, why, THURSDAY)
        assert of(hall, B).state == "fetched"

    def test_a_tablet_that_stayed_in_the_cupboard_is_not_waited_for(self, hall: Database) -> None:
        tablets.absent(hall, A, EVENT)
        assert (of(hall, A).state, of(hall, A).settled) == ("absent", True)
        assert of(hall, A).says == "Tablet A was not used"

    def test_but_it_is_where_envelopes_of_it_turn_up(self, hall: Database) -> None:
        tablets.absent(hall, A, EVENT)
        come(hall, A, 1)
        assert (of(hall, A).state, of(hall, A).settled) == ("used", False)
        with pytest.raises(FaultyError, match=r"was used.*say that it is lost"):
            tablets.absent(hall, A, EVENT)

    def test_that_nothing_more_is_on_it_may_be_said_in_its_place(self, hall: Database) -> None:
        come(hall, A, 1, 2)
        assert not of(hall, A).settled
        tablets.empty(hall, A, EVENT)
        assert (of(hall, A).heard, of(hall, A).settled) == (True, True)
        tell(hall, A, 3)
        assert of(hall, A).waiting == 1, "its own word counts more"

    def test_but_not_of_what_is_known_to_be_missing_or_forgotten(self, hall: Database) -> None:
        tell(hall, A, 4)
        come(hall, A, 1, 3)
        with pytest.raises(FaultyError, match=r"Tablet A: still has envelopes: 2, 4\. Save them"):
            tablets.empty(hall, A, EVENT)
        come(hall, A, 2, 4)
        tell(hall, A, 1)
        with pytest.raises(FaultyError, match="forgotten what it held"):
            tablets.empty(hall, A, EVENT)
        assert not of(hall, A).settled

    def test_a_tablet_off_the_list_cannot_send_and_the_words_say_what_helps(
        self, hall: Database
    ) -> None:
        tell(hall, A, 2)
        tell(hall, B, 1)
        come(hall, B, 1)
        for tablet in (A, B):
            tablets.end(hall, tablet)
        told = "taken off the list with 2 envelopes on it. Save them as a file on it, or declare"
        assert of(hall, A).says == f"Tablet A was {told} it lost"
        assert of(hall, B).says == "all that Tablet B told of is here"
        come(hall, A, 1)
        assert "1 envelope on it. Save it as a file on it, or declare it lost." in of(hall, A).off

    def test_after_we_are_done_the_words_say_since_when_it_has_not_told(
        self, hall: Database
    ) -> None:
        with hall.writing() as connection:
            events.change(connection, EVENT, status="went-ahead")
        says = "Tablet A has not told yet since “We’re done”. Switch it on where there is Wi-Fi"
        assert of(hall, A).says == says
        tablets.end(hall, A)
        assert "taken off the list, and nobody knows what is on it." in of(hall, A).says

    def test_that_all_envelopes_are_here_is_said_only_once_it_told_after_we_are_done(
        self, hall: Database
    ) -> None:
        tell(hall, A, 2)
        come(hall, A, 1, 2)
        assert of(hall, A).says == "all that Tablet A told of is here"
        opening.close_event(hall, EVENT, Policy(), THURSDAY)
        assert "Tablet A has not told yet" in of(hall, A).says
        tell(hall, A, 3)
        assert of(hall, A).says.startswith("1 envelope still on Tablet A")
        come(hall, A, 3)
        assert of(hall, A).says == "all envelopes of Tablet A are here"

    def test_a_tablet_may_be_lost_before_the_close_which_then_waits_for_no_word_from_it(
        self, hall: Database
    ) -> None:
        tell(hall, A, 2)
        tell(hall, A, 1)
        assert of(hall, A).says == "Tablet A forgot what it held; 0 came in before"
        for tablet in (A, B):
            tablets.lost(hall, tablet, EVENT, "wiped by somebody", THURSDAY)
        assert not opening.close_event(hall, EVENT, Policy(), THURSDAY).waits

    def test_what_has_nothing_of_the_event_cannot_be_declared(self, hall: Database) -> None:
        for tablet, event in (("x", EVENT), (A, "nowhere")):
            with pytest.raises(FaultyError, match="has nothing of this event"):
                tablets.lost(hall, tablet, event, "gone", THURSDAY)
            with pytest.raises(FaultyError, match="has nothing of this event"):
                tablets.absent(hall, tablet, event)
            with pytest.raises(FaultyError, match="has nothing of this event"):
                tablets.empty(hall, tablet, event)
