"""Voice on the theme and Members ask: what may be said, put together by what it is about."""

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask

from tests import factories
from tests import quotes as quote_lines
from tests.releases import YES_NO, a_release, a_row, a_table
from tests.web import entering
from tests.web.visiting import Visit, few, text
from voice.analysis import members
from voice.analysis.plans import Line
from voice.store import attendance, editions, papers, plans, population, quotes, releases
from voice.store.db import Connection, Database
from voice.store.releases import PeriodRecord
from voice.survey.measures import PRIORITIES

pytestmark = pytest.mark.usefixtures("quick_hashing")
LISTENED = {"measures": {"theme": "listening", "priority": "voices"}}
HEARD = {"id": "promise-heard", "text": "Did you know our promises?"}
READ, CUTOFF = date(2019, 11, 13), date(2019, 10, 31)


@pytest.fixture
def told(database: Database) -> Database:
    """A closed period, a paper that was read, and all that they told."""
    items = [factories.feeling(), factories.listened(**LISTENED), factories.listened(**HEARD)]
    table = a_table(
        [a_row((12, 9, 9))],
        YES_NO,
        "listened",
        "Are you listened to?",
        kind="choice",
        period="2019-P1",
        priority="voices",
        theme="listening",
    )
    hidden = [few("promise-heard", "Did you know our promises?")]
    release = a_release([table], hidden, "2019-P1", ("2019-09", "2019-10"))
    with database.writing() as connection:
        editions.publish(connection, factories.a_survey(items=items))
        releases.add_period(connection, PeriodRecord("2019-P1", "2019-09", "2019-10", CUTOFF))
        releases.add(connection, release, "committee", CUTOFF)
        factories.an_event(connection, status="went-ahead")
        attendance.put(connection, "pond-dipping", "came", "all", 14)
        papers.note(connection, READ, CUTOFF, {})
        papers.put_words(connection, READ, "impact", "- Reviews are shorter now")
        told_before(connection)
        plans.add(connection, a_line("Voices Matter meets", members=True))
    return database


def told_before(connection: Connection) -> None:
    """A line to the question and a message that the paper told, and a line no paper has told."""
    lines = [
        quote_lines.a_line(words="Ask us first", source="card", item="listened"),
        quote_lines.a_line(words="We want bikes", source="message", item=""),
    ]
    for one in lines:
        quotes.add(connection, replace(one, survey="how-are-you", first="a", second="b"))
    quotes.tell(connection, [one.id for one in lines], READ)
    waiting = quote_lines.a_line(words="Not yet told", source="card", item="listened")
    quotes.add(connection, replace(waiting, survey="how-are-you", first="a", second="b"))


def a_line(what: str, **changes: object) -> Line:
    line = Line("one", what, "2019-12", "", "", "", False, date(2019, 10, 1))
    return replace(line, **changes)


@pytest.mark.parametrize("role", ["worker", "reviewer", "analyst", "publisher"])
def test_one_of_five_priorities_is_chosen(door: Flask, told: Database, role: str) -> None:
    visit = Visit(entering.let_in(door, role))
    page = visit.see("/heard/voices")
    links = page.select("main nav[aria-label='The five priorities'] a")
    assert [text(link) for link in links] == list(PRIORITIES.values())
    for link in links:
        visit.see(str(link["href"]).removeprefix("/work"))


def test_each_line_of_a_voice_has_its_date_and_where_it_is_from(
    worker: Visit, told: Database
) -> None:
    page = worker.see("/heard/voices/voices")
    assert text(page.h1) == "Hearing children’s voices"
    answered = text(page.select_one("[aria-labelledby=answered]"))
    assert "Asked in “How are you?”" in answered
    assert "September to October 2019 Of 30 answers, 40% were ‘Yes’" in answered
    said = text(page.select_one("[aria-labelledby=said]"))
    assert "Paper of 13 November 2019 “Ask us first”" in said
    assert "Not yet told" not in page.get_text()
    planned = text(page.select_one("[aria-labelledby=planned]"))
    assert planned.endswith("December 2019 Voices Matter meets.")
    assert page.select("button[data-print]")


def test_a_priority_of_which_nothing_may_be_said_says_so(worker: Visit, told: Database) -> None:
    page = worker.see("/heard/voices/healthy")
    assert "Nothing can be said about this yet." in text(page.main)
    assert not page.select("button[data-print]")


def test_what_is_no_priority_is_no_page(worker: Visit) -> None:
    worker.see("/heard/voices/weather", 404)


def answered(worker: Visit) -> dict[str, str]:
    cards = worker.see("/heard/members").select(".asks__one")
    return {text(card.h2): " ".join(text(one) for one in card.select("p")) for card in cards}


def test_ten_questions_are_answered_from_what_may_be_said(worker: Visit, told: Database) -> None:
    found = answered(worker)
    assert list(found) == [question for question, _ in members.QUESTIONS]
    took_part, knew, least, safe, listened, feel, missed, changed, asked, planned = found.values()
    assert took_part.startswith(
        "1 event took place from September to October 2019; people came 14 times."
    )
    assert "Of 30 answers, 40% were ‘Yes’" in listened
    assert "pointing at somebody" in knew
    assert members.NOT_ASKED in least
    assert members.NOT_ASSURED in safe
    assert members.NOT_ASKED in feel
    assert members.NO_SHARES in missed
    assert changed == members.NOT_COMPARED
    assert asked == "Groups said to councillors: “We want bikes”. Reviews are shorter now."
    assert planned.endswith("Members are welcome at: Voices Matter meets (December 2019).")


def test_what_a_paper_said_of_safeguarding_has_its_day(worker: Visit, told: Database) -> None:
    with told.writing() as connection:
        papers.put_words(connection, READ, "assurance", "Every concern was acted on.")
    safe = answered(worker)["Do they feel safe?"]
    assert safe.endswith("The paper of 13 November 2019 said: Every concern was acted on.")


def test_how_many_are_in_care_stands_beside_who_came(worker: Visit, told: Database) -> None:
    with told.writing() as connection:
        population.put(connection, 2019, {("all", "all"): 812}, CUTOFF)
    assert "In 2019 the council looked after 812 children in care and care leavers." in next(
        iter(answered(worker).values())
    )


def test_before_anything_is_closed_every_question_has_an_answer(worker: Visit) -> None:
    found = answered(worker)
    assert len(found) == 10
    assert all(found.values())


def test_an_event_of_an_open_month_is_not_told_yet(worker: Visit, told: Database) -> None:
    with told.writing() as connection:
        later = {"id_": "later", "day": date(2019, 11, 5), "status": "went-ahead"}
        factories.an_event(connection, **later)
        attendance.put(connection, "later", "came", "all", 7)
    assert next(iter(answered(worker).values())).startswith("1 event took place")
