"""What children wrote on its way into a paper, and who sees it there."""

import pytest
from flask import Flask

from tests.quotes import a_remark, an_event, find, keep
from tests.web import entering
from tests.web.lines import buttons, line_of, says, shown
from tests.web.visiting import Visit, banner, box, faults, text
from voice import quotes, theming
from voice.store import quotes as kept
from voice.store import trail
from voice.store.db import Database

pytestmark = pytest.mark.usefixtures("quick_hashing")
READERS = ("reviewer", "safeguarding", "publisher")


@pytest.mark.parametrize("role", ["worker", "admin"])
def test_what_children_wrote_is_no_line_for_those_who_do_not_read_it(
    door: Flask, database: Database, role: str
) -> None:
    line = keep(database, source="remark", of="a-remark", words="My own words")
    visit = Visit(entering.let_in(door, role))
    page = visit.see("/words")
    assert "My own words" not in text(page.main)
    assert text(page.select_one("nav.lists a")) == "First look 0"
    visit.see(f"/words/line/{line.id}", 404)
    for act in ("fine", "out", "back", "ticked"):
        assert visit.send("/words/first", **{act: line.id}).status_code == 404
    assert visit.send(f"/words/line/{line.id}", said="x", reason="y").status_code == 404
    assert find(database, line.id) == line


@pytest.mark.parametrize("role", READERS)
def test_those_who_read_see_it_with_group_and_month(
    door: Flask, database: Database, role: str
) -> None:
    with database.writing() as connection:
        quotes.put_forward(connection, a_remark(connection, "They listen.", "words"))
    page = Visit(entering.let_in(door, role)).see("/words")
    assert "Their own words" in text(page.main)
    assert "What would you tell somebody new? They listen. Just Us, October 2019" in text(page.main)
    with database.reading() as connection:
        line = trail.lines(connection)[0]
    assert (line.what, line.about, line.who) == ("remarks-seen", "1 2019-11-20", "")


def test_an_idea_is_not_fine_before_somebody_wrote_the_gist(
    reviewer: Visit, database: Database
) -> None:
    with database.writing() as connection:
        line = quotes.put_forward(connection, a_remark(connection, "I want more trips!", "idea"))
    listed = line_of(reviewer.see("/words"), line)
    assert buttons(listed) == ["Write the idea", "Leave out"]
    assert "Only the idea may be told." in text(listed)
    assert "may not be the writer’s own words" in banner(
        reviewer.sent("/words/first", fine=line.id, **shown(line))
    )
    page = reviewer.see(f"/words/line/{line.id}")
    assert box(page, "said") == ""
    assert box(page, "reason") == quotes.IDEA_REASON
    given = {"said": "i want more trips", "reason": quotes.IDEA_REASON}
    assert (
        "may not be the writer’s own words"
        in faults(reviewer.refused(f"/words/line/{line.id}", **given))[0]
    )
    reviewer.sent(f"/words/line/{line.id}", **(given | {"said": "More trips"}))
    assert find(database, line.id).first == "one-reviewer"


def test_what_was_read_before_may_be_put_forward_later(reviewer: Visit, database: Database) -> None:
    with database.writing() as connection:
        mine = a_remark(connection, "They listen.", "words")
        idea = a_remark(connection, "More trips!", "idea")
        a_remark(connection, "Ours alone", "team")
    assert "2 texts were read and may be put forward" in text(reviewer.see("/words").main)
    page = text(reviewer.see("/words/read").main)
    assert "They listen. Their words may be told" in page
    assert "More trips! Only the idea" in page
    assert "Ours alone" not in page
    assert "Tick what the committee should hear first" in banner(reviewer.sent("/words/read"))
    assert "2 texts are put forward" in banner(reviewer.sent("/words/read", forward=[mine, idea]))
    assert "Nothing is here." in text(reviewer.see("/words/read").main)
    assert "put children's words forward 2 2019-11-20" in says(database)


def test_what_was_shown_to_the_team_only_cannot_be_sent_forward(
    reviewer: Visit, database: Database
) -> None:
    with database.writing() as connection:
        remark = a_remark(connection, "Ours alone", "team")
    assert reviewer.send("/words/read", forward=remark).status_code == 409
    with database.reading() as connection:
        assert kept.all_of(connection) == []


def test_a_moment_that_tells_too_much_waits_for_other_words(
    worker: Visit, database: Database
) -> None:
    with database.writing() as connection:
        an_event(connection, came=2)
    line = keep(database, words="A girl sang.", event="canoeing", group="just-us")
    listed = line_of(worker.see("/words"), line)
    assert buttons(listed) == ["Change", "Leave out"]
    assert "Few came." in text(listed)
    assert "because few came: “girl”" in banner(
        worker.sent("/words/first", fine=line.id, **shown(line))
    )


def test_what_was_put_into_english_is_shown_beside_what_was_written(
    reviewer: Visit, database: Database
) -> None:
    with database.writing() as connection:
        remark = a_remark(connection, "Chcę do domu", "words")
    theming.put_into_english(database, remark, "I want to go home")
    assert "Chcę do domu In English: I want to go home" in text(reviewer.see("/words/read").main)
    with database.writing() as connection:
        line = quotes.put_forward(connection, remark)
    listed = text(line_of(reviewer.see("/words"), line))
    assert "I want to go home" in listed
    assert "As it was written: Chcę do domu" in listed
    assert "Why: Put into English." in listed
