"""What is gathered to answer members: only what was told, and only as far as it was."""

from dataclasses import replace
from datetime import date

import pytest

from tests import factories
from tests.quotes import ANN, BEA, a_line, a_remark, an_event, answer
from voice import answering, planning, theming
from voice.analysis.plans import Line
from voice.analysis.policy import Policy
from voice.analysis.voices import Named, Spoken
from voice.store import editions, papers, plans, population, quotes, releases
from voice.store.db import Database
from voice.store.releases import PeriodRecord

CUTOFF, READ, NEXT = date(2019, 10, 31), date(2019, 11, 20), date(2020, 1, 15)


@pytest.fixture
def paper(database: Database) -> Database:
    """A paper that a committee read."""
    with database.writing() as connection:
        papers.note(connection, READ, CUTOFF, {})
    return database


def test_themes_that_a_paper_named_are_told_from_its_meeting_on(paper: Database) -> None:
    with paper.writing() as connection:
        factories.a_group(connection)
        an_event(connection, came=12, day=date(2019, 10, 24))
    answer(paper, 12)
    with paper.writing() as connection:
        texts = [a_remark(connection, f"Bus {n}", "words") for n in range(5)]
    for text in texts:
        theming.sort(paper, text, ANN, ("home",), READ)
    with paper.reading() as connection:
        assert answering.known(connection, READ, (), Policy()).named == ()
        assert answering.known(connection, NEXT, (), Policy()).named == (
            Named("home", "Young people wrote about home.", "Paper of 20 November 2019"),
        )


def test_only_lines_that_an_earlier_paper_told_are_told_again(paper: Database) -> None:
    seen = {"source": "card", "survey": "advice", "item": "arriving", "first": ANN, "second": BEA}
    told = a_line(words="Ask", told=READ, **seen)
    waiting = a_line(words="Wait", **seen)
    withdrawn = a_line(words="Out", told=READ, left_out=True, **seen)
    moment = a_line(told=READ, first=ANN, second=BEA)
    with paper.writing() as connection:
        for one in (told, waiting, withdrawn, moment):
            quotes.add(connection, one)
    with paper.reading() as connection:
        assert answering.known(connection, READ, (), Policy()).spoken == ()
        assert answering.known(connection, NEXT, (), Policy()).spoken == (
            Spoken("Ask", "advice", "arriving", READ),
        )


def test_a_line_of_the_plan_is_told_once_a_committee_read_it_and_so_is_its_outcome(
    paper: Database,
) -> None:
    line = Line("a", "A forum", "2019-12", "", "", "", False, date(2019, 10, 1))
    late = replace(line, id="b", what="Too late", made=date(2019, 12, 1))
    done = replace(line, id="c", what="Told", month="2019-11")
    with paper.writing() as connection:
        for one in (line, late, done):
            plans.add(connection, one)
        plans.decide(connection, "a", "changed", "no hall")
        plans.decide(connection, "c", "done", "")
        plans.tell(connection, ["c"], NEXT)
    with paper.reading() as connection:
        assert planning.read_before(connection, READ) == ()
        then = planning.read_before(connection, NEXT)
        after = planning.read_before(connection, date(2020, 2, 1))
    assert [(one.what, one.outcome, one.reason) for one in then] == [
        ("Told", None, ""),
        ("A forum", None, ""),
    ]
    assert [one.outcome for one in after] == ["done", None]


def test_questions_are_known_by_their_last_edition(database: Database) -> None:
    first = factories.a_survey(items=[factories.feeling(text="How?"), factories.good()])
    last = factories.a_survey(
        items=[factories.feeling(text="How now?", measures={"theme": "feelings"})]
    )
    with database.writing() as connection:
        editions.publish(connection, first)
        editions.publish(connection, last)
        found = answering.measured(connection)
    assert [(one.item, one.text, one.theme) for one in found] == [
        ("feeling-now", "How now?", "feelings"),
        ("good", "What is good?", None),
    ]


def test_those_in_care_are_told_with_the_year_they_were_counted_in(database: Database) -> None:
    with database.writing() as connection:
        assert answering.shares(connection, Policy(), READ) == (None, ())
        population.put(connection, 2018, {("all", "all"): 790}, READ)
        population.put(connection, 2019, {("all", "all"): 812}, READ)
        assert answering.shares(connection, Policy(), READ)[0] == ("2019", 812)
        assert answering.shares(connection, Policy(), date(2018, 6, 1))[0] == ("2018", 790)


def test_the_facts_are_those_of_the_last_closed_period_and_of_our_own_events(
    paper: Database,
) -> None:
    with paper.writing() as connection:
        factories.a_group(connection, "fair", kind="partner")
        an_event(connection, "before", came=3, day=date(2019, 8, 24))
        an_event(connection, "within", came=12, day=date(2019, 9, 24))
        an_event(connection, "theirs", came=9, day=date(2019, 9, 25), group="fair")
        an_event(connection, "later", came=5, day=date(2019, 11, 4))
        facts = answering.facts(connection, Policy(), READ)
        assert [event.total("came") for event in facts.events] == [3, 12, 5]
        assert facts.when == "until now"
        releases.add_period(connection, PeriodRecord("2019-P1", "2019-09", "2019-10", CUTOFF))
        facts = answering.facts(connection, Policy(), READ)
    assert [event.total("came") for event in facts.events] == [12]
    assert facts.when == "from September to October 2019"


def test_the_words_are_those_of_the_last_paper_that_was_read(paper: Database) -> None:
    message = a_line(source="message", words="We want bikes", first=ANN, second=BEA, told=READ)
    with paper.writing() as connection:
        papers.put_words(connection, READ, "impact", "Bikes came.")
        papers.note(connection, NEXT, date(2019, 12, 31), {})
        papers.put_words(connection, NEXT, "impact", "Not read yet.")
        quotes.add(connection, message)
        facts = answering.facts(connection, Policy(), date(2019, 12, 1))
    assert facts.impact == "Bikes came."
    assert facts.messages == ("We want bikes",)
