"""What a group says together: boards that many devices work on, in any order, and late."""

import uuid
from dataclasses import replace
from itertools import permutations
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests import factories
from tests.closing import SURVEY
from tests.factories import THURSDAY
from tests.speaking import ASKED, DAY, EVENT, TABLET, a_card, a_hall, end, send, words
from tests.store.devices import a_phone
from voice import boards, opening, together
from voice.boards import NoBoardError, OverError, boards_at
from voice.faults import FaultyError
from voice.store import editions, events
from voice.store.db import Database

ONE_DATABASE = HealthCheck.function_scoped_fixture


@pytest.fixture
def hall(database: Database) -> Database:
    return a_hall(database)


class TestOpening:
    def test_the_open_questions_are_its_columns(self, hall: Database) -> None:
        (board,) = boards_at(hall, EVENT)
        assert (board.survey_id, board.title, board.number) == (ASKED.id, ASKED.title, 0)
        assert [(column.id, column.text) for column in board.columns] == [
            ("advice", "What would you tell somebody?"),
            ("good", "What is good?"),
        ]

    def test_the_event_is_open_and_the_edition_published_by_it(self, hall: Database) -> None:
        with hall.reading() as connection:
            event = events.find(connection, EVENT)
            assert event is not None
            assert event.status == "open"
            assert editions.find(connection, ASKED.fingerprint) == ASKED

    def test_opening_again_changes_nothing(self, hall: Database) -> None:
        send(hall, a_card())
        together.open_board(hall, ASKED, EVENT, THURSDAY)
        assert words(hall) == ["Ask for a night light"]

    def test_a_questionnaire_without_open_questions_makes_no_board(self, hall: Database) -> None:
        with pytest.raises(FaultyError, match="has no open questions"):
            together.open_board(hall, SURVEY, EVENT, THURSDAY)

    def test_an_older_edition_makes_none(self, hall: Database) -> None:
        newer = ASKED.model_copy(update={"title": "Newer"})
        with hall.writing() as connection:
            editions.publish(connection, newer)
        with pytest.raises(FaultyError, match="has a newer edition"):
            together.open_board(hall, ASKED, EVENT, THURSDAY)

    @pytest.mark.parametrize("event", ["nowhere", "off"])
    def test_no_board_opens_where_no_event_takes_place(self, hall: Database, event: str) -> None:
        with hall.writing() as connection:
            factories.an_event(connection, "off", status="cancelled")
        with pytest.raises(FaultyError):
            together.open_board(hall, ASKED, event, THURSDAY)

    def test_a_board_for_a_flip_chart_opens_after_the_event_and_leaves_it_closed(
        self, database: Database
    ) -> None:
        with database.writing() as connection:
            factories.an_event(connection, EVENT, status="went-ahead", counted=0)
        together.open_board(database, ASKED, EVENT, THURSDAY + DAY)
        together.write(database, EVENT, ASKED.id, "good", "trips", THURSDAY + DAY)
        with database.reading() as connection:
            event = events.find(connection, EVENT)
        assert event is not None
        assert (event.status, event.counted, words(database, "good")) == (
            "went-ahead",
            0,
            ["trips"],
        )


