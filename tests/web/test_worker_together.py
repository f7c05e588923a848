"""What a group said together, on a worker's pages and on the sheet to pin up."""

import re
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests import factories
from tests.speaking import SAID
from tests.web.visiting import TODAY, Visit, banner, box, faults, text
from voice import opening, paths, together
from voice.analysis.policy import Policy
from voice.boards import Board, Card, boards_at
from voice.store import boards, events
from voice.store.boards import MessageRecord
from voice.store.db import Database
from voice.survey import load
from voice.web.worker import wall

EVENT = "pond-dipping"
AT = f"/together/{EVENT}"
FOUR = "four-questions"
CHART = f"{AT}/{FOUR}/flip-chart"
GOOD = "good-about-care"


@pytest.fixture
def event(database: Database) -> str:
    """Today's event of a group of four."""
    with database.writing() as connection:
        factories.an_event(connection, EVENT, day=TODAY)
    return EVENT


@pytest.fixture
def spoken(worker: Visit, event: str, database: Database) -> Visit:
    """A worker whose group's board has three cards."""
    survey = load.load(paths.SURVEYS / FOUR)
    together.open_board(database, survey, EVENT, TODAY)
    chart = {GOOD: "trips\npancakes", "advice-leaving": "Learn to cook"}
    together.write_chart(database, EVENT, FOUR, chart, TODAY)
    return worker


def board(database: Database) -> Board:
    (found,) = boards_at(database, EVENT)
    return found


def card(database: Database, words: str) -> Card:
    return next(card for card in board(database).cards if card.words == words)


def message(database: Database, signed: str = "") -> None:
    with database.writing() as connection:
        boards.add_message(connection, MessageRecord(str(uuid.uuid4()), EVENT, SAID, signed))


class TestOpening:
    @pytest.mark.parametrize("page", [f"/today/{EVENT}", f"/events/{EVENT}"])
    def test_the_pages_of_an_event_lead_there(self, worker: Visit, event: str, page: str) -> None:
        assert worker.see(page).select_one(f"a[href='/work{AT}'], a[href='{AT}']")

    def test_an_empty_page_teaches_and_opens_the_four_questions_by_one_tap(
        self, worker: Visit, event: str, database: Database
    ) -> None:
        page = worker.see(AT)
        for taught in ("No names.", "Photos are never kept", "never counted as an answer"):
            assert taught in text(page.main)
        (first, *others) = page.select("main form")
        assert "Open “Four questions”" in text(first)
        assert others
        after = worker.sent(AT, survey=FOUR)
        assert "is open" in banner(after)
        assert [text(head) for head in after.select("h3")] == [
            column.text for column in board(database).columns
        ]

    def test_other_questionnaires_are_offered_where_they_ask_for_words(
        self, worker: Visit, event: str
    ) -> None:
        offered = [str(one["value"]) for one in worker.see(AT).select("main [name=survey]")]
        assert offered[0] == FOUR
        assert len(set(offered)) == len(offered)
        worker.sent(AT, survey=FOUR)
        assert FOUR not in [one["value"] for one in worker.see(AT).select("main [name=survey]")]

    def test_what_is_no_questionnaire_of_ours_opens_nothing(
        self, worker: Visit, event: str
    ) -> None:
        assert worker.send(AT, survey="none").status_code == 400

    def test_no_board_opens_at_an_event_that_was_cancelled_meanwhile(
        self, worker: Visit, event: str, database: Database
    ) -> None:
        worker.see(AT)
        with database.writing() as connection:
            events.change(connection, EVENT, status="cancelled", why="Rain.")
        page = worker.refused(AT, survey=FOUR)
        assert "cancelled" in text(page.select_one(".govuk-error-summary"))
        assert not page.select("main form [name=survey]")

    def test_before_the_day_there_is_nothing_to_type_in(
        self, worker: Visit, database: Database
    ) -> None:
        with database.writing() as connection:
            factories.an_event(connection, EVENT, day=TODAY.replace(day=28))
        assert "flip chart" not in text(worker.sent(AT, survey=FOUR).main)

    def test_an_event_that_is_not_there_has_no_board(self, worker: Visit) -> None:
        for page in ("", "/sheet", f"/{FOUR}/flip-chart", "/cards/x"):
            worker.see(f"/together/nowhere{page}", 404)


class TestFlipChart:
    def test_it_has_a_box_a_column_and_says_that_photos_are_never_kept(
        self, spoken: Visit, database: Database
    ) -> None:
        page = spoken.see(CHART)
        assert "Photos of flip charts are never kept" in text(page.main)
        assert "A line that begins with * or ★ is a card with a star" in text(page.main)
        assert [str(one["name"]) for one in page.select("main textarea")] == [
            column.id for column in board(database).columns
        ]

    def test_a_line_is_a_card(self, spoken: Visit, database: Database) -> None:
        after = spoken.sent(CHART, **{GOOD: "- new friends\n\n- trips"})
        assert banner(after) == "Done 1 card is on the board."
        assert [one.words for one in board(database).under(GOOD)] == [
            "new friends",
            "pancakes",
            "trips",
        ]

    def test_a_line_too_long_is_told_at_its_box_and_nothing_typed_is_lost(
        self, spoken: Visit, database: Database
    ) -> None:
        long = "x" * 201
        page = spoken.refused(CHART, **{GOOD: long, "advice-leaving": "Bring a teddy"})
        (fault,) = faults(page)
        assert "has a line of 201 letters" in fault
        assert (box(page, GOOD), box(page, "advice-leaving")) == (long, "Bring a teddy")
        assert board(database).number == 3


