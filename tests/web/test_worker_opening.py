"""Opening a survey: a small group learns first what can be told of its answers, and its plan."""

import pytest

from tests import factories
from tests.web.visiting import TODAY, Visit, banner, faults, text
from voice import collect
from voice.keys import Keys
from voice.store import attendance, boards, collections, events, trail
from voice.store.collections import CollectionRecord
from voice.store.db import Database

pytestmark = pytest.mark.usefixtures("quick_hashing")
EVENT = "pond-dipping"
AT = f"/surveys/at/{EVENT}"


@pytest.fixture
def planned(database: Database) -> None:
    with database.writing() as connection:
        factories.an_event(connection, day=TODAY)


@pytest.fixture
def four(database: Database, planned: None) -> None:
    with database.writing() as connection:
        attendance.put(connection, EVENT, "signed-up", attendance.ALL, 4)


def opened(database: Database) -> list[CollectionRecord]:
    with database.reading() as connection:
        return collections.of_event(connection, EVENT)


def hint(page: object, survey: str) -> str:
    box = page.select_one(f"input[value='{survey}']")  # type: ignore[attr-defined]
    return text(page.select_one(f"#{box['aria-describedby']}"))  # type: ignore[attr-defined]


@pytest.mark.usefixtures("four")
def test_a_small_group_is_told_what_can_be_said_and_when(
    worker: Visit, database: Database, keyring: Keys
) -> None:
    with database.writing() as connection:
        factories.an_event(connection, "elsewhere", day=TODAY, status="open")
        factories.a_collection(connection, event="elsewhere", opens=TODAY)
    for _ in range(3):
        collect.take_in(database, keyring, factories.CODE, factories.a_submission(), TODAY)
    page = worker.see(AT)
    small = text(page.select_one("[aria-labelledby=small]"))
    assert "4 signed up. Private answers can be told from 10." in small
    assert "Said together and agreed messages can be told at once" in small
    assert hint(page, "how-are-you") == (
        "Since November 3 came in; with these 4 it is 7: not in the next paper unless more come."
    )
    assert hint(page, "our-promise-to-you") == "With these 4 alone: not in the next paper."
    assert hint(page, "four-questions").startswith("Written: a person reads it.")
    assert hint(page, "about-the-service") == (
        "About the service: told in words from 3 answers, "
        "once the data owner has signed the list of such questions."
    )
    main = page.select("button.main")
    assert [text(button) for button in main] == ["Open the small group plan"]
    assert not page.select("[name=expected]")


@pytest.mark.usefixtures("four")
def test_the_small_group_plan_is_one_tap(worker: Visit, database: Database) -> None:
    page = worker.sent(f"{AT}/small-group")
    assert "The small group plan is open" in banner(page)
    with database.reading() as connection:
        assert [one.survey for one in boards.of_event(connection, EVENT)] == ["four-questions"]
        notes = [line.says for line in trail.lines(connection)]
    (record,) = opened(database)
    assert record.survey == "about-the-service"
    assert f"opened a survey {record.code}" in notes
    page = worker.see(AT)
    assert [text(button) for button in page.select("button.main")] == ["Open it"]
    worker.sent(f"{AT}/small-group")
    assert len(opened(database)) == 1


@pytest.mark.usefixtures("four")
def test_private_questions_to_a_small_group_wait_for_others_and_are_marked_so(
    worker: Visit, database: Database
) -> None:
    page = worker.refused(AT, survey="how-are-you")
    (told,) = faults(page)
    assert told.startswith(
        "Collecting towards winter 2019–20 is not ticked. What 4 children answer"
    )
    assert "Collecting towards" in text(page.select_one("label[for=towards]"))
    assert page.select_one("input[value='how-are-you']").has_attr("checked")  # type: ignore[union-attr]
    assert opened(database) == []
    page = worker.sent(AT, survey="how-are-you", towards="y")
    assert "Collecting towards a later paper." in text(page)
    (record,) = opened(database)
    assert record.towards
    assert "collecting towards a later paper" in text(worker.see(f"/surveys/{record.code}"))


@pytest.mark.usefixtures("four")
def test_what_is_only_written_needs_no_tick(worker: Visit, database: Database) -> None:
    worker.sent(AT, survey="four-questions")
    assert [record.towards for record in opened(database)] == [False]


@pytest.mark.usefixtures("planned")
def test_nobody_has_to_say_how_many_they_expect(worker: Visit, database: Database) -> None:
    page = worker.see(AT)
    assert page.select("[name=expected]")
    assert not page.select("[name=towards], [aria-labelledby=small]")
    worker.sent(AT, survey="how-are-you", expected="")
    assert len(opened(database)) == 1


@pytest.mark.usefixtures("planned")
def test_a_number_typed_is_kept_and_advises_before_anything_is_opened(
    worker: Visit, database: Database
) -> None:
    page = worker.refused(AT, survey="how-are-you", expected="5")
    assert "You expect 5." in text(page.select_one("[aria-labelledby=small]"))
    assert page.select_one("[name=expected]")["value"] == "5"  # type: ignore[index]
    worker.sent(AT, survey="how-are-you", expected="5", towards="y")
    with database.reading() as connection:
        event = events.find(connection, EVENT)
    assert event
    assert event.expected == 5
    assert not worker.see(AT).select("[name=expected]")


@pytest.mark.usefixtures("planned")
@pytest.mark.parametrize("typed", ["some", "-3"])
def test_what_is_no_number_is_told_at_its_box(
    worker: Visit, database: Database, typed: str
) -> None:
    page = worker.refused(AT, survey="stall", expected=typed)
    assert faults(page) == ["How many children do you expect?: enter a whole number, such as 7."]
    assert opened(database) == []