class TestMerging:
    def test_a_device_is_told_the_whole_board(self, hall: Database) -> None:
        first, gone = a_card(), a_card("")
        send(hall, first)
        assert {card.id for card in send(hall, gone)} == {first.id, gone.id}
        assert send(hall) == send(hall, first, gone)

    @given(
        versions=some.lists(some.tuples(some.integers(0, 2), some.integers(1, 4)), max_size=8),
        seed=some.randoms(use_true_random=False),
    )
    @settings(max_examples=15, deadline=None, suppress_health_check=[ONE_DATABASE])
    def test_in_whatever_order_and_however_often_posts_come_the_latest_of_each_card_stays(
        self,
        hall: Database,
        versions: list[tuple[int, int]],
        seed: Random,
    ) -> None:
        ids = [str(uuid.uuid4()) for _ in range(3)]
        # Two devices never make different things of one edit here: what ties do is told elsewhere.
        cards = [a_card(f"{one} {edit}", id=ids[one], edit=edit) for one, edit in versions]
        posts = cards * 2
        seed.shuffle(posts)
        for card in posts:
            send(hall, card)
        latest = {card.id: card for card in sorted(cards, key=lambda card: card.edit)}
        there = {card.id: card for card in send(hall) if card.id in ids}
        assert there == latest

    def test_of_two_that_tie_the_first_to_come_stays(self, hall: Database) -> None:
        card = a_card()
        send(hall, card, replace(card, words="Something else"))
        assert words(hall) == ["Ask for a night light"]

    def test_starred_cards_come_first_and_the_rest_by_their_words(self, hall: Database) -> None:
        made = [a_card("b"), a_card("C"), a_card("a"), a_card("d", starred=True)]
        for order in permutations(made, 4):
            send(hall, *order)
        assert words(hall) == ["d", "a", "b", "C"]

    def test_a_phone_sends_from_its_own_event_only(self, hall: Database) -> None:
        with hall.writing() as connection:
            own, other = a_phone(connection, EVENT), a_phone(connection, EVENT, "Phone of max")
        send(hall, a_card(), by=own)
        with pytest.raises(NoBoardError):
            send(hall, a_card(), by=replace(other, event="another"))

    @pytest.mark.parametrize(("event", "survey"), [("nowhere", ASKED.id), (EVENT, "other")])
    def test_where_no_board_is_open_nothing_is_taken(
        self, hall: Database, event: str, survey: str
    ) -> None:
        for cards in ([], [a_card()]):
            with pytest.raises(NoBoardError):
                together.merge(hall, TABLET, event, survey, cards, THURSDAY)

    def test_a_card_under_no_question_or_of_another_board_stops_the_whole_post(
        self, hall: Database
    ) -> None:
        with hall.writing() as connection:
            factories.an_event(connection, "other")
        together.open_board(hall, ASKED, "other", THURSDAY)
        taken = a_card()
        send(hall, taken)
        with pytest.raises(FaultyError, match="card 2: is under no question"):
            send(hall, a_card(), a_card(item="feeling-now"))
        with pytest.raises(FaultyError, match="card 1: is of another board"):
            together.merge(hall, TABLET, "other", ASKED.id, [taken], THURSDAY)
        assert words(hall) == [taken.words]

    def test_a_board_is_full_at_two_hundred(self, hall: Database) -> None:
        send(hall, *(a_card(f"card {number}") for number in range(boards.MOST_CARDS)))
        with pytest.raises(FaultyError, match="too many"):
            send(hall, a_card())
        assert len(words(hall)) == boards.MOST_CARDS


class TestAfterTheEvent:
    def test_completing_it_forgets_what_was_taken_away_and_how_often_cards_changed(
        self, hall: Database
    ) -> None:
        kept, gone = a_card(edit=5), a_card("", edit=2)
        send(hall, kept, gone)
        end(hall)
        assert send(hall) == [replace(kept, edit=1)]

    def test_new_cards_of_a_tablet_that_was_away_are_taken_all_the_same(
        self, hall: Database
    ) -> None:
        end(hall)
        late = a_card("Bring a teddy", edit=4)
        for _ in range(2):
            assert send(hall, late, a_card(""), after=30) == [replace(late, edit=1)]

    def test_what_is_on_the_board_by_then_stays_and_other_words_stand_beside_it(
        self, hall: Database
    ) -> None:
        card = a_card("Bring a teddy")
        send(hall, card)
        end(hall)
        for _ in range(2):
            send(hall, replace(card, words="Bring your teddy", edit=9), after=3)
        send(hall, replace(card, words="", edit=9), replace(card, edit=8), after=3)
        assert words(hall) == ["Bring a teddy", "Bring your teddy"]
        assert {card.edit for card in send(hall)} == {1}

    def test_after_thirty_days_nothing_is_taken_any_more(self, hall: Database) -> None:
        end(hall)
        for cards in ([], [a_card()]):
            with pytest.raises(OverError, match="more than 30 days"):
                send(hall, *cards, after=31)

    def test_while_it_waits_for_a_tablet_nothing_is_too_late(self, hall: Database) -> None:
        with hall.writing() as connection:
            events.change(connection, EVENT, status="went-ahead")
        card = a_card(edit=3)
        send(hall, card, after=90)
        assert send(hall, replace(card, words="", edit=4), after=90)[0].words == ""

    def test_an_event_at_which_a_group_spoke_is_not_cancelled(self, hall: Database) -> None:
        send(hall, a_card())
        with pytest.raises(FaultyError, match="took place"):
            opening.cancel_event(hall, EVENT, "Rain.", THURSDAY)