class TestCards:
    def test_a_star_is_one_tap_and_comes_first(self, spoken: Visit, database: Database) -> None:
        trips = card(database, "trips")
        for starred, first in (("1", "trips"), ("", "pancakes")):
            page = spoken.sent(f"{AT}/cards/{trips.id}/star", starred=starred)
            column = page.select(".said__column")[2]
            assert text(column.select_one(".said__words")) == first
            pressed = column.select_one(f"#card-{trips.id} button")
            assert pressed is not None
            assert pressed["aria-pressed"] == ("true" if starred else "false")

    def test_words_column_and_star_are_changed_on_one_page(
        self, spoken: Visit, database: Database
    ) -> None:
        trips = card(database, "trips")
        at = f"{AT}/cards/{trips.id}"
        assert box(spoken.see(at), "words") == "trips"
        spoken.sent(at, words="Trips to\nthe sea", item="not-good-about-care", starred="y")
        changed = card(database, "Trips to the sea")
        assert (changed.id, changed.item, changed.starred) == (
            trips.id,
            "not-good-about-care",
            True,
        )

    @pytest.mark.parametrize(
        ("given", "told"),
        [
            ({"words": " ", "item": GOOD}, "Write what the group said."),
            ({"words": "trips", "item": "feeling-now"}, "Choose a question."),
        ],
    )
    def test_a_faulty_card_is_told(
        self, spoken: Visit, database: Database, given: dict[str, str], told: str
    ) -> None:
        trips = card(database, "trips")
        assert faults(spoken.refused(f"{AT}/cards/{trips.id}", **given)) == [told]
        assert card(database, "trips") == trips

    def test_a_card_is_taken_away(self, spoken: Visit, database: Database) -> None:
        trips = card(database, "trips")
        page = spoken.sent(f"{AT}/cards/{trips.id}/away")
        assert "“trips” is taken away" in banner(page)
        assert board(database).number == 2
        spoken.see(f"{AT}/cards/{trips.id}", 404)

    def test_words_of_children_are_never_read_as_a_page(
        self, spoken: Visit, database: Database
    ) -> None:
        spoken.sent(CHART, **{GOOD: "<b>loud</b>"})
        for page in (AT, f"{AT}/sheet"):
            assert not spoken.see(page).select("main b:-soup-contains('loud')")

    def test_after_the_event_everything_can_still_be_put_right(
        self, spoken: Visit, database: Database
    ) -> None:
        opening.close_event(database, EVENT, Policy(), TODAY)
        spoken.sent(CHART, **{GOOD: "new friends"})
        spoken.sent(f"{AT}/cards/{card(database, 'trips').id}/away")
        assert {one.words for one in board(database).cards} == {
            "Learn to cook",
            "new friends",
            "pancakes",
        }


class TestSheet:
    def test_it_shows_group_day_cards_and_messages_and_no_event(
        self, spoken: Visit, database: Database
    ) -> None:
        message(database)
        page = text(spoken.see(f"{AT}/sheet").select_one("article"))
        for said in ("What we said together", "Just Us", "Wednesday 20 November 2019", SAID):
            assert said in page
        assert "young people in our groups, autumn 2019" in page
        assert page.index("Learn to cook") < page.index("pancakes") < page.index("trips")
        assert "coming into care" not in page, "a question nobody answered"

    def test_a_group_signs_as_it_wants(self, spoken: Visit, database: Database) -> None:
        message(database, "The Otters")
        for page in (AT, f"{AT}/sheet"):
            told = text(spoken.see(page).main)
            assert "The Otters" in told
            assert "young people in our groups" not in told

    def test_an_empty_one_says_so(self, worker: Visit, event: str) -> None:
        assert "Nothing yet" in text(worker.see(f"{AT}/sheet").main)

    def test_words_are_as_big_as_one_page_lets_them_be(
        self, spoken: Visit, database: Database
    ) -> None:
        for said, size in (("trips", 17), ("We want longer trips. " * 9, 10)):
            spoken.sent(CHART, **{GOOD: "\n".join(f"{number} {said}" for number in range(9))})
            article = spoken.see(f"{AT}/sheet").select_one("article")
            assert article is not None
            assert article["class"] == ["wall", f"wall--{size}"]


@given(
    cards=some.lists(some.lists(some.text(max_size=200), min_size=1, max_size=9), max_size=5),
    more=some.text(min_size=1, max_size=200),
)
def test_more_words_are_never_bigger(cards: list[list[str]], more: str) -> None:
    columns = [wall.Column("What is good?", said) for said in cards]
    longer = [*columns, wall.Column("What is not so good?", [more])]
    sizes = [wall.size(shown, told) for shown in (columns, longer) for told in ([], [(more, "us")])]
    assert set(sizes) <= set(wall.SIZES)
    assert sizes[0] >= sizes[1] >= sizes[3]
    assert sizes[0] >= sizes[2] >= sizes[3]


def test_every_size_of_a_sheet_is_in_the_style() -> None:
    style = (paths.STATIC / "worker-together.css").read_text()
    assert sorted(map(int, re.findall(r"\.wall--(\d+) \{", style))) == sorted(wall.SIZES)
