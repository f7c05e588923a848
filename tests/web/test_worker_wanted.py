"""A table by two things at once: asked for, listed, taken back."""

import pytest
from bs4 import Tag

from tests.web.released import release_all
from tests.web.visiting import Visit, banner, faults, text
from voice.store import trail, wanted
from voice.store.db import Database

pytestmark = pytest.mark.usefixtures("quick_hashing")
WANTED = "/heard/wanted"
FEELING = "how-are-you/feeling-now"


@pytest.fixture
def released(worker: Visit, database: Database) -> Visit:
    release_all(database)
    return worker


def kept(database: Database) -> list[tuple[str, str, str]]:
    with database.reading() as connection:
        return [(one.item, one.first, one.second) for one in wanted.all_wanted(connection)]


def chosen(page: Tag) -> str:
    option = page.select_one("select[name=question] option[selected]")
    assert option is not None
    return str(option["value"])


def test_before_a_close_there_is_nothing_to_ask_for(worker: Visit) -> None:
    page = worker.see(WANTED)
    assert "Nothing to ask for yet." in text(page.main)
    assert not page.select("main form")


def test_the_page_says_plainly_when_such_a_table_is_shown(released: Visit) -> None:
    told = text(released.see(WANTED).main)
    assert "only shown if at least 20 answered in each line" in told


def test_from_a_question_it_is_asked_for_with_two_lists(
    released: Visit, database: Database
) -> None:
    page = released.see(f"{WANTED}?question={FEELING}")
    assert chosen(page) == FEELING
    sent = released.sent(WANTED, question=FEELING, one="group", other="age_band")
    assert banner(sent) == "Done The next close tries this table."
    assert "How do you feel right now? By age band and group" in text(sent.select_one(".wanted"))
    assert kept(database) == [("feeling-now", "age_band", "group")]
    with database.reading() as connection:
        line = trail.lines(connection)[0]
    assert line.says == "wants the table how-are-you/feeling-now by age_band and group"


def test_wanted_twice_it_stands_there_once(released: Visit, database: Database) -> None:
    for one, other in (("group", "month"), ("month", "group")):
        released.sent(WANTED, question=FEELING, one=one, other=other)
    assert len(kept(database)) == 1


def test_it_is_taken_back(released: Visit, database: Database) -> None:
    page = released.sent(WANTED, question=FEELING, one="group", other="month")
    name = page.select_one(".wanted input[name=table]")
    assert name is not None
    after = released.sent(f"{WANTED}/take-back", table=str(name["value"]))
    assert banner(after) == "Done The next close does not try it."
    assert not after.select(".wanted")
    assert kept(database) == []


def test_taking_back_what_nobody_wants_changes_nothing(released: Visit, database: Database) -> None:
    released.sent(WANTED, question=FEELING, one="group", other="month")
    released.sent(f"{WANTED}/take-back", table="nothing by such and such")
    assert len(kept(database)) == 1


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"question": "", "one": "group", "other": "month"}, "Choose a question."),
        ({"question": "how-are-you/x", "one": "group", "other": "month"}, "Choose a question."),
        ({"question": FEELING, "one": "", "other": "month"}, "Choose what to split it by."),
        (
            {"question": FEELING, "one": "group", "other": "asylum"},
            "Choose the second thing to split it by.",
        ),
        (
            {"question": FEELING, "one": "group", "other": "group"},
            "Choose something else than in the box above.",
        ),
    ],
)
def test_a_fault_is_told_at_its_box_and_nothing_is_kept(
    released: Visit, database: Database, given: dict[str, str], fault: str
) -> None:
    assert faults(released.refused(WANTED, **given)) == [fault]
    assert kept(database) == []
